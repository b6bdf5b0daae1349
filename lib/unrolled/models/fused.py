"""The recurrent layers of this course with torch's own kernels: same parameters, same numbers, faster.

torch walks along the sequence inside one operation (for the LSTM, oneDNN's on a
processor); the readable loop runs many small ones. A test checks that outputs,
states and gradients of both forms agree.
"""

from __future__ import annotations

from typing import ClassVar

import torch
from torch import Tensor

from unrolled.models.gru import GRU
from unrolled.models.lstm import LSTM
from unrolled.models.recurrent import Recurrent, State
from unrolled.models.rnn import RNN


class Fused(Recurrent):
    """A layer whose loop over time is one operation of torch; a trace comes from the readable loop.

    Examples:
        >>> from unrolled.models import LSTM
        >>> lstm, fused, x = LSTM(3, 5), FusedLSTM(3, 5), torch.randn(2, 7, 3)
        >>> _ = fused.load_state_dict(lstm.state_dict())
        >>> torch.allclose(lstm(x)[0], fused(x)[0], atol=1e-6)
        True
    """

    kernel: ClassVar[str]  # name of the operation

    def forward(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """As in :class:`~unrolled.models.recurrent.Recurrent`."""
        state = self.cell.initial_state(len(x)) if state is None else state
        layered = tuple(part[None].contiguous() for part in state)  # torch's states begin with the layer
        weights = self.cell.torch_weights()
        hs, *after = getattr(torch, self.kernel)(
            x, layered if len(layered) > 1 else layered[0], weights,
            True, 1, 0.0, self.training, False, True,  # biases, layers, dropout, training, both ways, batch first
        )  # fmt: skip
        return hs, tuple(part[0] for part in after)


class FusedRNN(Fused, RNN):
    """The plain RNN."""

    kernel = "rnn_tanh"


class FusedGRU(Fused, GRU):
    """The GRU."""

    kernel = "gru"


class FusedLSTM(Fused, LSTM):
    """The LSTM."""

    kernel = "lstm"
