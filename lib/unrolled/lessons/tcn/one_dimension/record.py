"""One kernel on a row of an image, as a convolution, a matrix and a loop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class OneDimension:
    """A row and what a kernel makes of it.

    Attributes:
        image: ``(R, T)``, 0 to 1.
        row: which of its rows is read.
        kernel: ``(k,)`` weights, the last tap for the latest pixel.
        dilation: d.
        causal: whether zeros stand on the left only.
        places: ``(T, k)`` int, which pixel of the row each output's taps read; -1 or T and above for a zero outside.
        outputs: ``(T,)`` by ``conv1d``.
        matrix: ``(T, T)``; times the row it gives the same.
        filtered: ``(R, T)`` the whole image by ``conv2d`` with a kernel one row high.
        apart: largest difference between convolution, matrix, loop and the image's row.
        t: the output pointed at.
    """

    image: np.ndarray
    row: int
    kernel: np.ndarray
    dilation: int
    causal: bool
    places: np.ndarray
    outputs: np.ndarray
    matrix: np.ndarray
    filtered: np.ndarray
    apart: float
    t: int
