"""The plain recurrent network of slide 1.

    h_t = tanh(W_xh x_t + W_hh h_{t-1} + b)

The output y_t = W_hy h_t is left to the model that uses the states. Elman, "Finding
structure in time", Cognitive Science 14 (1990); notation after Karpathy (2015).
"""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn, tanh

from unrolled.models.recurrent import Cell, Recurrent, State


class RNNStep(NamedTuple):
    """All values of a step: the state ``h``, ``(B, H)``, or ``(B, T, H)`` in a trace."""

    h: Tensor

    @property
    def state(self) -> State:
        """What the next step needs."""
        return (self.h,)


class RNNCell(Cell[RNNStep]):
    """One step of the plain network, with tanh as on the slide."""

    Torch = nn.RNNCell

    def __init__(self, inputs: int, hidden: int):
        super().__init__(inputs, hidden)
        self.x_to_h = nn.Linear(inputs, hidden)
        self.h_to_h = nn.Linear(hidden, hidden, bias=False)

    def read(self, x: Tensor) -> Tensor:
        """W_xh x + b: ``(..., D)`` to ``(..., H)``."""
        return self.x_to_h(x)

    def step(self, from_x: Tensor, state: State) -> RNNStep:
        """One step from ``(B, H)`` and ``(h,)``."""
        (h,) = state
        return RNNStep(tanh(from_x + self.h_to_h(h)))  # (B, H)


class RNN(Recurrent[RNNStep]):
    """The plain network along a sequence; ``state`` is ``(h,)``.

    Examples:
        >>> states, (last,) = RNN(inputs=3, hidden=5)(torch.zeros(2, 7, 3))  # B = 2, T = 7
        >>> tuple(states.shape), tuple(last.shape)
        ((2, 7, 5), (2, 5))
    """

    CellType = RNNCell
    Torch = nn.RNN
