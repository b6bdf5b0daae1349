"""Values over a text: a row for each unit, a column for each character, the text itself as the axis below."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import numpy as np

from unrolled.drawing.letters import visible
from unrolled.drawing.raster import rgb
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import COLOURS, css

LEVELS = 16  # shades told apart: cells of a shade are one path, which keeps the drawing small
NEGATIVE, ZERO, POSITIVE = "#A84A06", "#FAFAF8", "#1B5CAD"


@functools.cache
def gate_shade(name: str, level: int) -> str:
    """From white, closed, to the gate's own colour, open: level 0 to ``LEVELS``."""
    return _between("#FFFFFF", COLOURS[name].light, level / LEVELS)


@functools.cache
def signed_shade(level: int) -> str:
    """Blue above zero, brown below: level ``-LEVELS`` to ``LEVELS``."""
    return _between(ZERO, POSITIVE if level > 0 else NEGATIVE, abs(level) / LEVELS)


def gate_colour(name: str, value: float) -> str:
    """The colour of a gate's value, 0 to 1."""
    return gate_shade(name, round(min(max(value, 0.0), 1.0) * LEVELS))


def signed_colour(value: float, limit: float) -> str:
    """The colour of a value between ``-limit`` and ``limit``."""
    return signed_shade(round(min(max(value / limit, -1.0), 1.0) * LEVELS))


def _between(start: str, end: str, share: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(rgb(start), rgb(end), strict=True))


class Strip:
    """A page of a text with the values of some units above it.

    Args:
        words: the whole text.
        cursor: the character pointed at; it chooses the page.
        left: x of the first column.
        top: y of the first row.
        columns: characters on a page.
        wide: width of a cell.
        tall: height of a cell.
    """

    def __init__(
        self, words: str, cursor: int, left: float, top: float, columns: int = 60, wide: float = 16, tall: float = 14
    ):
        self.start = cursor // columns * columns
        self.words = words[self.start : self.start + columns]
        self.left, self.top, self.wide, self.tall = left, top, wide, tall

    def cells(self, values: np.ndarray, colour: Callable[[float], str]) -> str:
        """Cells for ``(T, rows)`` values of the whole text; those below 0 carry a stroke, too."""
        page = values[self.start : self.start + len(self.words)]
        shapes: dict[str, list[str]] = {}
        strokes = []
        for column, row_values in enumerate(page.tolist()):
            x = self.left + column * self.wide
            for row, value in enumerate(row_values):
                y = self.top + row * self.tall
                shapes.setdefault(colour(value), []).append(f"M{x:g} {y:g}h{self.wide - 1:g}v{self.tall - 1:g}H{x:g}z")
                if value < 0:
                    strokes.append(f"M{x + 3:g} {y + self.tall - 3:g}l{self.wide - 7:g} {7 - self.tall:g}")
        drawn = [element("path", d="".join(parts), fill=fill) for fill, parts in shapes.items()]
        drawn.append(element("path", d="".join(strokes), stroke="#5A2600", stroke_width=1.2, opacity=0.75, fill="none"))
        return "".join(drawn)

    def letters(self, rows: int) -> str:
        """The characters below the rows."""
        xs = " ".join(f"{self.left + (k + 0.5) * self.wide - 0.5:g}" for k in range(len(self.words)))
        shown = "".join(map(visible, self.words))
        y = self.top + rows * self.tall + 17
        return text(shown, xs, y, font_size=16, class_="mono", text_anchor="middle", fill=css("ink"))

    def hits(self, rows: int) -> str:
        """What can be clicked: a column for each character, invisible."""
        return "".join(
            element(
                "rect", x=self.left + k * self.wide, y=self.top, width=self.wide, height=rows * self.tall + 26,
                fill="transparent", data_pick=self.start + k,
            )
            for k in range(len(self.words))
        )  # fmt: skip

    def names(self, names: Sequence[str]) -> str:
        """What stands left of the rows; a click chooses the row."""
        return "".join(
            text(
                name, self.left - 8, self.top + (k + 0.8) * self.tall, font_size=14, text_anchor="end", fill=css("ink")
            )
            for k, name in enumerate(names)
        )

    def column(self, cursor: int, rows: int, *, letter: bool = True) -> str:
        """The frame around the character pointed at: its cells, and its letter below them."""
        x, y = self.left + (cursor - self.start) * self.wide - 2, self.top - 2
        frame = {"x": x, "y": y, "width": self.wide + 3, "rx": 3, "fill": "none"}
        cells = {"height": rows * self.tall + 3, "stroke": css("ground"), "stroke_width": 5}  # the letters stay whole
        around = {"height": rows * self.tall + (28 if letter else 3), "stroke": css("ink"), "stroke_width": 2.5}
        return element("rect", **frame, **cells) + element("rect", **frame, **around)

    def row(self, row: int) -> str:
        """The frame around the chosen row."""
        frame = {
            "x": self.left - 2, "y": self.top + row * self.tall - 1.5, "width": len(self.words) * self.wide + 3,
            "height": self.tall + 2, "fill": "none",
        }  # fmt: skip
        return element("rect", **frame, stroke=css("ground"), stroke_width=4) + element(
            "rect", **frame, stroke=css("ink"), stroke_width=1.8
        )
