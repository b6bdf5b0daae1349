"""The columns of an unrolled network: where things stand, the word above them, and what can be clicked."""

from __future__ import annotations

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import visible
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import element, hit, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import title
from unrolled.lessons.rnn.two_equations.figure.sums import HEADING, Sums
from unrolled.lessons.rnn.two_equations.record import Unrolled

SHOWN, NAMES = 4, 86  # columns in sight; width of the names left of them
WORD = 24  # height of the word above
BAND = 190  # width of a column's row of cells, at most
TARGET, CELL, LETTERS = 20, 21, 18  # heights of a column's first line, of a row of cells, of the letters below it
FAR, NEAR = 30, 22  # length of the arrow that carries a number, and of the other one
PILL, BETWEEN = 62, 6  # width of a unit; from one to the next
ROOM = {3: 96, 4: 102}  # the least height of so many units


class Plan:
    """Where things stand.

    Args:
        shown: the record; the step decides which columns are in sight.
    """

    def __init__(self, shown: Unrolled):
        self.T, self.V, self.H = shown.sizes
        self.frame = room = picture()
        self.has_word = self.T > SHOWN  # not all of it is in sight
        if self.has_word:
            _, room = room.cut_top(WORD)
        fixed = TARGET + 2 * (CELL + LETTERS) + FAR + NEAR + 4
        rows = max(min(self.V, 4 if self.has_word else 5), self.H)
        tall = min(max((room.height - 12 - HEADING - fixed - ROOM[self.H]) / rows, 18), 22)
        lower, self.net = room.cut_bottom(HEADING + rows * tall + 5, gap=7)
        self.sums = Sums(shown, lower, rows, tall)

        before = 1 if shown.backward else 2
        self.first = min(max(shown.step - before, 0), max(self.T - SHOWN, 0))
        self.columns = range(self.first, min(self.first + SHOWN, self.T))
        _, right = self.net.cut_left(NAMES)
        self._boxes = right.columns(SHOWN, gap=4)
        self.cell = min(36.0, BAND / self.V)
        self.logits = self.net.y + TARGET
        self.pills = self.logits + CELL + LETTERS + (FAR if shown.backward else NEAR)
        self.inputs = self.net.bottom - CELL - LETTERS - 4
        units = self.inputs - (NEAR if shown.backward else FAR) - self.pills
        self.pitch = (units + BETWEEN) / self.H
        self.pill = self.pitch - BETWEEN

    def middle(self, t: int) -> float:
        """x of the middle of column t."""
        box = self._boxes[t - self.first]
        return box.x + box.width / 2

    def left(self, t: int, k: int = 0) -> float:
        """Left side of cell k in the rows of column t."""
        return self.middle(t) + (k - self.V / 2) * self.cell

    def unit(self, k: int) -> float:
        """y of the middle of a unit."""
        return self.pills + k * self.pitch + self.pill / 2

    def column(self, t: int, margin: float = 0) -> dict[str, float]:
        """The rectangle of column t."""
        box = self._boxes[t - self.first]
        width, height = box.width - 2 * margin, box.height - 2 * margin
        return {"x": box.x + margin, "y": box.y + margin, "width": width, "height": height}


def place(t: int) -> float:
    """x of a letter of the word above."""
    return NAMES + 8.0 + 28 * t


def word_above(shown: Unrolled, plan: Plan) -> list[str]:
    """The whole word, with a line under the steps in sight."""
    if not plan.has_word:
        return []
    parts = [title("word", 2, 16)]
    letters = [text(visible(letter), place(t) + 13, 16) for t, letter in enumerate(shown.word)]
    parts.append(element("g", "".join(letters), font_size=17, class_="mono", text_anchor="middle", fill=css("ink")))
    start, end = place(plan.columns[0]), place(plan.columns[-1]) + 26
    parts.append(rect(start, 22, end - start, 2, "edge"))
    parts += [hit(place(t), 0, 26, WORD, data_pick=t) for t in range(plan.T)]
    return parts


def hits(plan: Plan) -> list[str]:
    """Transparent places for the mouse: columns, and the units in them."""
    parts = []
    for t in plan.columns:
        parts.append(element("rect", **plan.column(t), fill="transparent", data_pick=t))
        parts += [
            hit(plan.middle(t) - 40, plan.unit(k) - plan.pitch / 2, 80, plan.pitch, data_pick=t, data_row=k)
            for k in range(plan.H)
        ]
    return parts
