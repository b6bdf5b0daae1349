"""A TCN step by step: each convolution remembers its last inputs, and nothing is computed twice.

For the next output a convolution needs its input now and d, 2d, ..., (k-1) d steps ago. It keeps its last (k-1) d
inputs in a ring: slot n mod (k-1) d holds the input of step n, and the slot that is read last is the one that is
overwritten next. So step 10,000 costs what step 10 costs, and the memory never grows. The blocks are those of
the network; only their convolutions are replaced.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import conv1d

from unrolled.models.tcn.network import TCN, CausalConv1d


@dataclass
class StreamState:
    """What is remembered between two steps.

    Attributes:
        rings: for each convolution from below ``(B, C, (k - 1) d)``, its last inputs; zero at first.
        t: steps done so far.
    """

    rings: list[Tensor]
    t: int = 0

    @property
    def numbers(self) -> int:
        """How many numbers are remembered, for all sequences together."""
        return sum(ring.numel() for ring in self.rings)

    def copy(self) -> StreamState:
        """A copy to return to: a step changes the rings of the state it was given."""
        return StreamState([ring.clone() for ring in self.rings], self.t)


class StreamedConv1d(nn.Module):
    """A causal convolution that continues where it stopped; each call lends it the state."""

    def __init__(self, convolution: CausalConv1d):
        super().__init__()
        if type(convolution).forward is not CausalConv1d.forward:
            raise ValueError(f"A {type(convolution).__name__} is not causal: it would have to wait for the future.")
        self.kernel, self.dilation, self.reach = convolution.kernel, convolution.dilation, convolution.reach
        self.weight, self.bias = convolution.weights().detach(), convolution.bias.detach()
        self.ring, self.t = self.empty(1), 0

    def empty(self, batch: int) -> Tensor:
        """The ring before the first step, ``(B, C, (k - 1) d)`` zeros: the padding on the left."""
        return self.weight.new_zeros(batch, self.weight.shape[1], self.reach)

    def forward(self, x: Tensor) -> Tensor:
        """The next n steps: ``(B, C, n)`` to ``(B, H, n)``."""
        return self.one(x) if x.shape[-1] == 1 else self.several(x)

    def one(self, x: Tensor) -> Tensor:
        """One step: reads k slots, whatever the dilation and the length of the past."""
        slots = [(self.t - tap * self.dilation) % self.reach for tap in range(self.kernel - 1, 0, -1)]
        seen = torch.cat((self.ring[:, :, slots], x), dim=2)  # (B, C, k)
        if self.reach:
            self.ring[:, :, self.t % self.reach] = x[:, :, 0]
        return (seen.flatten(1) @ self.weight.flatten(1).T + self.bias)[:, :, None]

    def several(self, x: Tensor) -> Tensor:
        """Several steps at once: the ring, from its oldest slot on, is put to their left."""
        past = self.ring.roll(-(self.t % self.reach), dims=2) if self.reach else self.ring
        seen = torch.cat((past, x), dim=2)  # (B, C, (k - 1) d + n)
        last = min(x.shape[-1], self.reach)
        steps = torch.arange(self.t + x.shape[-1] - last, self.t + x.shape[-1])
        if last:
            self.ring[:, :, steps % self.reach] = x[:, :, -last:]
        return conv1d(seen, self.weight, self.bias, dilation=self.dilation)


class TCNStream:
    """A trained TCN that reads its sequence in pieces; without dropout and without gradients.

    Args:
        tcn: the network to copy; it stays unchanged.

    Raises:
        ValueError: if its convolutions look ahead.

    Examples:
        >>> tcn, x = TCN(inputs=2, channels=(4, 4), kernel=2), torch.randn(1, 10, 2)
        >>> stream, outputs = TCNStream(tcn), []
        >>> state = stream.start()
        >>> for t in range(10):
        ...     y, state = stream.step(state, x[:, t])
        ...     outputs.append(y)
        >>> torch.allclose(torch.stack(outputs, dim=1), tcn(x), atol=1e-5)
        True
    """

    def __init__(self, tcn: TCN):
        self.tcn = copy.deepcopy(tcn).eval()
        self.convolutions: list[StreamedConv1d] = []
        for block in self.tcn.blocks:
            streamed = [StreamedConv1d(convolution) for convolution in block.convolutions]
            block.convolutions = nn.ModuleList(streamed)  # pyrefly: ignore[bad-assignment]  (a block only calls them)
            self.convolutions += streamed

    def start(self, batch: int = 1) -> StreamState:
        """The state before the first step."""
        return StreamState([convolution.empty(batch) for convolution in self.convolutions])

    def step(self, state: StreamState, x: Tensor) -> tuple[Tensor, StreamState]:
        """One time step: ``(B, D)`` to ``(B, H)`` and the state for the next, which is the given one, changed.

        Raises:
            ValueError: if ``x`` has another shape or the state is that of another batch.
        """
        if x.ndim != 2:
            raise ValueError(f"x is {tuple(x.shape)}: one step is (B, D); several at once are for chunk.")
        y, state = self.chunk(state, x[:, None])
        return y[:, 0], state

    @torch.no_grad()
    def chunk(self, state: StreamState, x: Tensor) -> tuple[Tensor, StreamState]:
        """Any number of steps at once: ``(B, n, D)`` to ``(B, n, H)`` and the state, changed; see :meth:`step`."""
        if x.ndim == 3 and len(x) != len(state.rings[0]):
            raise ValueError(f"The state is of {len(state.rings[0])} sequences, x of {len(x)}.")
        for convolution, ring in zip(self.convolutions, state.rings, strict=True):
            convolution.ring, convolution.t = ring, state.t
        y = self.tcn(x)
        state.t += x.shape[1]
        return y, state
