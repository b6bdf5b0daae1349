"""The LSTM before it could forget: a carry that only adds.

    i = sigmoid(W_xi x_t + W_hi h_{t-1} + b_i)    input gate
    g = tanh(W_xg x_t + W_hg h_{t-1} + b_g)       candidate
    o = sigmoid(W_xo x_t + W_ho h_{t-1} + b_o)    output gate
    c_t = c_{t-1} + i * g                         carry
    h_t = o * tanh(c_t)

Hochreiter and Schmidhuber, Neural Computation 9 (1997), held against the later
cell: the forget gate of Gers, Schmidhuber and Cummins (2000) is left out, all
else is as in ``models.lstm``. Their memory blocks, other squashing functions and
truncated gradient are left out, too.
"""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn, sigmoid, tanh

from unrolled.models.recurrent import Cell, Recurrent, State


class LSTM1997Step(NamedTuple):
    """All values of a step after their nonlinearity, ``(B, H)``, or ``(B, T, H)`` in a trace."""

    i: Tensor
    g: Tensor
    o: Tensor
    c: Tensor
    h: Tensor

    @property
    def state(self) -> State:
        """What the next step needs."""
        return self.h, self.c


class LSTM1997Cell(Cell[LSTM1997Step]):
    """One step of the LSTM without a forget gate; torch has no such cell to copy from."""

    state_size = 2

    def __init__(self, inputs: int, hidden: int):
        super().__init__(inputs, hidden)
        self.x_to_gates = nn.Linear(inputs, 3 * hidden)
        self.h_to_gates = nn.Linear(hidden, 3 * hidden, bias=False)

    def read(self, x: Tensor) -> Tensor:
        """The input's share of i, g and o, in that order: ``(..., D)`` to ``(..., 3H)``."""
        return self.x_to_gates(x)

    def step(self, from_x: Tensor, state: State) -> LSTM1997Step:
        """One step from ``(B, 3H)`` and ``(h, c)``."""
        h, c = state
        i, g, o = (from_x + self.h_to_gates(h)).chunk(3, dim=1)  # (B, H) each
        i, g, o = sigmoid(i), tanh(g), sigmoid(o)
        c = c + i * g
        return LSTM1997Step(i, g, o, c, o * tanh(c))


class LSTM1997(Recurrent[LSTM1997Step]):
    """The LSTM of 1997 along a sequence; ``state`` is ``(h, c)``.

    Examples:
        >>> LSTM1997(inputs=3, hidden=5).trace(torch.zeros(2, 7, 3))._fields  # no f
        ('i', 'g', 'o', 'c', 'h')
    """

    CellType = LSTM1997Cell
