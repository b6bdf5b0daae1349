"""A TCN step by step in numpy: :mod:`~unrolled.models.tcn.stream` in a faster form.

The k inputs that a convolution of dilation d combines are d steps apart: they have the same remainder t mod d. So each
remainder has a shelf of its own: a row of its last k inputs. A step shifts one shelf by one place, appends its input
and multiplies the shelf by the weights: one small product, whatever the dilation and the length of the past. Per
remainder the rings of ``tcn.stream`` remember k - 1 inputs, the shelves k.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from torch import nn

from unrolled.models.tcn.network import TCN, CausalConv1d, ResidualBlock


@dataclass
class Shelves:
    """What is remembered between two steps.

    Attributes:
        inputs: for each convolution from below ``(d, B, k, C)``; the latest of a shelf at its end, zero at first.
        t: steps done so far.
    """

    inputs: list[np.ndarray]
    t: int = 0


class ShelvedConv1d:
    """A causal convolution's weights as one matrix."""

    def __init__(self, convolution: CausalConv1d):
        if type(convolution).forward is not CausalConv1d.forward:
            raise ValueError(f"A {type(convolution).__name__} is not causal: it would have to wait for the future.")
        weights = convolution.weights().detach().numpy()  # (H, C, k)
        self.shape = convolution.dilation, convolution.kernel, weights.shape[1]  # d, k, C
        self.matrix = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(-1, len(weights)))  # (k C, H)
        self.bias = convolution.bias.detach().numpy()

    def empty(self, batch: int) -> np.ndarray:
        """``(d, B, k, C)`` zeros."""
        d, k, C = self.shape
        return np.zeros((d, batch, k, C), self.matrix.dtype)

    def __call__(self, shelf: np.ndarray, x: np.ndarray) -> np.ndarray:
        """The output of one step after ReLU, ``(B, H)``, from ``(B, C)``; shifts the shelf ``(B, k, C)`` in place."""
        shelf[:, :-1] = shelf[:, 1:]
        shelf[:, -1] = x
        y = shelf.reshape(len(x), -1) @ self.matrix
        y += self.bias
        return np.maximum(y, 0, out=y)


class ShelvedTCN:
    """A trained TCN that reads its sequence step by step, without dropout.

    Args:
        tcn: whose weights are taken as they are now.

    Raises:
        ValueError: if its convolutions look ahead, or its blocks are not those of the paper.

    Examples:
        >>> stream = ShelvedTCN(TCN(inputs=2, channels=(4, 4), kernel=2))
        >>> y, state = stream.step(stream.start(), np.zeros((1, 2), np.float32))
        >>> y.shape, state.t
        ((1, 4), 1)
    """

    def __init__(self, tcn: TCN):
        self.blocks = []
        for block in tcn.blocks:
            if type(block).join is not ResidualBlock.join:
                raise ValueError(f"A {type(block).__name__} does not join its two paths as a residual block does.")
            mix = None
            if isinstance(block.shortcut, nn.Conv1d):
                weight, bias = (part.detach().numpy() for part in block.shortcut.parameters())
                mix = weight[:, :, 0].T.copy(), bias
            self.blocks.append(([ShelvedConv1d(convolution) for convolution in block.convolutions], mix))

    def start(self, batch: int = 1) -> Shelves:
        """The state before the first step."""
        return Shelves([convolve.empty(batch) for convolutions, _ in self.blocks for convolve in convolutions])

    def step(self, state: Shelves, x: np.ndarray) -> tuple[np.ndarray, Shelves]:
        """One time step: ``(B, D)`` to ``(B, H)`` and the state for the next, which is the given one, changed.

        Raises:
            ValueError: if the shape of ``x`` does not fit the network or the state.
        """
        wanted = state.inputs[0].shape[1::2]  # B, D
        if x.shape != wanted:
            raise ValueError(f"x is {x.shape}: it must be (B, D), here {wanted}.")
        a, shelves = x, iter(state.inputs)
        for convolutions, mix in self.blocks:
            h = a
            for convolve in convolutions:
                shelf = next(shelves)
                h = convolve(shelf[state.t % len(shelf)], h)
            h += a if mix is None else a @ mix[0] + mix[1]
            a = np.maximum(h, 0, out=h)
        state.t += 1
        return a, state
