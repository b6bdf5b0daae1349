"""Dropout that removes the same units all through a sequence, as the slide says.

Gal and Ghahramani, "A theoretically grounded application of dropout in
recurrent neural networks", arXiv 1512.05287. ``torch.nn``'s own dropout between
layers draws a new mask at every step.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class WindowDropout(nn.Module):
    """Drop units with one mask for each sequence of a window.

    Args:
        rate: the share of units dropped, from 0 to below 1.

    Raises:
        ValueError: if the rate lies outside.
    """

    def __init__(self, rate: float):
        super().__init__()
        if not 0 <= rate < 1:
            raise ValueError(f"A dropout rate of {rate} makes no sense: it runs from 0 to below 1.")
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """``(B, T, H)`` to the same; in evaluation nothing is dropped."""
        if not self.training or self.rate == 0:
            return x
        B, _, H = x.shape
        kept = torch.rand(B, 1, H, dtype=x.dtype, device=x.device) >= self.rate
        return x * kept / (1 - self.rate)
