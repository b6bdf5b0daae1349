"""Dropout in a sequence: one mask for all its steps, as the slide says, or a fresh one at each step.

One mask: Gal and Ghahramani, "A theoretically grounded application of dropout
in recurrent neural networks", arXiv 1512.05287. Fresh masks, between layers
only: Zaremba et al., arXiv 1409.2329, and ``torch.nn``'s own.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SequenceDropout(nn.Module):
    """Drop units along a window of a sequence.

    Args:
        rate: the share of units dropped, from 0 to below 1.
        per_step: draw a fresh mask at each step in place of one for the window.

    Raises:
        ValueError: if the rate lies outside.
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
