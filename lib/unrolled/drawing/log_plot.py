"""Lines over a fixed logarithmic scale: what leaves it gets an arrow at the edge, and its name beside the arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css

BEYOND = 40.0  # powers of ten that are told apart outside the plot
ROW = 18.0  # between the baselines of two names
NAME = 110.0  # width of a name, at most
HALO = {"paint_order": "stroke", "stroke": css("ground"), "stroke_width": 5, "stroke_linejoin": "round"}


class Style(NamedTuple):
    """How a line is drawn."""

    colour: str
    width: float
    dash: str | None = None
    marker: str = ""
    opacity: float = 1.0


class Path(NamedTuple):
    """A line cut to the plot.

    Attributes:
        pieces: what lies inside, as points (x, power of ten), each piece read from the right.
        arrows: where it leaves, read from the right: x, and whether upwards.
        marks: about six of its points inside, evenly spaced, for markers.
        end: power of ten at its far left, outside or not.
    """

    pieces: list[list[tuple[float, float]]]
    arrows: list[tuple[float, bool]]
    marks: list[tuple[float, float]]
    end: float


class LogPlot:
    """A plot with a fixed range of powers of ten.

    Args:
        right: x of its right edge.
        top: y of the highest power.
        bottom: y of the lowest.
        low: the lowest power of ten.
        high: the highest.
    """

    def __init__(self, right: float, top: float, bottom: float, *, low: float, high: float):
        self.right, self.top, self.bottom, self.low, self.high = right, top, bottom, low, high

    def y(self, power: float) -> float:
        """Height of a power of ten."""
        return float(self.bottom - (power - self.low) / (self.high - self.low) * (self.bottom - self.top))

    def holds(self, power: float) -> bool:
        """Whether a power of ten is inside."""
        return self.low <= power <= self.high

    def path(self, xs: Sequence[float], sizes: np.ndarray) -> Path:
        """A line through sizes 0 or more, cut to the plot."""
        powers, pieces, arrows = powers_of_ten(sizes), [], []
        for k in range(len(xs) - 1, -1, -1):
            here = self.holds(powers[k])
            before = k + 1 < len(xs) and self.holds(powers[k + 1])
            if here and not before:
                pieces.append([self._crossing(xs, powers, k + 1, k)] if k + 1 < len(xs) else [])
            if here:
                pieces[-1].append((xs[k], float(powers[k])))
            if before and not here:
                pieces[-1].append(self._crossing(xs, powers, k, k + 1))
                arrows.append((pieces[-1][-1][0], bool(powers[k] > self.high)))
        if not pieces:  # never inside
            arrows.append((xs[-1], bool(powers[-1] > self.high)))
        places = range(len(xs) - 1, -1, -max(1, round(len(xs) / 6)))
        marks = [(xs[k], float(powers[k])) for k in places if self.holds(powers[k])]
        return Path(pieces, arrows, marks, float(powers[0]))

    def _crossing(self, xs: Sequence[float], powers: np.ndarray, out: int, inside: int) -> tuple[float, float]:
        """Where the line between a point outside and its neighbour inside meets the edge."""
        edge = self.high if powers[out] > self.high else self.low
        share = (edge - powers[inside]) / (powers[out] - powers[inside])
        return float(xs[inside] + share * (xs[out] - xs[inside])), edge

    def line(self, path: Path, style: Style, **attributes: object) -> str:
        """The line as SVG, with its arrows and markers."""
        drawn = "".join("M" + " L".join(f"{x:.1f},{self.y(p):.1f}" for x, p in piece) for piece in path.pieces)
        parts = []
        if drawn:
            parts.append(
                element(
                    "path", d=drawn, fill="none", stroke=css(style.colour), stroke_width=style.width,
                    stroke_dasharray=style.dash, opacity=style.opacity, stroke_linejoin="round",
                    stroke_linecap="round", **attributes,
                )
            )  # fmt: skip
        parts += [self._arrow(x, up, css(style.colour)) for x, up in path.arrows]
        if style.marker:
            parts += [marker(style.marker, x, self.y(p), css(style.colour)) for x, p in path.marks]
        return "".join(parts)

    def _arrow(self, x: float, up: bool, colour: str) -> str:
        tip, foot = (self.top - 7, self.top + 5) if up else (self.bottom + 2, self.bottom - 10)
        return element(
            "path", d=f"M{x:.1f},{tip} l7,{foot - tip} h-14 Z", fill=colour, data_arrow="up" if up else "down"
        )

    def names(self, named: Iterable[tuple[str, str, Path]], left: float) -> Iterator[str]:
        """Each line's name where the line ends: at the far left, or at the arrow where it left.

        Args:
            named: words, colour and path of each.
            left: x of the far left.
        """
        groups: dict[float, list[tuple[float, str, str]]] = {left: []}
        for words, colour, path in named:
            x, y = left, self.y(min(max(path.end, self.low), self.high)) - 9
            if not self.holds(path.end):
                x = path.arrows[-1][0]
            near = next((other for other in groups if abs(other - x) < NAME), x)  # could touch: in one list
            groups.setdefault(near, []).append((y, words, colour))
        for x, rows in groups.items():
            at_left = x - NAME < left < self.right - NAME
            ys = self._apart(sorted(y for y, _, _ in rows))
            for y, (_, words, colour) in zip(ys, sorted(rows), strict=True):
                place = {"x": x + 16 if at_left else x - 14, "text_anchor": "start" if at_left else "end"}
                yield text(words, y=y, font_size=15, font_weight=700, fill=css(colour), **place, **HALO)

    def _apart(self, wanted: list[float]) -> list[float]:
        """Baselines near the wanted ones, at least a row apart, inside the plot."""
        ys: list[float] = []
        for y in wanted:
            ys.append(max(y, self.top + 17, ys[-1] + ROW if ys else 0))
        floor = self.bottom - 6
        for k in range(len(ys) - 1, -1, -1):  # what was pushed out below goes up again
            ys[k] = min(ys[k], floor)
            floor = ys[k] - ROW
        return ys


def powers_of_ten(sizes: np.ndarray) -> np.ndarray:
    """log10, with 0 as a power far outside."""
    with np.errstate(divide="ignore"):
        return np.clip(np.log10(sizes), -BEYOND, BEYOND)


def marker(shape: str, x: float, y: float, colour: str) -> str:
    """A circle, square, diamond or triangle, open."""
    paint = {"fill": css("ground"), "stroke": colour, "stroke_width": 2}
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=5, **paint)
    if shape == "square":
        return element("rect", x=x - 5, y=y - 5, width=10, height=10, **paint)
    if shape == "diamond":
        return element("path", d=f"M{x:.1f},{y - 7:.1f} l6,7 l-6,7 l-6,-7 Z", **paint)
    return element("path", d=f"M{x:.1f},{y - 6:.1f} l6,11 h-12 Z", **paint)
