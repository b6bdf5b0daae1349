"""Axes for curves with a band over seeds, as SVG: linear or logarithmic, each line with its own dash and name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
    """

    left: float
    top: float
    wide: float
    tall: float
    x: tuple[float, float]
    y: tuple[float, float]
    log_x: bool = False
    log_y: bool = False

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a value; what lies outside is drawn on the edge."""
        across, up = _share(x, self.x, self.log_x), _share(y, self.y, self.log_y)
        return self.left + self.wide * across, self.top + self.tall * (1 - up)

    def ticks(
        self, xs: Sequence[float] | np.ndarray, ys: Sequence[float] | np.ndarray, names: Sequence[str] | None = None
    ) -> list[str]:
        """Hairlines across with their values, and values below; ``names`` for the ys where numbers would not read."""
        parts = []
        for y, name in zip(ys, names or [f"{y:g}" for y in ys], strict=True):
            _, at = self.at(self.x[0], y)
            parts.append(element("rect", x=self.left, y=at - 0.5, width=self.wide, height=1, fill=css("hair")))
            parts.append(text(name, self.left - 8, at + 5, font_size=14, text_anchor="end", fill=css("ink2")))
        for x in xs:
            at, bottom = self.at(x, self.y[0])
            parts.append(text(f"{x:,g}", at, bottom + 19, font_size=14, text_anchor="middle", fill=css("ink2")))
        return parts

    def titles(self, above: str, below: str) -> list[str]:
        """What is drawn, above; what the x axis counts, below."""
        middle, bottom = self.left + self.wide / 2, self.top + self.tall
        return [
            text(above, self.left - 50, self.top - 14, font_size=16, font_weight=700, fill=css("ink")),
            text(below, middle, bottom + 40, font_size=15, text_anchor="middle", fill=css("ink")),
        ]

    def band(self, xs: np.ndarray, low: np.ndarray, high: np.ndarray, colour: str) -> str:
        """The area between two curves."""
        points = [self.at(x, y) for x, y in zip(xs, high, strict=True)]
        points += [self.at(x, y) for x, y in zip(xs[::-1], low[::-1], strict=True)]
        return element("path", d=_joined(points) + "Z", fill=colour, fill_opacity=0.16)

    def line(self, xs: np.ndarray, ys: np.ndarray, colour: str, dash: str | None = None, thick: float = 2.6) -> str:
        """A curve."""
        path = _joined([self.at(x, y) for x, y in zip(xs, ys, strict=True)])
        return element("path", d=path, fill="none", stroke=colour, stroke_width=thick, stroke_dasharray=dash)

    def level(self, y: float, name: str, colour: str, *, above: bool = False) -> list[str]:
        """A named horizontal line; the name stands below it at the left or, ``above``, over it at the right."""
        _, at = self.at(self.x[0], y)
        x, shift, anchor = (self.left + self.wide - 6, -8, "end") if above else (self.left + 6, 18, None)
        return [
            element("path", d=f"M{self.left} {at:.1f}h{self.wide}", stroke=colour, stroke_width=1.6),
            text(name, x, at + shift, font_size=14, fill=colour, font_weight=700, text_anchor=anchor),
        ]

    def upright(self, x: float, colour: str, dash: str | None = None) -> str:
        """A vertical line."""
        at, _ = self.at(x, self.y[0])
        path = f"M{at:.1f} {self.top}v{self.tall}"
        return element("path", d=path, stroke=colour, stroke_width=2, stroke_dasharray=dash)


def _joined(points: Sequence[tuple[float, float]]) -> str:
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
