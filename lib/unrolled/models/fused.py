"""The LSTM of :mod:`unrolled.models.lstm`, made cheaper to train on a processor: same parameters, same numbers.

Three things make it faster than a loop that autograd records, or ``nn.LSTM``:

- all that happens between two matrix products of a step is one pass over memory,
  compiled by numba, which also lets go of Python's lock, so that two threads can
  each train on half of a batch;
- the gradient of the recurrent weights is one product over all steps of the
  window, not a sum of T small ones (Appleyard et al., arXiv 1604.01946);
- a character's 1-of-N vector is never multiplied: its row of the matrix is added.

float32 only. The readable form stays the reference: a test holds losses and
gradients of both together.
"""

from __future__ import annotations

import numba
import numpy as np
import torch
from torch import Tensor

from unrolled.models.lstm import LSTM
from unrolled.models.recurrent import State

_compiled = numba.njit(nogil=True, fastmath=True, error_model="numpy", cache=True)
_inlined = numba.njit(inline="always", fastmath=True, error_model="numpy")
ONE, TWO, HALF, FAR = np.float32(1), np.float32(2), np.float32(0.5), np.float32(4.6)


class FusedLSTM(LSTM):
    """An LSTM layer whose loop over time is one operation to autograd.

    ``forward`` also takes ``(B, T)`` int64 ids of characters in place of their
    1-of-N vectors. A trace comes from the readable loop.
    """

    def forward(self, x: Tensor, state: State | None = None, *, trace: bool = False):
        """As in :class:`~unrolled.models.recurrent.Recurrent`."""
        if trace:
            return super().forward(self.as_vectors(x), state, trace=True)
        h, c = self.cell.initial_state(len(x)) if state is None else state
        steps = x.transpose(0, 1).contiguous()  # time first: each step is then one block of memory
        weight, bias = self.cell.x_to_gates.weight, self.cell.x_to_gates.bias
        if x.dtype == torch.int64:
            hs, h, c = _Sequence.apply(weight.t() + bias, steps, self.cell.h_to_gates.weight, h, c)
        else:
            hs, h, c = _Sequence.apply(self.cell.read(steps), None, self.cell.h_to_gates.weight, h, c)
        return hs.transpose(0, 1), (h, c)

    def as_vectors(self, x: Tensor) -> Tensor:
        """1-of-N vectors ``(B, T, D)`` of ids; vectors stay as they are."""
        if x.dtype != torch.int64:
            return x
        return torch.nn.functional.one_hot(x, self.cell.inputs).to(self.cell.x_to_gates.weight.dtype)


class _Sequence(torch.autograd.Function):
    """All steps of an LSTM, and the way back through them."""

    @staticmethod
    def forward(ctx, from_x: Tensor, ids: Tensor | None, weight: Tensor, h: Tensor, c: Tensor):
        """Run T steps.

        Args:
            ctx: autograd's.
            from_x: ``(T, B, 4H)``, what the input contributes to each step; it is overwritten. Or, with ids,
                ``(V, 4H)``, what each character contributes.
            ids: ``(T, B)`` int64 characters, or None.
            weight: ``(4H, H)``, from the hidden state to the gates i, f, g, o.
            h: ``(B, H)`` hidden state before the first step.
            c: ``(B, H)`` carry before the first step.

        Returns:
            Hidden states ``(T, B, H)``, the last hidden state and the last carry.
        """
        T, B = from_x.shape[:2] if ids is None else ids.shape
        H = weight.shape[1]
        gates = from_x.new_empty(T, B, 4 * H) if ids is not None else from_x
        hs, cs = (start.new_empty(T + 1, B, H) for start in (h, c))  # before the first step, and after each
        squashed = c.new_empty(T, B, H)  # tanh(c_t), wanted again on the way back
        hs[0], cs[0] = h, c
        across = weight.t().contiguous()
        table, rows = (None, None) if ids is None else (from_x.contiguous().numpy(), ids.numpy())
        view = [tensor.numpy() for tensor in (gates, cs, squashed, hs)]
        for t in range(T):
            if ids is None:
                gates[t].addmm_(hs[t], across)
            else:
                torch.mm(hs[t], across, out=gates[t])
                _add_rows(view[0][t], table, rows[t])
            _step(view[0][t], view[1][t], view[1][t + 1], view[2][t], view[3][t + 1])
        ctx.saved = gates, hs, cs, squashed, weight.detach(), ids, len(from_x)
        return hs[1:], hs[T].clone(), cs[T].clone()

    @staticmethod
    def backward(ctx, d_hs: Tensor, d_h: Tensor, d_c: Tensor):
        """The gradients by the same names; the stored gates turn into their own gradients in place."""
        gates, hs, cs, squashed, weight, ids, size = ctx.saved
        T, B, H = squashed.shape
        d_h, d_c, d_hs = d_h.clone(), d_c.clone(), d_hs.contiguous()
        view = [tensor.numpy() for tensor in (gates, cs, squashed, d_hs, d_h, d_c)]
        for t in reversed(range(T)):
            _step_back(view[0][t], view[1][t], view[2][t], view[3][t], view[4], view[5])
            torch.mm(gates[t], weight, out=d_h)
        flat = gates.view(T * B, 4 * H)
        d_weight = flat.t() @ hs[:T].view(T * B, H)
        if ids is None:
            return gates, None, d_weight, d_h, d_c
        d_table = gates.new_zeros(size, 4 * H)
        _scatter_rows(d_table.numpy(), flat.numpy(), ids.view(-1).numpy())
        return d_table, None, d_weight, d_h, d_c


@_inlined
def _tanh(x):
    """Lambert's continued fraction at half the argument, doubled: within 2e-7 of tanh in float32."""
    y = min(max(HALF * x, -FAR), FAR)
    z = y * y
    p = y * (np.float32(135135) + z * (np.float32(17325) + z * (np.float32(378) + z)))
    q = np.float32(135135) + z * (np.float32(62370) + z * (np.float32(3150) + z * np.float32(28)))
    return TWO * p * q / (p * p + q * q)


@_inlined
def _sigmoid(x):
    return HALF + HALF * _tanh(HALF * x)


@_compiled
def _add_rows(gates, table, ids):
    for b in range(len(gates)):
        gate, row = gates[b], table[ids[b]]
        for k in range(len(gate)):
            gate[k] += row[k]


@_compiled
def _scatter_rows(table, values, ids):
    for n in range(len(ids)):
        row, value = table[ids[n]], values[n]
        for k in range(len(row)):
            row[k] += value[k]


@_compiled
def _step(gates, c_before, c, squashed, h):
    """``gates`` (B, 4H): sums in, gates i, f, g, o out. Short loops of one kind: the compiler makes them vectors."""
    B, H = c.shape
    for b in range(B):
        gate = gates[b]
        for k in range(2 * H):
            gate[k] = _sigmoid(gate[k])
        for k in range(2 * H, 3 * H):
            gate[k] = _tanh(gate[k])
        for k in range(3 * H, 4 * H):
            gate[k] = _sigmoid(gate[k])
        for k in range(H):
            c[b, k] = gate[H + k] * c_before[b, k] + gate[k] * gate[2 * H + k]
        for k in range(H):
            squashed[b, k] = _tanh(c[b, k])
            h[b, k] = gate[3 * H + k] * squashed[b, k]


@_compiled
def _step_back(gates, c_before, squashed, d_out, d_h, d_c):
    """``gates`` (B, 4H): gates in, gradients of their sums out. ``d_c`` moves one step back; ``d_h`` is only read."""
    B, H = d_c.shape
    for b in range(B):
        gate = gates[b]
        for k in range(H):
            i, f, g, o = gate[k], gate[H + k], gate[2 * H + k], gate[3 * H + k]
            t = squashed[b, k]
            dh = d_h[b, k] + d_out[b, k]
            dc = d_c[b, k] + dh * o * (ONE - t * t)
            gate[k] = dc * g * i * (ONE - i)
            gate[H + k] = dc * c_before[b, k] * f * (ONE - f)
            gate[2 * H + k] = dc * i * (ONE - g * g)
            gate[3 * H + k] = dh * t * o * (ONE - o)
            d_c[b, k] = dc * f
