"""Ablations: TCNs that lack one part, to show what that part is for. For comparison only."""

from __future__ import annotations

from torch import Tensor
from torch.nn.functional import conv1d, pad

from unrolled.models.tcn.network import TCN, NormedCausalConv1d, ResidualBlock


class CentredConv1d(NormedCausalConv1d):
    """A convolution as for images, zeros on both sides: its output at t depends on inputs after t."""

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T)`` to ``(B, H, T)``; if the reach is odd, the left side has one zero fewer."""
        before = self.reach // 2
        return conv1d(pad(x, (before, self.reach - before)), self.weights(), self.bias, dilation=self.dilation)


class LeakyBlock(ResidualBlock):
    """A block whose convolutions look ahead."""

    Convolution = CentredConv1d


class LeakyTCN(TCN):
    """A TCN that sees the future: its loss on a prediction task is too good to be true.

    Examples:
        >>> tcn, x = LeakyTCN(inputs=2, channels=(16,), kernel=3), torch.randn(1, 9, 2)
        >>> later = x.clone()
        >>> later[:, 5] = 1.0
        >>> torch.equal(tcn(x)[:, :5], tcn(later)[:, :5])  # steps before the change know of it
        False
    """

    Block = LeakyBlock


class PlainBlock(ResidualBlock):
    """A block without the skip connection; values and gradients must pass through the convolutions."""

    def join(self, active: Tensor, shortcut: Tensor) -> Tensor:
        """The output of the convolutions alone; the 1x1, where there is one, is not used."""
        return active


class PlainTCN(TCN):
    """A TCN without skip connections: Figure 1c without its green lines."""

    Block = PlainBlock
