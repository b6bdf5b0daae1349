"""The temporal convolutional network: Bai, Kolter and Koltun, arXiv 1803.01271, 2018, Figure 1.

A causal convolution of kernel size k and dilation d sees the present and k - 1 earlier steps:

    y_t = b + Σ_j W_j x_{t - (k-1-j) d},   j = 0 ... k-1,   and x is 0 before its first step

Each output channel's weights are a direction and a length, W = g v / |v| (Salimans and Kingma 2016). Two such
convolutions and a skip (residual) connection make a block:

    a_1 = drop(ReLU(conv_1(x))),  a_2 = drop(ReLU(conv_2(a_1))),  out = ReLU(a_2 + x)

where x passes a 1x1 convolution if a_2 has another number of channels, and drop removes whole channels of a sequence.
Blocks with d = 1, 2, 4, ... see far: ``tcn.size`` has the formulas. Inside, time comes last, ``(B, C, T)``, as torch's
convolutions expect; from outside a TCN takes ``(B, T, D)`` as all models here do.

The paper's program differs from its text: it drops single values instead of channels, and weight norm cancels its
initialisation of N(0, 0.01) except in the 1x1. Here channels are dropped, and all weights start as torch's do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

from torch import Tensor, nn, relu
from torch.nn.functional import conv1d, pad

from unrolled.models.modules import Modules
from unrolled.models.tcn.size import check_memory, doubling, receptive_field


class CausalConv1d(nn.Module):
    """A convolution that never looks ahead: zeros stand on the left only, and nothing is cut off.

    Args:
        inputs: C, channels in.
        outputs: H, channels out.
        kernel: k, 1 or more.
        dilation: d, 1 or more.

    Examples:
        >>> tuple(CausalConv1d(inputs=3, outputs=5, kernel=2, dilation=4)(torch.zeros(1, 3, 9)).shape)
        (1, 5, 9)
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int = 1):
        super().__init__()
        if min(inputs, outputs, kernel, dilation) < 1:
            raise ValueError(
                f"Channels, kernel size and dilation are 1 or more, not {(inputs, outputs)}, {kernel} and {dilation}."
            )
        self.kernel, self.dilation = kernel, dilation
        start = nn.Conv1d(inputs, outputs, kernel)
        self.weight, self.bias = start.parameters()

    def weights(self) -> Tensor:
        """``(H, C, k)``; the last tap reads the present."""
        return self.weight

    @property
    def reach(self) -> int:
        """How many steps back the first tap reads, (k - 1) d."""
        return (self.kernel - 1) * self.dilation

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T)`` to ``(B, H, T)``."""
        taps = min(self.kernel, (x.shape[-1] - 1) // self.dilation + 1)  # the earlier taps would read only padding
        padded = pad(x, ((taps - 1) * self.dilation, 0))
        return conv1d(padded, self.weights()[:, :, -taps:], self.bias, dilation=self.dilation)


class NormedCausalConv1d(CausalConv1d):
    """The same with weight norm: each output channel learns length g and direction v of its weights separately."""

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int = 1):
        super().__init__(inputs, outputs, kernel, dilation)
        start = self.weight.detach()
        del self.weight
        self.direction = nn.Parameter(start)  # (H, C, k)
        self.length = nn.Parameter(start.norm(dim=(1, 2), keepdim=True))  # (H, 1, 1)

    def weights(self) -> Tensor:
        """g v / |v|, ``(H, C, k)``."""
        v = self.direction
        return self.length * v / v.norm(dim=(1, 2), keepdim=True)


class BlockTrace(NamedTuple):
    """All values of a block, ``(B, H, T)`` each."""

    convolved: tuple[Tensor, ...]  # after each convolution
    active: tuple[Tensor, ...]  # the same after ReLU and dropout
    shortcut: Tensor  # the skip connection
    out: Tensor


class ResidualBlock(nn.Module):
    """Figure 1b: dilated causal convolutions with a skip connection.

    Args:
        inputs: C, channels in.
        outputs: H, channels out.
        kernel: k.
        dilation: d, of all its convolutions.
        convolutions: two in the paper.
        dropout: the share of channels dropped after each convolution.
    """

    Convolution: ClassVar[type[CausalConv1d]] = NormedCausalConv1d

    def __init__(
        self, inputs: int, outputs: int, kernel: int, dilation: int = 1, convolutions: int = 2, dropout: float = 0.0
    ):
        super().__init__()
        if convolutions < 1 or not 0 <= dropout < 1:
            raise ValueError(
                f"A block has 1 convolution or more and a dropout from 0 to below 1, not {convolutions} and {dropout}."
            )
        widths = pairwise([inputs] + [outputs] * convolutions)
        self.convolutions = Modules(self.Convolution(C, H, kernel, dilation) for C, H in widths)
        self.drop: nn.Dropout1d | nn.Dropout = nn.Dropout1d(dropout)  # whole channels
        self.shortcut = nn.Identity() if inputs == outputs else nn.Conv1d(inputs, outputs, 1)

    def trace(self, x: Tensor) -> BlockTrace:
        """Every value on the way, from ``(B, C, T)``."""
        convolved, active, a = [], [], x
        for convolve in self.convolutions:
            convolved.append(convolve(a))
            active.append(a := self.drop(relu(convolved[-1])))
        shortcut = self.shortcut(x)
        return BlockTrace(tuple(convolved), tuple(active), shortcut, self.join(a, shortcut))

    def join(self, active: Tensor, shortcut: Tensor) -> Tensor:
        """Both paths together."""
        return relu(active + shortcut)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, C, T)`` to ``(B, H, T)``."""
        return self.trace(x).out


class TCN(nn.Module):
    """Blocks on top of each other, the dilation growing from level to level.

    Args:
        inputs: D, the size of the input at each step.
        channels: one number for each level, from below.
        kernel: k.
        dilations: one for each level; 1, 2, 4, ... by default.
        convolutions: in each block, 2 in the paper.
        dropout: the share of channels dropped after each convolution.

    Raises:
        ValueError: if a size makes no sense, or stepping through the network would need far too much memory.

    Examples:
        >>> tcn = TCN(inputs=3, channels=(8, 8, 8), kernel=3)
        >>> tuple(tcn(torch.zeros(2, 20, 3)).shape), tcn.dilations, tcn.receptive_field
        ((2, 20, 8), (1, 2, 4), 29)
    """

    Block: ClassVar[type[ResidualBlock]] = ResidualBlock

    def __init__(
        self,
        inputs: int,
        channels: Sequence[int],
        kernel: int,
        dilations: Sequence[int] | None = None,
        convolutions: int = 2,
        dropout: float = 0.0,
    ):
        super().__init__()
        dilations = doubling(len(channels)) if dilations is None else tuple(dilations)
        if not channels or len(dilations) != len(channels):
            raise ValueError(f"{len(channels)} levels have {len(dilations)} dilations: each level needs one.")
        self.inputs, self.hidden, self.dilations = inputs, channels[-1], dilations
        self.receptive_field = receptive_field(kernel, dilations, convolutions)
        check_memory(inputs, channels, kernel, dilations, convolutions)
        levels = zip(pairwise((inputs, *channels)), dilations, strict=True)
        self.blocks = Modules(self.Block(C, H, kernel, d, convolutions, dropout) for (C, H), d in levels)

    def forward(self, x: Tensor) -> Tensor:
        """``(B, T, D)`` to ``(B, T, H)``, B and T at least 1."""
        a = self._checked(x)
        for block in self.blocks:
            a = block(a)
        return a.transpose(1, 2)

    def last(self, x: Tensor) -> Tensor:
        """Only the output of the last step, ``(B, T, D)`` to ``(B, H)``: the answer for a whole sequence."""
        return self(x)[:, -1]

    def trace(self, x: Tensor) -> list[BlockTrace]:
        """Every value of each block, from ``(B, T, D)``; within the traces time comes last."""
        traces = [self.blocks[0].trace(self._checked(x))]
        for block in self.blocks[1:]:
            traces.append(block.trace(traces[-1].out))
        return traces

    def _checked(self, x: Tensor) -> Tensor:
        if x.ndim != 3 or 0 in x.shape or x.shape[2] != self.inputs or not x.is_floating_point():
            raise ValueError(
                f"x is {tuple(x.shape)} of {x.dtype}: it must be (B, T, D) of floats, B and T at least 1 and "
                f"D = {self.inputs}."
            )
        return x.transpose(1, 2)  # (B, D, T)
