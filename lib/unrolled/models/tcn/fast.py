"""The TCN with less work for the same numbers, for training and for a single answer.

Three things make it faster; tests check that outputs and gradients equal those of the readable form:

- A value's channels lie side by side in memory, which is how a ``(B, T, C)`` tensor already lies. torch's kernels for
  few channels are faster this way, but only 2-D convolutions have them: so a second axis of length 1 is added to time.
- A block is one operation to autograd. Its values are written where the next convolution reads them, behind the zeros
  that convolution needs, and nothing is copied or kept twice.
- If only the last output is wanted, most of the network need not run. The top level reads steps d apart, so the level
  below is needed only at those. With dilations 1, 2, 4, ... each level has half as many steps as the one below it: all
  of them together cost less than two full levels.
"""

from __future__ import annotations

from itertools import accumulate
from math import gcd

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn.functional import conv2d, linear, pad

from unrolled.models.tcn.network import TCN, CausalConv1d, ResidualBlock

# Within this file a value is (B, C, 1, T), its channels side by side in memory: torch calls that channels last.


class FastTCN(TCN):
    """A :class:`~unrolled.models.tcn.network.TCN` of the same parameters and outputs; its trace is the readable one.

    Gradients can be taken once, not gradients of gradients.

    Examples:
        >>> tcn, fast, x = TCN(3, (8, 8), kernel=3), FastTCN(3, (8, 8), kernel=3), torch.randn(2, 20, 3)
        >>> _ = fast.load_state_dict(tcn.state_dict())
        >>> torch.allclose(fast.last(x), tcn(x)[:, -1], atol=1e-5)
        True
    """

    def forward(self, x: Tensor) -> Tensor:
        """``(B, T, D)`` to ``(B, T, H)``, B and T at least 1."""
        a, length = _laid_out(self._checked(x)), x.shape[1]
        reaches = [_reach(block.convolutions[0], length) for block in self.blocks]
        a = pad(a, (reaches[0], 0))
        for block, reach, room in zip(self.blocks, reaches, [*reaches[1:], 0], strict=True):
            a = _whole_block(block, a, reach, room)
        return a.squeeze(2).transpose(1, 2)

    def last(self, x: Tensor) -> Tensor:
        """The last step's output alone: ``(B, T, D)`` to ``(B, H)``, computed only from the steps it depends on."""
        apart = [*accumulate(reversed(self.dilations), gcd)][::-1]  # distance between the inputs that each level needs
        a = _laid_out(_every(self._checked(x), apart[0]))
        for block, dilation, before, after in zip(
            self.blocks, self.dilations, apart, [*apart[1:], apart[-1] * x.shape[1]], strict=True
        ):
            a = _thinned_block(block, a, dilation // before, after // before)
        return a[:, :, 0, -1]


def _laid_out(x: Tensor) -> Tensor:
    """``(B, C, T)`` as ``(B, C, 1, T)``, channels side by side."""
    return x.transpose(1, 2).contiguous().transpose(1, 2).unsqueeze(2)


def _every(x: Tensor, stride: int) -> Tensor:
    """The last time step and every ``stride`` before it, in the order of time."""
    return x[..., (x.shape[-1] - 1) % stride :: stride]


def _taps(convolution: CausalConv1d, dilation: int, length: int) -> int:
    """How many taps read more than padding in a sequence of that length; the earlier ones read only zeros."""
    return min(convolution.kernel, (length - 1) // dilation + 1)


def _reach(convolution: CausalConv1d, length: int) -> int:
    """The zeros that a sequence of that length needs on its left."""
    return (_taps(convolution, convolution.dilation, length) - 1) * convolution.dilation


def _weights(convolution: CausalConv1d, taps: int) -> Tensor:
    """``(H, C, 1, taps)``, the latest taps."""
    return convolution.weights()[:, :, None, -taps:].contiguous(memory_format=torch.channels_last)


def _mixed(shortcut: nn.Identity | nn.Conv1d, x: Tensor) -> Tensor:
    """The skip connection: x itself or, where there is a 1x1, its product over the channels."""
    if isinstance(shortcut, nn.Identity):
        return x
    return linear(x.permute(0, 2, 3, 1), shortcut.weight[:, :, 0], shortcut.bias).permute(0, 3, 1, 2)


# ---- every step's output --------------------------------------------------------------------------------------------


def _whole_block(block: ResidualBlock, x: Tensor, reach: int, room: int) -> Tensor:
    """A block's outputs behind ``room`` zeros, ``(B, H, 1, room + T)``, from ``(B, C, 1, reach + T)``."""
    length, dilation = x.shape[-1] - reach, block.convolutions[0].dilation
    parameters, masks = [], []
    for convolution in block.convolutions:
        parameters += [_weights(convolution, _taps(convolution, dilation, length)), convolution.bias]
        if block.training and block.drop.p:  # the same random draw as in the readable form: whole channels
            masks.append(block.drop(x.new_ones(len(x), len(convolution.bias), 1)).unsqueeze(3))
    kept = None if isinstance(block.shortcut, nn.Identity) else _mixed(block.shortcut, x[..., reach:])
    return _Block.apply(x, kept, masks, dilation, reach, room, *parameters)


def _behind(zeros: int, like: Tensor) -> Tensor:
    """An empty ``(B, C, 1, zeros + T)`` for values ``like`` ``(B, C, 1, T)``, its first steps zero."""
    B, C, _, T = like.shape
    whole = like.new_empty(B, zeros + T, C).transpose(1, 2).unsqueeze(2)
    whole[..., :zeros] = 0
    return whole


class _Block(torch.autograd.Function):
    """ReLU(a + kept), where a is computed from x by causal convolutions, each with ReLU and mask."""

    @staticmethod
    def forward(ctx, x, kept, masks, dilation, reach, room, *parameters):
        seen, a = [], x  # what each convolution read, zeros on its left included
        for k in range(0, len(parameters), 2):
            seen.append(a)
            y = conv2d(a, *parameters[k : k + 2], dilation=(1, dilation))
            a = _behind(reach if k + 2 < len(parameters) else 0, y)
            torch.clamp_min(y, 0, out=a[..., -y.shape[-1] :])
            if masks:
                a *= masks[k // 2]
        out = _behind(room, a)
        real = out[..., room:]
        torch.add(a, x[..., reach:] if kept is None else kept, out=real)
        real.clamp_min_(0)
        ctx.save_for_backward(out, a, *seen, *parameters[::2], *masks)
        ctx.sizes, ctx.mixes = (dilation, reach, room, len(seen)), kept is not None
        return out

    @staticmethod
    @once_differentiable  # torch's stub takes any number of gradients
    def backward(ctx, gradient):  # pyrefly: ignore[bad-override]
        dilation, reach, room, convolutions = ctx.sizes
        out, a, *rest = ctx.saved_tensors
        seen, weights, masks = rest[:convolutions], rest[convolutions : 2 * convolutions], rest[2 * convolutions :]
        through = torch.ops.aten.threshold_backward  # ReLU's gradient: kept where the second tensor is above 0
        joined = through(gradient[..., room:], out[..., room:], 0)
        g, active, found = joined, a, []
        for k in reversed(range(convolutions)):
            g = through(g, active, 0)
            if masks:
                g *= masks[k]
            needed = [k > 0 or ctx.needs_input_grad[0], True, True]
            wide, *of_parameters = torch.ops.aten.convolution_backward(
                g, seen[k], weights[k], [len(weights[k])], [1, 1], [0, 0], [1, dilation], False, [0, 0], 1, needed
            )
            found[:0] = of_parameters
            if k:
                g, active = wide[..., reach:], seen[k][..., reach:]
        if wide is not None and not ctx.mixes:
            wide[..., reach:] += joined
        return wide, joined if ctx.mixes else None, None, None, None, None, *found


# ---- the last step's output alone -----------------------------------------------------------------------------------


def _thinned_block(block: ResidualBlock, x: Tensor, dilation: int, stride: int) -> Tensor:
    """A block's outputs at the last step and every ``stride`` before it.

    Args:
        block: with its weights.
        x: ``(B, C, 1, n)``, some steps of the sequence only.
        dilation: in these steps.
        stride: in these steps. Only the last convolution can leave outputs out: it reads all of the others'.
    """
    a, length = x, x.shape[-1]
    stride = min(stride, length)  # oneDNN's backward is slow for strides far beyond the end
    for convolution in block.convolutions:
        apart = stride if convolution is block.convolutions[-1] else 1
        taps = _taps(convolution, dilation, length)
        zeros = (taps - 1) * dilation - (length - 1) % apart  # so that the last window ends at the last step
        weights = _weights(convolution, taps)
        y = conv2d(pad(a, (zeros, 0)), weights, convolution.bias, (1, apart), dilation=(1, dilation))
        a = block.drop(y.relu_().squeeze(2)).unsqueeze(2)
    return block.join(a, _mixed(block.shortcut, _every(x, stride)))
