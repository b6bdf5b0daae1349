"""What stands around the diagram of a cell: equations, code, and the lit value over the text beside its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from unrolled.drawing.formula import MATH, code_line, formula
from unrolled.drawing.layout import Box, picture
from unrolled.drawing.letters import called
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.strip import Strip, gate_colour, signed_colour
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.lstm.four_steps.record import FourSteps

FRAME = picture()
_HEADLINE, _REST = FRAME.cut_top(20)
_UPPER, LOWER = _REST.cut_top(180)
_FORMULAS, CODE = _UPPER.cut_right(378)[0].cut_top(58)
PAGE, WIDE, TALL = 40, 12, 16  # characters on a page of the text, and the size of their cells
LEFT = 66  # of the cells; the names of the units stand before them
RIGHT = LEFT + PAGE * WIDE
TOP = LOWER.y + 24  # of the rows: a unit's cells, and its numbers
TABLE = Box(RIGHT + 14, TOP, LOWER.right - RIGHT - 14, 8 * TALL)


Steps = TypeVar("Steps", bound=FourSteps)


@dataclass(frozen=True)
class Sheet(Generic[Steps]):
    """The cell of a network and what is written around it, for each of its four steps.

    Attributes:
        cell: in words, such as "an LSTM".
        steps: names of the steps.
        said: what a step does in the chosen unit, with its numbers.
        wiring: the diagram of the cell with a step lit.
        numbers: the values in that diagram.
        equations: step and words of each.
        code: lines of the cell's own ``step``, and the parts of them that each step lights.
        words: what a step does, in a sentence.
        columns: heads of the table.
        cells: the row of a unit in that table.
        colours: the step's colour, by name.
        shown: the value over the text, and what it is called.
    """

    cell: str
    steps: Mapping[int, str]
    said: Callable[[Steps], str]
    wiring: Callable[[int], str]
    numbers: Callable[[Steps], str]
    equations: Sequence[tuple[int, str]]
    code: Sequence[tuple[str, Mapping[int, Sequence[str]]]]
    words: Mapping[int, str]
    columns: Mapping[int, Sequence[str]]
    cells: Callable[[Steps, int], Sequence[str]]
    colours: Mapping[int, str]
    shown: Mapping[int, tuple[str, str]]

    def describe(self, read: Steps) -> str:
        """One sentence that says what the panel shows."""
        where = f"character {read.cursor + 1} of {len(read.text)}, {called(read.text[read.cursor])}"
        return f"Step {read.step}, {self.steps[read.step]}, {where}: {self.said(read)}."

    def drawing(self, read: Steps) -> Drawing:
        """All that does not move with the cursor: diagram, equations, code, and the lit value over the text."""
        words = f"The cell of {self.cell} with step {read.step}, {self.steps[read.step]}, lit."
        return _drawn(self.wiring(read.step), self.still(read), words)

    def cursor(self, read: Steps) -> Drawing:
        """The layer over it: the numbers at the cursor, and the frames."""
        return _drawn(self.numbers(read), self.moving(read), self.describe(read))

    def still(self, read: Steps) -> str:
        """All that stays while the cursor moves inside a page."""
        words = heading(self.words[read.step], _HEADLINE.x, 15)
        return words + self._equations(read.step) + self._code(read.step) + self._heads(read) + self._heat(read)

    def moving(self, read: Steps) -> str:
        """The numbers at the cursor, and the frames."""
        row = read.row - read.first
        strip, y = _strip(read), TOP + row * TALL - 1
        chosen = (
            rect(LEFT - 1, y, len(strip.words) * WIDE + 1, TALL + 1, "none", "ground", 5),
            rect(1.5, y, FRAME.width - 3, TALL + 1, "none", "ink", 2, rx=3),
        )
        return "".join((*chosen, self._table(read), strip.column(read.cursor, len(read.window)), _where(read)))

    def _equations(self, step: int) -> str:
        lit = [words for of, words in self.equations if of == step]
        first = _FORMULAS.y + (36 if len(lit) == 1 else 20)
        paint = {"size": 20, "fill": css("ink"), "font_weight": 700}
        return "".join(formula(words, _FORMULAS.x + 8, first + 29 * k, **paint) for k, words in enumerate(lit))

    def _code(self, step: int) -> str:
        leading = min((CODE.height - 8) / len(self.code), 22)
        drawn = [rect(CODE.x, CODE.y, CODE.width - 1, leading * len(self.code) + 8, "wash", "hair", 1.5, rx=5)]
        for k, (line, lit) in enumerate(self.code):
            y = CODE.y + 4 + leading * (k + 0.5) + 5
            drawn.append(code_line(line, lit.get(step, ()), CODE.x + 8, y, css(self.colours[step])))
        return "".join(drawn)

    def _places(self, step: int) -> list[float]:
        """Right ends of the table's columns: each as wide as its head needs."""
        needed = np.array([max(7.8 * len(name), 44) for name in self.columns[step]])
        free = (TABLE.width - 6 - needed.sum()) / len(needed)
        return (TABLE.x + np.cumsum(needed + free)).tolist()

    def _heads(self, read: Steps) -> str:
        named = zip(self.columns[read.step], self._places(read.step), strict=True)
        return "".join(note(name, x, TOP - 7, "end", font_weight=700) for name, x in named)

    def _table(self, read: Steps) -> str:
        drawn = []
        for k, unit in enumerate(read.window):
            for words, x in zip(self.cells(read, unit), self._places(read.step), strict=True):
                drawn.append(
                    label(words, x, TOP + k * TALL + 13, "end", font_weight=700 if unit == read.unit else None)
                )
        return "".join(drawn)

    def _heat(self, read: Steps) -> str:
        strip, units = _strip(read), list(read.window)
        name, words = self.shown[read.step]
        part = " over the text"
        if len(read.text) > len(strip.words):
            part = f", characters {strip.start + 1} to {strip.start + len(strip.words)}"
        return "".join(
            (
                heading(words + part, LEFT, TOP - 7),
                self._key(read),
                strip.cells(read.values[name][:, units], lambda value: self._colour(read, value)),
                strip.names([f"unit {unit + 1}" for unit in units]),
                strip.letters(len(units)),
                strip.hits(len(units)),
                *(_row(read.first + k, TOP + k * TALL) for k in range(len(units))),
            )
        )

    def _limit(self, read: Steps) -> float:
        """End of the colours of a value with a sign; 0 for a gate."""
        return {read.memory: read.limit, "n": 1.0}.get(self.shown[read.step][0], 0.0)

    def _colour(self, read: Steps, value: float) -> str:
        limit = self._limit(read)
        return signed_colour(value, limit) if limit else gate_colour(self.colours[read.step], value)

    def _key(self, read: Steps) -> str:
        limit = self._limit(read)
        low, high = (f"−{limit:.2g}", f"+{limit:.2g}") if limit else ("closed 0", "1 open")
        scale = [limit * (k / 6 - 1) if limit else k / 12 for k in range(13)]
        x, y = RIGHT - 48 - 13 * 6, TOP - 18
        boxes = [rect(x + 6 * k, y, 6, 12, self._colour(read, value)) for k, value in enumerate(scale)]
        frame = rect(x, y, 78, 12, "none", "edge", 1)
        paint = {"font_size": 14, "fill": css("ink2"), "y": TOP - 7}
        ends = text(low, x=x - 6, text_anchor="end", **paint) + text(high, x=x + 84, **paint)
        return "".join(boxes) + frame + ends


def _drawn(diagram: str, around: str, words: str) -> Drawing:
    return Drawing.of(diagram, around, height=FRAME.height, description=words, style=MATH)


def _strip(read: FourSteps) -> Strip:
    return Strip(read.text, read.cursor, LEFT, TOP, PAGE, WIDE, TALL)


def _row(row: int, y: float) -> str:
    """What chooses a row when it is clicked: the unit's name and its numbers; the cells choose a character."""
    name, numbers = f"M0 {y:g}h{LEFT - 4}v{TALL}H0z", f"M{TABLE.x:g} {y:g}H{TABLE.right:g}v{TALL}H{TABLE.x:g}z"
    return shape(name + numbers, "transparent", data_row=row)


def _where(read: FourSteps) -> str:
    """Which character the numbers of the table belong to, below it."""
    name = called(read.text[read.cursor])
    words = f"at {name}, character {read.cursor + 1} of {len(read.text)}"
    return note(words, TABLE.right - 6, TOP + len(read.window) * TALL + 18, "end", "ink", font_weight=700)
