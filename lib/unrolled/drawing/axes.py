"""Axes for curves as SVG: linear or logarithmic, with hairlines, values beside them, lines and bands over seeds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from unrolled.drawing.layout import Box
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css

DASHES = {"rnn": "2 6", "gru": "12 6", "lstm": None, "tcn": "14 5 3 5"}
NAMES = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM", "tcn": "TCN"}


@dataclass(frozen=True)
class Axes:
    """A frame to draw in.

    Attributes:
        left, top, wide, tall: in pixels.
        x, y: lowest and highest value of each axis.
        log_x, log_y: whether an axis is logarithmic.
        gap: from the values at the left to the frame.
        drop: from the frame to the base line of the values below.
    """

    left: float
    top: float
    wide: float
    tall: float
    x: tuple[float, float]
    y: tuple[float, float]
    log_x: bool = False
    log_y: bool = False
    gap: float = 8
    drop: float = 19

    @classmethod
    def over(cls, box: Box, x: tuple[float, float], y: tuple[float, float], **more: Any) -> Axes:
        """Axes whose frame is a box."""
        return cls(box.x, box.y, box.width, box.height, x, y, **more)

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.top + self.tall

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a value; what lies outside is drawn on the edge."""
        across, up = _share(x, self.x, self.log_x), _share(y, self.y, self.log_y)
        return self.left + self.wide * across, self.top + self.tall * (1 - up)

    def places(self, xs: Iterable[float], ys: Iterable[float]) -> list[tuple[float, float]]:
        """Pixels of a curve's points."""
        return [self.at(x, y) for x, y in zip(xs, ys, strict=True)]

    def across(self, ys: Iterable[float], names: Iterable[str] | None = None) -> list[str]:
        """Hairlines with their values at the left; ``names`` where numbers would not read."""
        parts, ys = [], list(ys)
        for y, name in zip(ys, names or [f"{y:g}" for y in ys], strict=True):
            _, at = self.at(self.x[0], y)
            parts.append(hairline(self.left, self.right, at))
            if name:
                parts.append(_value(name, self.left - self.gap, at + 5, "end"))
        return parts

    def below(self, xs: Iterable[float], names: Iterable[str] | None = None) -> list[str]:
        """Values below the x axis."""
        xs = list(xs)
        places = zip(xs, names or [f"{x:,g}" for x in xs], strict=True)
        return [_value(name, self.at(x, self.y[0])[0], self.bottom + self.drop, "middle") for x, name in places]

    def ticks(self, xs: Iterable[float], ys: Iterable[float], names: Iterable[str] | None = None) -> list[str]:
        """Hairlines across with their values, and values below; ``names`` for the ys where numbers would not read."""
        return self.across(ys, names) + self.below(xs)

    def titles(self, above: str, below: str) -> list[str]:
        """What is drawn, above; what the x axis counts, below."""
        middle, bottom = self.left + self.wide / 2, self.top + self.tall
        return [
            text(above, self.left - 50, self.top - 14, font_size=16, font_weight=700, fill=css("ink")),
            text(below, middle, bottom + 40, font_size=15, text_anchor="middle", fill=css("ink")),
        ]

    def band(self, xs: np.ndarray, low: np.ndarray, high: np.ndarray, colour: str, opacity: float = 0.16) -> str:
        """The area between two curves."""
        points = self.places(xs, high) + self.places(xs[::-1], low[::-1])
        return element("path", d=joined(points) + "Z", fill=colour, fill_opacity=opacity)

    def line(
        self, xs: Iterable[float], ys: Iterable[float], colour: str, dash: str | None = None, thick: float = 2.6,
        **more: object,
    ) -> str:  # fmt: skip
        """A curve."""
        path = joined(self.places(xs, ys))
        return element("path", d=path, fill="none", stroke=colour, stroke_width=thick, stroke_dasharray=dash, **more)

    def level(self, y: float, name: str, colour: str, *, above: bool = False) -> list[str]:
        """A named horizontal line; the name stands below it at the left or, ``above``, over it at the right."""
        _, at = self.at(self.x[0], y)
        x, shift, anchor = (self.left + self.wide - 6, -8, "end") if above else (self.left + 6, 18, None)
        return [
            element("path", d=f"M{self.left} {at:.1f}h{self.wide}", stroke=colour, stroke_width=1.6),
            text(name, x, at + shift, font_size=14, fill=colour, font_weight=700, text_anchor=anchor),
        ]

    def upright(self, x: float, colour: str, dash: str | None = None, thick: float = 2) -> str:
        """A vertical line."""
        at, _ = self.at(x, self.y[0])
        path = f"M{at:.1f} {self.top}v{self.tall}"
        return element("path", d=path, stroke=colour, stroke_width=thick, stroke_dasharray=dash)


def hairline(left: float, right: float, y: float) -> str:
    """A thin line across, its middle at y."""
    return element("rect", x=left, y=y - 0.5, width=right - left, height=1, fill=css("hair"))


def _value(words: str, x: float, y: float, anchor: str) -> str:
    return text(words, x, y, font_size=14, text_anchor=anchor, fill=css("ink2"))


def joined(points: Sequence[tuple[float, float]]) -> str:
    """The data of a path through points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) if points else ""


def _share(value: float, ends: tuple[float, float], log: bool) -> float:
    low, high = (math.log10(end) for end in ends) if log else ends
    value = math.log10(max(value, 1e-300)) if log else value
    return min(1.0, max(0.0, (value - low) / (high - low)))


def sample(architecture: str, x: float, y: float) -> list[str]:
    """A piece of an architecture's line with its name, for a legend."""
    colour = css(architecture)
    dash = DASHES[architecture]
    return [
        element("path", d=f"M{x} {y - 5}h44", stroke=colour, stroke_width=3, fill="none", stroke_dasharray=dash),
        text(NAMES[architecture], x + 52, y, font_size=16, font_weight=700, fill=colour),
    ]
