"""Text as a picture: each character in a cell of its own, lines broken between words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from unrolled.drawing.numerals import percent as percent  # for panels
from unrolled.drawing.shapes import framed, paint
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css

ADVANCE = 0.6  # width of a character of the mono faces, in units of their size
SIGNS = {" ": "␣", "\n": "⏎"}


def visible(character: str) -> str:
    """A character as drawn alone: blanks get a sign."""
    return SIGNS.get(character, character)


def letter(character: str, x: float, y: float, size: float = 17, colour: str = "ink", **more: object) -> str:
    """A character alone, centred on x."""
    mono = {"font_size": size, "class_": "mono", "text_anchor": "middle", "fill": paint(colour)}
    return text(visible(character), x, y, **(mono | more))


def lay_out(words: str, columns: int) -> list[tuple[int, int]]:
    """Row and column of each character, so that words stay whole where they fit and line ends break.

    A line end, like the blanks between two words, may stand beyond the last column.
    """
    cells: list[tuple[int, int]] = []
    row = column = 0
    for is_word, group in groupby(words, lambda character: not character.isspace()):
        run = list(group)
        if is_word and column and column + len(run) > columns >= len(run):
            row, column = row + 1, 0
        for character in run:
            if column >= columns and is_word:
                row, column = row + 1, 0
            cells.append((row, column))
            column += 1
            if character == "\n":
                row, column = row + 1, 0
    return cells


def beginning(words: str, columns: int, rows: int) -> str:
    """As much of a text as so many lines hold, to the end of a word where it is cut."""
    kept = sum(row < rows for row, _ in lay_out(words, columns))
    if kept == len(words):
        return words
    return words[: max(words.rfind(" ", 0, kept), words.rfind("\n", 0, kept), 0) or kept].rstrip()


class Grid:
    """A text laid out in cells.

    Args:
        words: the text.
        columns: characters in a line.
        size: of the letters, in pixels.
        left: x of the first cell.
        top: y of the first cell.
        leading: height of a line in units of the size.

    Attributes:
        wide, tall: sizes of a cell.
        cells: row and column of each character.
        rows: lines of text.
        bottom: y below the last line.
    """

    def __init__(self, words: str, columns: int, size: float, left: float, top: float, leading: float = 1.55):
        self.words, self.size, self.left, self.top = words, size, left, top
        self.wide, self.tall = size * ADVANCE, size * leading
        self.cells = lay_out(words, columns)
        self.rows = 1 + max((row for row, _ in self.cells), default=0)
        self.bottom = top + self.rows * self.tall

    def corner(self, k: int) -> tuple[float, float]:
        """The upper left corner of cell k."""
        row, column = self.cells[k]
        return self.left + column * self.wide, self.top + row * self.tall

    def box(self, k: int, **paint: object) -> str:
        """A rectangle over cell k."""
        x, y = self.corner(k)
        return element("rect", x=x, y=y, width=self.wide, height=self.tall, **paint)

    def pointer(self, k: int) -> str:
        """The frame around cell k."""
        x, y = self.corner(k)
        return framed(x - 2, y - 1, self.wide + 4, self.tall + 2, rx=3)

    def lines(self, fill: Callable[[int], str] = lambda k: css("ink")) -> str:
        """The letters: one element for each run of one colour in a row, which keeps the drawing small."""
        parts = []
        for (row, colour), group in groupby(range(len(self.words)), lambda k: (self.cells[k][0], fill(k))):
            run = list(group)
            x, _ = self.corner(run[0])
            shown = "".join("⏎" if self.words[k] == "\n" else self.words[k] for k in run)
            if not shown.strip():
                continue
            y = self.top + row * self.tall + self.tall / 2 + self.size * 0.34
            width = {} if "⏎" in shown else {"textLength": len(run) * self.wide, "lengthAdjust": "spacing"}
            parts.append(
                text(shown, x, y, fill=colour, font_size=self.size, class_="mono", style="white-space:pre", **width)
            )
        return "".join(parts)

    def runs(self, start: int, length: int) -> list[tuple[float, float, float]]:
        """Left, top and width of each line's share of a passage."""
        found = []
        for _, group in groupby(range(start, start + length), lambda k: self.cells[k][0]):
            run = list(group)
            found.append((*self.corner(run[0]), len(run) * self.wide))
        return found

    def underline(self, start: int, length: int, **paint: object) -> str:
        """A double line under a passage, which is how memorised text is shown."""
        return "".join(
            element("rect", x=x, y=y + self.tall - below, width=wide, height=1.5, fill=css("memorised"), **paint)
            for x, y, wide in self.runs(start, length)
            for below in (3.5, 0.5)
        )


def shorten(words: str, length: int) -> str:
    """The end of a text, with an ellipsis where its beginning is left out, and signs for line ends."""
    cut = words if len(words) <= length else "…" + words[-length + 1 :]
    return cut.replace("\n", "⏎")


def called(character: str) -> str:
    """A character in words."""
    return {"\n": "a line end", " ": "a blank"}.get(character, f"“{character}”")
