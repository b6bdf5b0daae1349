"""Vectors and matrices with their numbers written out, and the symbols that name them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from unrolled.drawing.numerals import signed
from unrolled.drawing.raster import rgb
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css

BELOW, ZERO, ABOVE = rgb("#A84A06"), rgb("#FAFAF8"), rgb("#1B5CAD")  # of signed values
DARK, LIGHT = "#14171C", "#FFFFFF"  # letters on these grounds, in both themes


def shade(value: float, limit: float = 1.0) -> tuple[str, str]:
    """Ground and letter colour of a value on a scale from ``-limit`` to ``limit``."""
    share = min(abs(value) / limit, 1.0) if limit else 0.0
    mixed = [round(zero + share * (end - zero)) for zero, end in zip(ZERO, ABOVE if value > 0 else BELOW, strict=True)]
    return "#{:02X}{:02X}{:02X}".format(*mixed), LIGHT if share > 0.78 else DARK


def symbol(parts: str, x: float, y: float, *, size: float = 18, **paint: object) -> str:
    """Mathematics centred on x: pieces between underscores, every second one lowered, as in ``W_xh_x_3``."""
    spans, pieces = [], parts.split("_")
    for k, piece in enumerate(pieces):
        lowered = k % 2 == 1
        shift = 4 if lowered else -4 if k else None
        spans.append(element("tspan", escape(piece), font_size=14 if lowered else None, dy=shift))
    paint = {"fill": css("ink"), "text_anchor": "middle"} | paint
    return element("text", "".join(spans), x=x, y=y, font_size=size, class_="math", **paint)


class Block:
    """A vector or matrix of numbers, centred on a line.

    Args:
        values: ``(rows, columns)``, or ``(rows,)`` for a column.
        x: of its left side.
        middle: y of its middle.
        wide: width of a cell.
        tall: height of a cell.
        size: of the numbers.
        digits: behind the point.
        limit: of the colour scale; without one the cells stay white.
    """

    def __init__(
        self,
        values: np.ndarray,
        x: float,
        middle: float,
        *,
        wide: float,
        tall: float,
        size: float = 15,
        digits: int = 2,
        limit: float | None = None,
    ):
        self.values = values if values.ndim == 2 else values[:, None]
        self.rows, self.columns = self.values.shape
        self.x, self.y = x, middle - self.rows * tall / 2
        self.wide, self.tall, self.right = wide, tall, x + self.columns * wide
        self._size, self._digits, self._limit = size, digits, limit

    def drawn(self) -> str:
        """The cells with their numbers."""
        boxes, numbers = [], []
        for row, column in np.ndindex(self.values.shape):
            value = float(self.values[row, column])
            ground, ink = (css("ground"), css("ink")) if self._limit is None else shade(value, self._limit)
            x, y = self.x + column * self.wide, self.y + row * self.tall
            boxes.append(element("rect", x=x, y=y, width=self.wide, height=self.tall, fill=ground))
            numbers.append(
                text(signed(value, self._digits), x + self.wide / 2, y + self.tall / 2 + self._size * 0.35, fill=ink)
            )
        return element("g", "".join(boxes), stroke=css("edge"), stroke_width=1) + element(
            "g", "".join(numbers), font_size=self._size, text_anchor="middle"
        )

    def outline(self, row: int) -> str:
        """A thick frame around a row."""
        return frame(self.x - 2, self.y + row * self.tall - 1, self.columns * self.wide + 4, self.tall + 2)


def frame(x: float, y: float, width: float, height: float, **paint: object) -> str:
    """The thick frame of what is pointed at."""
    box = {"x": x, "y": y, "width": width, "height": height, "rx": 4}
    return element("rect", **box, **({"fill": "none", "stroke": css("ink"), "stroke_width": 3} | paint))


def brackets(left: float, right: float, middle: float, tall: float) -> str:
    """Round brackets around what stands from left to right."""
    top, foot = middle - tall / 2 - 4, middle + tall / 2 + 4
    path = f"M{left + 7:.1f},{top:.1f} Q{left - 3:.1f},{middle:.1f} {left + 7:.1f},{foot:.1f} "
    path += f"M{right - 7:.1f},{top:.1f} Q{right + 3:.1f},{middle:.1f} {right - 7:.1f},{foot:.1f}"
    return element("path", d=path, fill="none", stroke=css("ink"), stroke_width=1.6)


def label(words: str, x: float, y: float, *, bold: bool = True, tall: float = 25, size: float = 15) -> str:
    """A number or a few words in a white box centred on a point, over a line."""
    wide = 0.55 * size * len(words) + 12
    box = element(
        "rect", x=x - wide / 2, y=y - tall / 2, width=wide, height=tall, rx=4, fill=css("ground"), stroke=css("ink"),
        stroke_width=1.4,
    )  # fmt: skip
    weight = 700 if bold else 400
    paint = {"font_size": size, "font_weight": weight, "text_anchor": "middle", "fill": css("ink")}
    return box + text(words, x, y + 0.35 * size, **paint)


def arrow(points: Sequence[tuple[float, float]], *, thick: float = 2.0, colour: str | None = None) -> str:
    """A straight line with a filled head at its end."""
    (x0, y0), (x1, y1) = points
    colour = colour or css("ink")
    length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-6)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    bx, by = x1 - 11 * ux, y1 - 11 * uy
    head = f"M{x1:.1f},{y1:.1f} L{bx - 5 * uy:.1f},{by + 5 * ux:.1f} L{bx + 5 * uy:.1f},{by - 5 * ux:.1f} Z"
    line = element("line", x1=x0, y1=y0, x2=bx, y2=by, stroke=colour, stroke_width=thick)
    return line + element("path", d=head, fill=colour)
