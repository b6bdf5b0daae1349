"""Formulas for how far a TCN sees and how large it is, without building a network.

A convolution of kernel size k and dilation d reads x_t, x_{t-d}, ..., x_{t-(k-1)d}
and so reaches (k - 1) d steps back. Reaches add up along a stack: with c
convolutions in each block and dilations d_1, d_2, ... of the blocks,

    field = 1 + c (k - 1) (d_1 + d_2 + ...)

which for dilations 1, 2, 4, ... of n blocks is 1 + c (k - 1) (2^n - 1). The field
counts from the present step to the earliest one that is seen; where the kernel is
small compared with the dilations, it may skip steps in between (:func:`steps_back`).
The paper has c = 2: Bai, Kolter and Koltun, arXiv 1803.01271, 2018, section 3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from unrolled.models.size import nearest_width

MOST_REMEMBERED = 2**26  # bytes per sequence when run step by step; a sensible network needs far less
FLOAT = 4  # bytes


def doubling(levels: int) -> tuple[int, ...]:
    """1, 2, 4, ..., the dilations of the paper.

    Examples:
        >>> doubling(4)
        (1, 2, 4, 8)
    """
    return tuple(2**level for level in range(levels))


def receptive_field(kernel: int, dilations: Sequence[int], convolutions: int = 2) -> int:
    """The number of steps from the earliest input that an output can depend on to the present one, both included.

    Args:
        kernel: k.
        dilations: one for each block.
        convolutions: in each block.

    Examples:
        >>> receptive_field(kernel=3, dilations=(1, 2, 4))
        29
    """
    return 1 + convolutions * (kernel - 1) * sum(dilations)


def steps_back(kernel: int, dilations: Sequence[int], convolutions: int = 2) -> tuple[int, ...]:
    """The steps an output can depend on, counted back from the present in ascending order; numbers left out are holes.

    A skip connection adds none: every convolution also reads the present step.

    Examples:
        >>> steps_back(kernel=2, dilations=(1, 4), convolutions=1)  # 2 and 3 are holes
        (0, 1, 4, 5)
    """
    seen = 1  # bit n: the input n steps back is seen
    for dilation in dilations:
        for _ in range(convolutions):
            one, seen = seen, 0
            for tap in range(kernel):
                seen |= one << tap * dilation
    return tuple(n for n, bit in enumerate(reversed(f"{seen:b}")) if bit == "1")


def _widths(inputs: int, channels: Sequence[int], convolutions: int) -> Iterator[tuple[int, int, int]]:
    """Level, channels in and channels out of each convolution, from below."""
    for level, outputs in enumerate(channels):
        for place in range(convolutions):
            yield level, (outputs if place else inputs), outputs
        inputs = outputs


def _mixing(inputs: int, channels: Sequence[int]) -> list[tuple[int, int]]:
    """Channels in and out of each 1x1 convolution: there is one only where widths differ."""
    return [(C, H) for C, H in pairwise((inputs, *channels)) if C != H]


def parameters(inputs: int, channels: Sequence[int], kernel: int, convolutions: int = 2) -> int:
    """Parameters of a ``TCN``: k C H weights, H lengths and H biases a convolution, C H + H for each 1x1."""
    stack = sum(kernel * C * H + 2 * H for _, C, H in _widths(inputs, channels, convolutions))
    return stack + sum(C * H + H for C, H in _mixing(inputs, channels))


def multiply_adds(inputs: int, channels: Sequence[int], kernel: int, convolutions: int = 2) -> int:
    """Multiply-adds of one time step, whatever the dilations: k C H a convolution, C H for each 1x1."""
    stack = sum(kernel * C * H for _, C, H in _widths(inputs, channels, convolutions))
    return stack + sum(C * H for C, H in _mixing(inputs, channels))


def remembered(
    inputs: int, channels: Sequence[int], kernel: int, dilations: Sequence[int], convolutions: int = 2
) -> int:
    """How many numbers must be kept per sequence to run step by step.

    A convolution with C input channels keeps its last (k - 1) d inputs; an LSTM of H units keeps 2 H numbers in all.
    """
    return sum((kernel - 1) * dilations[level] * C for level, C, _ in _widths(inputs, channels, convolutions))


def check_memory(
    inputs: int, channels: Sequence[int], kernel: int, dilations: Sequence[int], convolutions: int = 2
) -> None:
    """Refuse a network that needs too much memory to run step by step.

    Raises:
        ValueError: if it must remember more than 64 MiB a sequence; the sentence names field and memory.
    """
    size = FLOAT * remembered(inputs, channels, kernel, dilations, convolutions)
    if size > MOST_REMEMBERED:
        field = receptive_field(kernel, dilations, convolutions)
        needed, most = math.ceil(size / 2**20), MOST_REMEMBERED // 2**20
        raise ValueError(
            f"{len(channels)} levels of kernel size {kernel} see {field:,} steps, and to go on step by step they must "
            f"remember {needed:,} MiB a sequence, more than {most}: take fewer levels or smaller dilations."
        )


def equal_width(wanted: int, inputs: int, outputs: int, levels: int, kernel: int, convolutions: int = 2) -> int:
    """The number of channels at which a TCN with a linear readout comes closest to a given number of parameters.

    Args:
        wanted: parameters in all.
        inputs: D.
        outputs: of the readout, which has as many biases.
        levels: blocks, all of one width.
        kernel: k.
        convolutions: in each block.

    Returns:
        H, 1 or more.
    """

    def size(width: int) -> int:
        return parameters(inputs, (width,) * levels, kernel, convolutions) + outputs * (width + 1)

    widths = range(1, max(nearest_width(wanted, size), inputs) + 2)  # all: at H = D there is no 1x1
    return min(widths, key=lambda width: abs(size(width) - wanted))
