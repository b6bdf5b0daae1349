"""The gated recurrent unit: the cheaper relative of the LSTM.

    r = sigmoid(W_xr x_t + W_hr h_{t-1} + b_r)              reset
    z = sigmoid(W_xz x_t + W_hz h_{t-1} + b_z)              update
    n = tanh(W_xn x_t + b_n + r * (W_hn h_{t-1} + b_hn))    candidate
    h_t = (1 - z) * n + z * h_{t-1}

Cho et al., arXiv 1406.1078 (2014), in torch's variant: the reset gate is applied
after the recurrent product (Cho: before), and z keeps the old state (Olah's
figure swaps z and 1 - z).
"""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn, sigmoid, tanh

from unrolled.models.recurrent import Cell, Recurrent, State


class GRUStep(NamedTuple):
    """All values of a step after their nonlinearity, ``(B, H)``, or ``(B, T, H)`` in a trace."""

    r: Tensor
    z: Tensor
    n: Tensor
    h: Tensor

    @property
    def state(self) -> State:
        """What the next step needs."""
        return (self.h,)


class GRUCell(Cell[GRUStep]):
    """One step of the gated recurrent unit."""

    Torch = nn.GRUCell

    def __init__(self, inputs: int, hidden: int):
        super().__init__(inputs, hidden)
        self.x_to_gates = nn.Linear(inputs, 3 * hidden)
        self.h_to_gates = nn.Linear(hidden, 3 * hidden)  # has a bias: the candidate's stands inside r * (...)

    def read(self, x: Tensor) -> Tensor:
        """The input's share of r, z and n, in that order: ``(..., D)`` to ``(..., 3H)``."""
        return self.x_to_gates(x)

    def step(self, from_x: Tensor, state: State) -> GRUStep:
        """One step from ``(B, 3H)`` and ``(h,)``."""
        (h,) = state
        x_r, x_z, x_n = from_x.chunk(3, dim=1)  # (B, H) each
        h_r, h_z, h_n = self.h_to_gates(h).chunk(3, dim=1)
        r = sigmoid(x_r + h_r)
        z = sigmoid(x_z + h_z)
        n = tanh(x_n + r * h_n)
        return GRUStep(r, z, n, (1 - z) * n + z * h)


class GRU(Recurrent[GRUStep]):
    """The gated recurrent unit along a sequence; ``state`` is ``(h,)``.

    Examples:
        >>> gru, x = GRU(inputs=3, hidden=5), torch.randn(2, 8, 3)
        >>> first, state = gru(x[:, :4])
        >>> second, _ = gru(x[:, 4:], state)  # goes on where the first call stopped
        >>> torch.allclose(torch.cat([first, second], dim=1), gru(x)[0], atol=1e-6)
        True
    """

    CellType = GRUCell
    Torch = nn.GRU
