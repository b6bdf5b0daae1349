"""A convolution over time is a convolution over space with one row: three ways to the same numbers, and a fourth."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch.nn.functional import conv1d, conv2d, pad

from unrolled.lessons.tcn.one_dimension.record import OneDimension
from unrolled.runtime import UnrolledError

LONGEST = 9  # taps


class KernelError(UnrolledError, ValueError):
    """A kernel that cannot be used."""


def read_kernel(typed: str, dilation: int, width: int) -> np.ndarray:
    """Weights as a learner types them, such as "0.25, 0.5, 0.25".

    Raises:
        KernelError: if there are none, too many, one is no number, or the window is longer than the row.
    """
    parts = typed.replace(";", " ").replace(", ", " ").replace(",", " ").split()
    if not parts:
        raise KernelError("A kernel has one weight or more: type numbers, such as 0.25, 0.5, 0.25.")
    weights = []
    for part in parts:
        try:
            weights.append(float(part.replace("−", "-")))
        except ValueError:
            raise KernelError(f"“{part[:20]}” is no number: type weights such as −1, 0, 1.") from None
        if not math.isfinite(weights[-1]) or abs(weights[-1]) > 100:
            raise KernelError(f"“{part[:20]}” is out of range: weights run from −100 to 100.")
    if len(weights) > LONGEST:
        raise KernelError(f"{len(weights)} weights are too many to be shown: take {LONGEST} or fewer.")
    if (len(weights) - 1) * dilation >= width:
        span = (len(weights) - 1) * dilation + 1
        raise KernelError(f"{len(weights)} taps, {dilation} apart, span {span} pixels; the row has {width}.")
    return np.array(weights)


def one_dimension(
    image: np.ndarray, row: int, kernel: np.ndarray, *, dilation: int = 1, causal: bool = True, t: int = 0
) -> OneDimension:
    """The four ways.

    Args:
        image: ``(R, T)``, 0 to 1.
        row: which row is read.
        kernel: ``(k,)``.
        dilation: d.
        causal: zeros on the left only; else on both sides.
        t: the output pointed at, held within the row.
    """
    T, k = image.shape[1], len(kernel)
    reach = (k - 1) * dilation
    left = reach if causal else reach // 2
    x, weights = torch.from_numpy(image.astype(float)), torch.from_numpy(kernel.astype(float))
    padded = pad(x, (left, reach - left))
    outputs = conv1d(padded[row][None, None], weights[None, None], dilation=dilation)[0, 0].numpy()
    filtered = conv2d(padded[None, None], weights[None, None, None], dilation=(1, dilation))[0, 0].numpy()
    places = np.arange(T)[:, None] - left + dilation * np.arange(k)
    matrix = banded(kernel, T, dilation, left)
    looped = np.array([
        sum(kernel[j] * image[row, s] for j, s in enumerate(places[t]) if 0 <= s < T) for t in range(T)
    ])  # fmt: skip
    ways = (matrix @ image[row], looped, filtered[row])
    apart = max(float(np.abs(way - outputs).max()) for way in ways)
    return OneDimension(
        image, row, kernel, dilation, causal, places, outputs, matrix, filtered, apart, min(max(t, 0), T - 1)
    )


def banded(kernel: np.ndarray, size: int, dilation: int, left: int) -> np.ndarray:
    """The matrix ``(T, T)`` of a convolution: row t holds the weights at the places that output t reads."""
    matrix = np.zeros((size, size))
    for t in range(size):
        for j, weight in enumerate(kernel):
            place = t - left + j * dilation
            if 0 <= place < size:
                matrix[t, place] = weight
    return matrix
