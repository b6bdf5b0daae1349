"""What stands around the diagram of a cell: equations, code, table of units, and the lit value over the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from unrolled.drawing.formula import code_line, formula
from unrolled.drawing.letters import called
from unrolled.drawing.strip import Strip, gate_colour, signed_colour
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.lessons.lstm.four_steps.record import FourSteps

WIDTH, HEIGHT = 1060, 592
RIGHT = 546  # of equations, code and table
TABLE, ROW = 226, 20.5
STRIP = 424


@dataclass(frozen=True)
class Sheet:
    """What is written around a cell, for each of its four steps.

    Attributes:
        equations: step, words, column and line of each.
        code: lines of the cell's own ``step``, and the parts of them that each step lights.
        words: what a step does, in a sentence.
        columns: heads of the table, after the unit.
        cells: the row of a unit in that table.
        colours: the step's colour, by name.
        shown: the value over the text, and what it is called.
    """

    equations: Sequence[tuple[int, str, int, int]]
    code: Sequence[tuple[str, Mapping[int, Sequence[str]]]]
    words: Mapping[int, str]
    columns: Mapping[int, Sequence[str]]
    cells: Callable[[FourSteps, int], Sequence[str]]
    colours: Mapping[int, str]
    shown: Mapping[int, tuple[str, str]]

    def still(self, read: FourSteps) -> str:
        """All that stays while the cursor moves inside a page."""
        hint = text("Lit: what this step uses. Grey: the other steps.", 0, 14, font_size=15, fill=css("ink2"))
        words = text(self.words[read.step], 0, 366, font_size=15, font_weight=700, fill=css("ink"))
        return hint + words + self._equations(read.step) + self._code(read.step) + self._frame(read) + self._heat(read)

    def moving(self, read: FourSteps) -> str:
        """The numbers at the cursor, and the frames."""
        strip = _strip(read)
        frames = strip.row(read.row - read.first) + strip.column(read.cursor, len(read.window))
        return self._table(read) + frames + _pointer(read, strip)

    def _equations(self, step: int) -> str:
        drawn = []
        for lit, words, column, line in self.equations:
            paint = {"fill": css("ink"), "font_weight": 700} if lit == step else {"fill": css("edge")}
            drawn.append(formula(words, RIGHT + 8 + 276 * column, 24 + 29 * line, size=18, **paint))
        return "".join(drawn)

    def _code(self, step: int) -> str:
        frame = {"x": RIGHT, "y": 98, "width": WIDTH - RIGHT, "height": 4 * 21 + 14, "rx": 5}
        drawn = [element("rect", **frame, fill=css("wash"), stroke=css("hair"), stroke_width=1.5)]
        for k, (line, lit) in enumerate(self.code):
            drawn.append(code_line(line, lit.get(step, ()), RIGHT + 6, 119 + 21 * k, css(self.colours[step])))
        return "".join(drawn)

    def _places(self, step: int) -> list[float]:
        """Right ends of the table's columns, the first of them that of the unit."""
        many, start = len(self.columns[step]), RIGHT + 44
        return [start] + [start + (WIDTH - 8 - start) * (k + 1) / many for k in range(many)]

    def _frame(self, read: FourSteps) -> str:
        paint = {"font_size": 15, "font_weight": 700, "text_anchor": "end", "fill": css("ink2")}
        names = ("unit", *self.columns[read.step])
        drawn = [text(name, x, TABLE, **paint) for name, x in zip(names, self._places(read.step), strict=True)]
        for k in range(len(read.window)):
            box = {"x": RIGHT, "y": TABLE + 6 + k * ROW, "width": WIDTH - RIGHT, "height": ROW}
            drawn.append(element("rect", **box, fill="transparent", data_row=read.first + k))
        return "".join(drawn)

    def _table(self, read: FourSteps) -> str:
        drawn = []
        for k, unit in enumerate(read.window):
            y, is_chosen = TABLE + 6 + k * ROW, unit == read.unit
            if is_chosen:
                box = {"x": RIGHT + 1.5, "y": y, "width": WIDTH - RIGHT - 3, "height": ROW, "rx": 4}
                drawn.append(element("rect", **box, fill=css("wash"), stroke=css("ink"), stroke_width=2.5))
            paint = {"font_size": 16, "text_anchor": "end", "fill": css("ink")}
            for words, x in zip((str(unit + 1), *self.cells(read, unit)), self._places(read.step), strict=True):
                drawn.append(text(words, x, y + 15.5, font_weight=700 if is_chosen else None, **paint))
        return "".join(drawn)

    def _heat(self, read: FourSteps) -> str:
        strip, units = _strip(read), list(read.window)
        name, words = self.shown[read.step]
        part = ""
        if len(read.text) > len(strip.words):
            part = f", characters {strip.start + 1} to {strip.start + len(strip.words)}"
        cells = strip.cells(read.values[name][:, units], lambda value: self._colour(read, value))
        return "".join(
            (
                text(f"{words} over the text{part}", 0, STRIP, font_size=15, font_weight=700, fill=css("ink")),
                self._key(read),
                cells,
                strip.names([f"unit {unit + 1}" for unit in units]),
                strip.letters(len(units)),
                strip.hits(len(units)),
            )
        )

    def _limit(self, read: FourSteps) -> float:
        """End of the colours of a value with a sign; 0 for a gate."""
        return {read.memory: read.limit, "n": 1.0}.get(self.shown[read.step][0], 0.0)

    def _colour(self, read: FourSteps, value: float) -> str:
        limit = self._limit(read)
        return signed_colour(value, limit) if limit else gate_colour(self.colours[read.step], value)

    def _key(self, read: FourSteps) -> str:
        limit = self._limit(read)
        low, high = (f"−{limit:.2g}", f"+{limit:.2g}") if limit else ("closed 0", "1 open")
        scale = [limit * (k / 6 - 1) if limit else k / 12 for k in range(13)]
        x, y = WIDTH - 176, STRIP - 12
        boxes = [
            element("rect", x=x + 8 * k, y=y, width=8, height=14, fill=self._colour(read, value))
            for k, value in enumerate(scale)
        ]
        frame = element("rect", x=x, y=y, width=104, height=14, fill="none", stroke=css("edge"), stroke_width=1)
        paint = {"font_size": 14, "fill": css("ink2"), "y": STRIP}
        ends = text(low, x=x - 8, text_anchor="end", **paint) + text(high, x=x + 112, **paint)
        return "".join(boxes) + frame + ends


def _strip(read: FourSteps) -> Strip:
    return Strip(read.text, read.cursor, 84, STRIP + 10)


def _pointer(read: FourSteps, strip: Strip) -> str:
    """A mark below the character pointed at, with words on the side where there is room."""
    x = strip.left + (read.cursor - strip.start + 0.5) * strip.wide
    y = strip.top + len(read.window) * strip.tall + 42
    words = f"{called(read.text[read.cursor])}, character {read.cursor + 1} of {len(read.text)}"
    paint = {"y": y, "font_size": 14, "font_weight": 700, "fill": css("ink")}
    if x < WIDTH / 2:
        return text(f"▲ {words}", x=x - 6, **paint)
    return text(f"{words} ▲", x=x + 6, text_anchor="end", **paint)
