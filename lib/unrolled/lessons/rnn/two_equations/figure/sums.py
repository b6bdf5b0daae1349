"""The two equations of a step with every number: matrices times vectors, or their gradients on the way back."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.letters import percent, visible
from unrolled.drawing.numbers import Block, brackets, symbol
from unrolled.drawing.svg import element, text
from unrolled.drawing.theme import css
from unrolled.lessons.rnn.two_equations.record import Unrolled

BAR = 62


class Sums:
    """The lower part of the picture.

    Args:
        shown: the record.
        top: y where it begins.
        width: of the whole picture.
    """

    def __init__(self, shown: Unrolled, top: float, width: float):
        self._shown, self._top, self._width = shown, top, width
        _, V, H = shown.sizes
        rows = max(V, H)
        self._tall = 28 if rows < 6 else 22
        self._wide = 46 if V > 10 and shown.backward else 48
        self._size = 15 if V < 7 and not shown.backward else 14
        self._middle = top + 34 + rows * self._tall / 2
        self.height = 34 + rows * self._tall + 28
        self._x = 5.0
        self._signs: list[str] = []
        blocks = self._backward if shown.backward else self._forward
        self._fixed, self._moving = blocks()

    def still(self) -> str:
        """The weights, which no step changes, with signs and names."""
        return "".join([*(block.drawn() for block in self._fixed), *self._signs])

    def now(self) -> str:
        """The numbers of the step pointed at, and the outlined row."""
        shown = self._shown
        parts = [block.drawn() for block in self._moving]
        parts += [block.outline(shown.unit) for block in self._outlined]
        if not shown.backward:
            parts += [self._moving[3].outline(int(shown.ids[shown.step + 1])), self._softmax()]
        return "".join([*parts, self._names()])

    def _block(self, values: np.ndarray, **options: object) -> Block:
        """The next block to the right."""
        block = Block(
            values, self._x, self._middle, wide=self._wide, tall=self._tall, size=self._size,
            digits=3 if self._shown.backward else 2, **options,
        )  # fmt: skip
        self._x = block.right
        return block

    def _sign(self, words: str, wide: float, *, dy: float = 7) -> None:
        paint = {"font_size": 20, "text_anchor": "middle", "fill": css("ink")}
        self._signs.append(text(words, self._x + wide / 2, self._middle + dy, **paint))
        self._x += wide

    def _forward(self) -> tuple[list[Block], list[Block]]:
        shown, t = self._shown, self._shown.step
        _, _, H = shown.sizes
        loud = float(max(abs(shown.logits).max(), 1e-9))
        h = self._block(shown.h[t], limit=1.0)
        self._sign("=", 20)
        self._signs.append(symbol("tanh", self._x + 18, self._middle + 6, size=17))
        self._x += 44
        left = self._x - 6
        W_hh = self._block(shown.W_hh)
        self._sign("·", 14)
        before = self._block(shown.h[t - 1] if t else np.zeros(H), limit=1.0)
        self._sign("+", 18)
        from_x = self._block(shown.W_xh[:, shown.ids[t]], limit=2.0)
        self._sign("+", 18)
        b = self._block(shown.b)
        self._signs.append(brackets(left, self._x + 8, self._middle, H * self._tall))
        self._x += 22 if H > 3 else 40
        self._signs.append(
            element("rect", x=self._x - (8 if H > 3 else 16), y=self._top + 8, width=1.5, height=self.height - 24,
                    fill=css("hair"))
        )  # fmt: skip
        y = self._block(shown.logits[t], limit=loud)
        self._sign("=", 20)
        W_hy = self._block(shown.W_hy)
        self._sign("·", 14)
        again = self._block(shown.h[t], limit=1.0)
        self._sign("+", 18)
        b_y = self._block(shown.b_y)
        self._outlined = [h, W_hh, from_x]
        self._titled = [
            (h, f"h_{t + 1}"), (W_hh, "W_hh"), (before, f"h_{t}"), (from_x, f"W_xh_x_{t + 1}"), (b, "b"),
            (y, f"y_{t + 1}"), (W_hy, "W_hy"), (again, f"h_{t + 1}"), (b_y, "b_y"),
        ]  # fmt: skip
        return [W_hh, b, W_hy, b_y], [h, before, from_x, y, again]

    def _backward(self) -> tuple[list[Block], list[Block]]:
        shown, t = self._shown, self._shown.step
        T, _, H = shown.sizes
        limit = float(max(abs(shown.d_h).max(), 1e-9))
        last = t == T - 1
        none = np.zeros(H)
        d_h = self._block(shown.d_h[t], limit=limit)
        self._sign("=", 20)
        W_hy = self._block(shown.W_hy.T)
        self._sign("·", 14)
        d_y = self._block(shown.d_logits[t], limit=1.0)
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
            (d_h, f"∂L/∂h_{t + 1}"), (W_hy, "W_hy_ transposed"), (d_y, f"∂L/∂y_{t + 1}"),
            (W_hh, "W_hh_ transposed"), (slope, f"1−h²_{t + 2}"), (later, f"∂L/∂h_{t + 2}"),
        ]  # fmt: skip
        return [W_hy, W_hh], [d_h, d_y, slope, later]

    def _names(self) -> str:
        """Names over the blocks, with the step's number for t."""
        return "".join(
            symbol(name, (block.x + block.right) / 2, block.y - 10, size=18 if len(name) < 9 else 16)
            for block, name in self._titled
        )

    def _softmax(self) -> str:
        shown, t, y = self._shown, self._shown.step, self._moving[3]
        x = self._x + 22
        parts = [
            text("softmax y", x + 46, y.y - 10, font_size=15, font_weight=700, text_anchor="middle", fill=css("ink"))
        ]
        for k, letter in enumerate(shown.letters):
            p, foot = float(shown.p[t, k]), y.y + k * self._tall + self._tall / 2
            bold = {"font_weight": 700} if k == shown.ids[t + 1] else {}
            parts.append(
                text(
                    visible(letter),
                    x,
                    foot + 5,
                    font_size=16,
                    class_="mono",
                    text_anchor="middle",
                    fill=css("ink"),
                    **bold,
                )
            )
            parts.append(
                element("rect", x=x + 12, y=foot - 8, width=max(BAR * p, 0.8), height=16, fill=css("predicted"))
            )
            parts.append(
                text(
                    percent(p).replace("under ", "<"), x + 16 + BAR * p, foot + 5, font_size=15, fill=css("ink"), **bold
                )
            )
        return "".join(parts)
