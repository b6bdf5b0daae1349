"""Long short-term memory, as on slides 5 to 10.

    i = sigmoid(W_xi x_t + W_hi h_{t-1} + b_i)    input gate
    f = sigmoid(W_xf x_t + W_hf h_{t-1} + b_f)    forget gate
    g = tanh(W_xg x_t + W_hg h_{t-1} + b_g)       candidate, the slide's C~
    o = sigmoid(W_xo x_t + W_ho h_{t-1} + b_o)    output gate
    c_t = f * c_{t-1} + i * g                     carry, the slide's C
    h_t = o * tanh(c_t)

Hochreiter and Schmidhuber (1997) had no forget gate; it came with Gers,
Schmidhuber and Cummins (2000). No peepholes, no projection.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn, sigmoid, tanh

from unrolled.models.recurrent import Cell, Recurrent, State


class LSTMStep(NamedTuple):
    """All values of a step after their nonlinearity, ``(B, H)``, or ``(B, T, H)`` in a trace."""

    i: Tensor
    f: Tensor
    g: Tensor
    o: Tensor
    c: Tensor
    h: Tensor

    @property
    def state(self) -> State:
        """What the next step needs."""
        return self.h, self.c


class LSTMCell(Cell[LSTMStep]):
    """One step of the LSTM.

    The forget bias starts at 1, so that a fresh cell remembers by default
    (Gers et al. 2000; Jozefowicz et al. 2015); torch starts it near 0.

    Examples:
        >>> step = LSTMCell(inputs=3, hidden=5)(torch.zeros(2, 3))
        >>> tuple(step.f.shape), len(step.state)
        ((2, 5), 2)
    """

    Torch = nn.LSTMCell
    state_size = 2

    def __init__(self, inputs: int, hidden: int):
        super().__init__(inputs, hidden)
        self.x_to_gates = nn.Linear(inputs, 4 * hidden)
        self.h_to_gates = nn.Linear(hidden, 4 * hidden, bias=False)
        with torch.no_grad():
            self.x_to_gates.bias[hidden : 2 * hidden] = 1.0

    def read(self, x: Tensor) -> Tensor:
        """The input's share of i, f, g and o, in that order: ``(..., D)`` to ``(..., 4H)``."""
        return self.x_to_gates(x)

    def step(self, from_x: Tensor, state: State) -> LSTMStep:
        """One step from ``(B, 4H)`` and ``(h, c)``."""
        h, c = state
        i, f, g, o = (from_x + self.h_to_gates(h)).chunk(4, dim=1)  # (B, H) each
        i, f, g, o = sigmoid(i), sigmoid(f), tanh(g), sigmoid(o)
        c = f * c + i * g
        return LSTMStep(i, f, g, o, c, o * tanh(c))


class LSTM(Recurrent[LSTMStep]):
    """The LSTM along a sequence; ``state`` is ``(h, c)``.

    Examples:
        >>> trace = LSTM(inputs=3, hidden=5).trace(torch.zeros(2, 7, 3))
        >>> trace._fields, tuple(trace.f.shape)
        (('i', 'f', 'g', 'o', 'c', 'h'), (2, 7, 5))
    """

    CellType = LSTMCell
    Torch = nn.LSTM
