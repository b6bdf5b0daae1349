"""The two equations of a step with every number: matrices times vectors, or their gradients on the way back."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import Box
from unrolled.drawing.letters import visible
from unrolled.drawing.numbers import Block, brackets, symbol
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import text
from unrolled.drawing.theme import css
from unrolled.lessons.rnn.two_equations.record import Unrolled

HEADING = 26  # height of the names over the blocks


class Sums:
    """The lower part of the picture.

    A word of many letters shows only some of them here: the target and the likeliest others.

    Args:
        shown: the record.
        box: where it stands.
        rows: of the highest block.
        tall: height of a row.
    """

    def __init__(self, shown: Unrolled, box: Box, rows: int, tall: float):
        self._shown, self._box, self._tall = shown, box, tall
        _, V, H = shown.sizes
        self._some = _some_letters(shown, min(rows, V))
        self._wide = 48 if shown.backward else 44 if H < 4 else 41
        self._size = 14 if shown.backward or H > 3 else 15
        self._middle = box.y + HEADING + rows * tall / 2
        self._x = box.x + 4
        self._signs: list[str] = []
        blocks = self._backward if shown.backward else self._forward
        self._blocks, self._moving = blocks()

    @property
    def _all(self) -> bool:
        return len(self._some) == self._shown.sizes[1]

    def still(self) -> str:
        """The weights, which no step changes, with signs and names."""
        fixed = [block for block in self._blocks if block not in self._moving]
        return "".join([*(block.drawn() for block in fixed), *self._signs])

    def now(self) -> str:
        """The numbers of the step pointed at, and the outlined row."""
        shown = self._shown
        parts = [block.drawn() for block in self._moving]
        parts += [block.outline(shown.unit) for block in self._outlined]
        if shown.backward:
            parts.append(self._letters(self._d_y.right + 9))
        else:
            parts += [self._y.outline(self._some.index(int(shown.ids[shown.step + 1]))), self._softmax()]
        return "".join([*parts, self._names()])

    def _block(self, values: np.ndarray, limit: float | None = None) -> Block:
        """The next block to the right."""
        block = Block(
            values, self._x, self._middle, wide=self._wide, tall=self._tall, size=self._size,
            digits=3 if self._shown.backward else 2, limit=limit,
        )  # fmt: skip
        self._x = block.right
        return block

    def _sign(self, words: str, wide: float) -> None:
        paint = {"font_size": 20, "text_anchor": "middle", "fill": css("ink")}
        self._signs.append(text(words, self._x + wide / 2, self._middle + 7, **paint))
        self._x += wide

    def _forward(self) -> tuple[list[Block], list[Block]]:
        shown, t, some = self._shown, self._shown.step, self._some
        _, _, H = shown.sizes
        air = 4 if H < 4 else 0
        loud = float(max(abs(shown.logits).max(), 1e-9))
        h = self._block(shown.h[t], limit=1.0)
        self._sign("=", 18 + air)
        self._signs.append(symbol("tanh", self._x + 15, self._middle + 6, size=16))
        self._x += 38
        left = self._x - 6
        W_hh = self._block(shown.W_hh)
        self._sign("·", 12 + air)
        before = self._block(shown.h[t - 1] if t else np.zeros(H), limit=1.0)
        self._sign("+", 16 + air)
        from_x = self._block(shown.W_xh[:, shown.ids[t]], limit=2.0)
        self._sign("+", 16 + air)
        b = self._block(shown.b)
        self._signs.append(brackets(left, self._x + 8, self._middle, H * self._tall))
        self._signs.append(rect(self._x + 13, self._box.y + 4, 1.5, self._box.height - 6, "hair"))
        self._x += 20
        self._y = y = self._block(shown.logits[t][some], limit=loud)
        self._sign("=", 18 + air)
        W_hy = self._block(shown.W_hy[some])
        self._sign("·", 12 + air)
        again = self._block(shown.h[t], limit=1.0)
        self._sign("+", 16 + air)
        b_y = self._block(shown.b_y[some])
        self._outlined = [h, W_hh, from_x]
        self._titled = [
            (h, f"h_{t + 1}"), (W_hh, "W_hh"), (before, f"h_{t}"), (from_x, f"W_xh_x_{t + 1}"), (b, "b"),
            (y, f"y_{t + 1}"), (W_hy, "W_hy"), (again, f"h_{t + 1}"), (b_y, "b_y"),
        ]  # fmt: skip
        moving = [h, before, from_x, y, again]
        return [*moving, W_hh, b, W_hy, b_y], moving if self._all else [*moving, W_hy, b_y]

    def _backward(self) -> tuple[list[Block], list[Block]]:
        shown, t, some = self._shown, self._shown.step, self._some
        T, V, H = shown.sizes
        limit = float(max(abs(shown.d_h).max(), 1e-9))
        last = t == T - 1
        none = np.zeros(H)
        d_h = self._block(shown.d_h[t], limit=limit)
        self._sign("=", 20)
        W_hy = self._block(shown.W_hy[some].T)
        self._sign("·", 14)
        self._d_y = d_y = self._block(shown.d_logits[t][some], limit=1.0)
        self._x += 18  # for the letters
        self._sign("+", 20)
        W_hh = self._block(shown.W_hh.T)
        self._sign("·", 16)
        left = self._x - 4
        self._x += 6
        slope = self._block(none if last else shown.slope[t + 1])
        self._sign("⊙", 22)
        later = self._block(none if last else shown.d_h[t + 1], limit=limit)
        self._signs.append(brackets(left, self._x + 10, self._middle, H * self._tall))
        self._outlined = [d_h, W_hy, W_hh]
        self._titled = [
            (d_h, f"∂L/∂h_{t + 1}"), (W_hy, "W_hy_ᵀ" if self._all else f"W_hy_ᵀ, {len(some)} of {V} letters"),
            (d_y, f"∂L/∂y_{t + 1}"), (W_hh, "W_hh_ᵀ"), (slope, f"1−h²_{t + 2}"), (later, f"∂L/∂h_{t + 2}"),
        ]  # fmt: skip
        moving = [d_h, d_y, slope, later]
        return [*moving, W_hy, W_hh], moving if self._all else [*moving, W_hy]

    def _names(self) -> str:
        """Names over the blocks, with the step's number for t."""
        return "".join(
            symbol(name, (block.x + block.right) / 2, block.y - 9, size=18 if len(name) < 9 else 16)
            for block, name in self._titled
        )

    def _row(self, k: int) -> tuple[float, dict[str, int | str]]:
        """The middle of a letter's row, and how its words are written: the target's bold."""
        y = self._y if not self._shown.backward else self._d_y
        bold = {"font_weight": 700} if self._some[k] == self._shown.ids[self._shown.step + 1] else {}
        return y.y + (k + 0.5) * self._tall, {"fill": css("ink")} | bold

    def _letters(self, x: float) -> str:
        """The letters of the rows."""
        parts = []
        for k, place in enumerate(self._some):
            middle, paint = self._row(k)
            letter = visible(self._shown.letters[place])
            parts.append(text(letter, x, middle + 5, font_size=16, class_="mono", text_anchor="middle", **paint))
        return "".join(parts)

    def _softmax(self) -> str:
        shown, x, right = self._shown, self._x + 20, self._box.right - 2
        longest = right - 50 - (x + 10)
        _, V, _ = shown.sizes
        words = "softmax y" if self._all else f"softmax, {len(self._some)} of {V}"
        heading = {"font_size": 15 if self._all else 14, "font_weight": 700, "text_anchor": "end", "fill": css("ink")}
        parts = [text(words, right, self._y.y - 9, **heading), self._letters(x)]
        for k, place in enumerate(self._some):
            p = float(shown.p[shown.step, place])
            middle, paint = self._row(k)
            parts.append(rect(x + 10, middle - 7, max(longest * p, 0.8), 14, "predicted"))
            share = percent(p).replace("under ", "<")
            parts.append(text(share, right, middle + 5, font_size=15, text_anchor="end", **paint))
        return "".join(parts)


def _some_letters(shown: Unrolled, count: int) -> list[int]:
    """The target and the likeliest other letters of the step, in the word's order."""
    target = int(shown.ids[shown.step + 1])
    others = [int(k) for k in (-shown.p[shown.step]).argsort(kind="stable") if k != target]
    return sorted([target, *others[: count - 1]])
