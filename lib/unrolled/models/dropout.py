"""Dropout in a sequence: one mask for all its steps, as the slide says, or a fresh one at each step.

One mask: Gal and Ghahramani, "A theoretically grounded application of dropout
in recurrent neural networks", arXiv 1512.05287. Fresh masks, between layers
only: Zaremba et al., arXiv 1409.2329, and ``torch.nn``'s own.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from unrolled.models.recurrent import State
from unrolled.models.rnn import RNN, RNNStep


class SequenceDropout(nn.Module):
    """Drop units along a window of a sequence.

    Args:
        rate: the share of units dropped, from 0 to below 1.
        per_step: draw a fresh mask at each step in place of one for the window.

    Raises:
        ValueError: if the rate is outside this range.

    Examples:
        >>> dropped = SequenceDropout(0.5)(torch.ones(2, 6, 8))
        >>> torch.equal(dropped, dropped[:, :1].expand_as(dropped))  # one mask for all six steps
        True
    """

    def __init__(self, rate: float, *, per_step: bool = False):
        super().__init__()
        if not 0 <= rate < 1:
            raise ValueError(f"A dropout rate of {rate} makes no sense: it runs from 0 to below 1.")
        self.rate, self.per_step = rate, per_step

    def masks(self, x: Tensor) -> Tensor | None:
        """For ``x`` of ``(B, T, H)``: ``(B, 1, H)``, or ``(B, T, H)`` per step; 0 or ``1 / (1 - rate)`` at each place.

        The kept units are scaled up, so that the expected input of the next layer stays the same.
        None where nothing is dropped: in evaluation, and at rate 0.
        """
        if not self.training or self.rate == 0:
            return None
        B, T, H = x.shape
        kept = torch.rand(B, T if self.per_step else 1, H, dtype=x.dtype, device=x.device) >= self.rate
        return kept.to(x.dtype) / (1 - self.rate)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, T, H)`` to the same."""
        masks = self.masks(x)
        return x if masks is None else x * masks


class DroppedRNN(RNN):
    """The plain network of slide 1 with nodes removed: the other nodes and the readout get 0 from them.

        h_t = tanh(W_xh x_t + W_hh (m_t * h_{t-1}) + b),   out_t = m_t * h_t

    with m_t 0 for a removed node and 1 / (1 - rate) for the others (Gal and Ghahramani, section 4, for the LSTM).
    With one mask m for all t a node is gone for the whole window. With a fresh m_t it is gone for one step only, but
    what it remembers can be lost at any step.

    Args:
        inputs: D.
        hidden: H.
        rate: the share of units removed while training, from 0 to below 1.
        per_step: draw a fresh mask at each step.
    """

    def __init__(self, inputs: int, hidden: int, rate: float, *, per_step: bool = False):
        super().__init__(inputs, hidden)
        self.dropout = SequenceDropout(rate, per_step=per_step)

    def forward(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """``(B, T, D)`` to the masked hidden states ``(B, T, H)`` and the last state, which is not masked."""
        h, masks = self._run(x, state)
        return h if masks is None else masks * h, (h[:, -1].contiguous(),)

    def trace(self, x: Tensor, state: State | None = None) -> RNNStep:
        """The hidden states ``(B, T, H)`` before their masks."""
        return RNNStep(self._run(x, state)[0])

    def _run(self, x: Tensor, state: State | None) -> tuple[Tensor, Tensor | None]:
        """Hidden states before their masks, and the masks, ``(B, T, H)`` each; no masks outside training."""
        from_x = self.cell.read(x)  # (B, T, H)
        masks = self.dropout.masks(from_x)  # (B, 1 or T, H), or None
        if masks is None:
            return super().forward(x, state)[0], None
        masks = masks.expand_as(from_x)
        (h,) = self.cell.initial_state(len(x)) if state is None else state
        hs = []
        for from_input, mask in zip(from_x.unbind(dim=1), masks.unbind(dim=1), strict=True):
            (h,) = self.cell.step(from_input, (mask * h,)).state
            hs.append(h)
        return torch.stack(hs, dim=1), masks
