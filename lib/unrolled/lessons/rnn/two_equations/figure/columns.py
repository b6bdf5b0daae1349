"""The columns of an unrolled network: where things stand, the word above them, and what can be clicked."""

from __future__ import annotations

from unrolled.drawing.letters import visible
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.lessons.rnn.two_equations.figure.sums import Sums
from unrolled.lessons.rnn.two_equations.record import Unrolled

WIDTH = 1060
SHOWN, PITCH, FIRST = 4, 240, 200  # columns in sight, from one to the next, middle of the first
BAND = 216  # width of a column's row of cells
PILL, GAP = (64, 32), 46  # a unit, and from one to the next


class Plan:
    """Where things stand.

    Args:
        shown: the record; the step decides which columns are in sight.
    """

    def __init__(self, shown: Unrolled):
        self.T, self.V, self.H = shown.sizes
        before = 1 if shown.backward else 2
        self.first = min(max(shown.step - before, 0), max(self.T - SHOWN, 0))
        self.columns = range(self.first, min(self.first + SHOWN, self.T))
        self.strip = 36 if self.T > SHOWN else 0  # the whole word above, where not all of it is in sight
        self.cell = min(36.0, BAND / self.V)
        self.logits = self.strip + 28
        self.pills = self.logits + 98
        self.inputs = self.pills + (self.H - 1) * GAP + PILL[1] + 44
        self.foot = self.inputs + 78
        self.sums = Sums(shown, self.foot + 8, WIDTH)
        self.height = int(self.foot + 8 + self.sums.height)

    def middle(self, t: int) -> float:
        """x of the middle of column t."""
        return FIRST + PITCH * (t - self.first)

    def left(self, t: int, k: int = 0) -> float:
        """Left side of cell k in the rows of column t."""
        return self.middle(t) + (k - self.V / 2) * self.cell

    def unit(self, k: int) -> float:
        """y of the middle of a unit."""
        return self.pills + k * GAP + PILL[1] / 2


def place(t: int) -> float:
    """x of a letter of the word above."""
    return 87 + 30 * t


def word_above(shown: Unrolled, plan: Plan) -> list[str]:
    """The whole word, with a bracket under the steps in sight."""
    if not plan.strip:
        return []
    parts = [text("word", 2, 21, font_size=16, font_weight=700, fill=css("ink"))]
    letters = [text(visible(letter), place(t) + 13, 22) for t, letter in enumerate(shown.word)]
    parts.append(element("g", "".join(letters), font_size=17, class_="mono", text_anchor="middle", fill=css("ink")))
    start, end = place(plan.columns[0]), place(plan.columns[-1]) + 26
    parts.append(element("rect", x=start, y=32, width=end - start, height=3, fill=css("edge")))
    parts += [
        element("rect", x=place(t), y=2, width=26, height=28, fill="transparent", data_pick=t) for t in range(plan.T)
    ]
    return parts


def hits(plan: Plan) -> list[str]:
    """Transparent places for the mouse: columns, and the units in them."""
    parts = []
    for t in plan.columns:
        x = plan.middle(t)
        parts.append(
            element(
                "rect", x=x - 116, y=plan.strip, width=232, height=plan.foot - plan.strip, fill="transparent",
                data_pick=t,
            )
        )  # fmt: skip
        parts += [
            element(
                "rect", x=x - 40, y=plan.unit(k) - GAP / 2, width=80, height=GAP, fill="transparent",
                data_pick=t, data_row=k,
            )
            for k in range(plan.H)
        ]  # fmt: skip
    return parts
