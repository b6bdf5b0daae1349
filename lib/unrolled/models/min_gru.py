"""The minGRU: a GRU whose gate and candidate depend only on the input, so all steps can be computed at once.

    z = sigmoid(W_z x_t + b_z)              update
    n = g(W_n x_t + b_n)                    candidate, above 0
    h_t = (1 - z) * h_{t-1} + z * n

with g(a) = a + 1/2 where a is 0 or more, and sigmoid(a) below. Feng, Tung, Ahmed, Bengio and Hajimirsadeghi,
"Were RNNs All We Needed?", arXiv 2410.01201, 2024, in the form of its appendix B. (There z is the share of the new
value; in torch's GRU it is the share of the old one.)

Since neither z nor n depends on h, the recurrence is linear in h, and a scan gives all steps at once:

    h_t = Σ_{s <= t} z_s n_s Π_{s < r <= t} (1 - z_r)

Products of many numbers below 1 underflow; sums of their logarithms do not.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn, sigmoid
from torch.autograd.function import once_differentiable
from torch.nn.functional import logsigmoid

from unrolled.models.recurrent import Cell, Recurrent, State


class MinGRUStep(NamedTuple):
    """All values of a step after their nonlinearity, ``(B, H)``, or ``(B, T, H)`` in a trace."""

    z: Tensor
    n: Tensor
    h: Tensor

    @property
    def state(self) -> State:
        """What the next step needs."""
        return (self.h,)


class MinGRUCell(Cell[MinGRUStep]):
    """One step of the minGRU; nothing leads from h to the gates."""

    def __init__(self, inputs: int, hidden: int):
        super().__init__(inputs, hidden)
        self.x_to_gates = nn.Linear(inputs, 2 * hidden)

    def read(self, x: Tensor) -> Tensor:
        """The input's share of z and n, in that order, which is all they depend on: ``(..., D)`` to ``(..., 2H)``."""
        return self.x_to_gates(x)

    def step(self, from_x: Tensor, state: State) -> MinGRUStep:
        """One step from ``(B, 2H)`` and ``(h,)``."""
        (h,) = state
        a_z, a_n = from_x.chunk(2, dim=1)  # (B, H) each
        z, n = sigmoid(a_z), positive(a_n)
        return MinGRUStep(z, n, (1 - z) * h + z * n)


class MinGRU(Recurrent[MinGRUStep]):
    """The minGRU along a sequence, step by step; ``state`` is ``(h,)`` with h at least 0.

    Examples:
        >>> states, (last,) = MinGRU(inputs=3, hidden=5)(torch.randn(2, 7, 3))
        >>> torch.equal(states[:, -1], last)
        True
    """

    CellType = MinGRUCell


class ParallelMinGRU(MinGRU):
    """The same numbers from a scan over logarithms, all steps at once; a trace comes from the readable loop."""

    def forward(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """As in :class:`~unrolled.models.recurrent.Recurrent`."""
        if x.ndim != 3 or x.shape[1] == 0 or x.shape[2] != self.cell.inputs:
            return super().forward(x, state)  # so that its checks cover both
        a_z, a_n = self.cell.read(x).chunk(2, dim=2)  # (B, T, H) each
        log_keep = logsigmoid(-a_z).cumsum(dim=1)  # log Π_{r <= t} (1 - z_r)
        log_taken = logsigmoid(a_z) + log_positive(a_n)  # log z_s n_s
        log_sums = (log_taken - log_keep).logcumsumexp(dim=1)
        if state is not None:
            log_sums = torch.logaddexp(log_sums, state[0].log()[:, None])
        hs = (log_keep + log_sums).exp()
        return hs, (hs[:, -1],)


class FusedMinGRU(MinGRU):
    """The same numbers: the gates of all steps first, then a loop that is a single operation for autograd.

    On a processor this is the fastest of the three; a scan over logarithms pays off on thousands of cores.
    """

    def forward(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """As in :class:`~unrolled.models.recurrent.Recurrent`."""
        if x.ndim != 3 or x.shape[1] == 0 or x.shape[2] != self.cell.inputs:
            return super().forward(x, state)
        a_z, a_n = self.cell.read(x.transpose(0, 1)).chunk(2, dim=2)  # (T, B, H) each: one step is contiguous
        z = sigmoid(a_z)
        (h,) = self.cell.initial_state(len(x)) if state is None else state
        hs = _Walk.apply(1 - z, z * positive(a_n), h).transpose(0, 1)
        return hs, (hs[:, -1],)


class _Walk(torch.autograd.Function):
    """h_t = keep_t h_{t-1} + taken_t, from ``(T, B, H)`` twice and ``(B, H)``."""

    @staticmethod
    def forward(ctx, keep, taken, h):
        hs = torch.empty_like(taken)
        before = h
        for now, k, new in zip(hs.unbind(), keep.unbind(), taken.unbind(), strict=True):
            torch.addcmul(new, k, before, out=now)
            before = now
        ctx.save_for_backward(keep, h, hs)
        return hs

    @staticmethod
    @once_differentiable  # torch's stub takes any number of gradients
    def backward(ctx, gradient):  # pyrefly: ignore[bad-override]
        keep, h, hs = ctx.saved_tensors
        whole = torch.empty_like(gradient)  # what h_t adds to the loss now and through all later steps
        after = None
        for t in reversed(range(len(keep))):
            if after is None:
                whole[t] = gradient[t]
            else:
                torch.addcmul(gradient[t], keep[t + 1], after, out=whole[t])
            after = whole[t]
        return whole * torch.cat((h[None], hs[:-1])), whole, whole[0] * keep[0]


def positive(a: Tensor) -> Tensor:
    """The paper's g: a + 1/2 where a is 0 or more, sigmoid(a) below; smooth, and above 0 everywhere."""
    return torch.where(a >= 0, a + 0.5, sigmoid(a))


def log_positive(a: Tensor) -> Tensor:
    """log g(a), computed directly: g(a) itself may be too small for a float."""
    return torch.where(a >= 0, (a.clamp(min=0) + 0.5).log(), logsigmoid(a))
