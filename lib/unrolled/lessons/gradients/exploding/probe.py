"""Exploding gradients: the loss of a network of one unit after T steps, and gradient descent on it.

    h_t = tanh(w h_{t-1} + b),   L = (h_T - target)^2

The two-parameter slice of Pascanu, Mikolov and Bengio, "On the difficulty of
training recurrent neural networks" (arXiv 1211.5063, section 2.3 and figure 6),
with tanh in place of their sigmoid, as everywhere in this course. Clipping is
their algorithm 1: a gradient with a norm above a threshold is shortened to it.
"""

from __future__ import annotations

import functools
from math import hypot, tanh

import numpy as np

from unrolled.lessons.gradients.exploding.record import Cliff, Descent

START, TARGET = 0.5, 0.7
WEIGHTS = np.linspace(0.0, 3.0, 31)
BIASES = np.linspace(-1.4, 0.6, 21)
FINE = 6  # cells of the surface for each place where a descent can begin, each way
UPDATES = 60
SHARPEST = 1e12  # a gradient beyond it is told as this


def gradient(w: float, b: float, steps: int) -> tuple[float, float, float]:
    """Loss and its two derivatives, carried forward along the sequence beside the state.

    Real-time recurrent learning (Williams and Zipser 1989): exact, like backpropagation, and for a single unit
    faster than any tape. A test holds it equal to autograd.

    Returns:
        L, dL/dw, dL/db.
    """
    h, h_w, h_b = START, 0.0, 0.0
    for _ in range(steps):
        new = tanh(w * h + b)
        slope = 1.0 - new * new
        h_w, h_b = slope * (h + w * h_w), slope * (1.0 + w * h_b)
        h = new
    error = h - TARGET
    return error * error, 2 * error * h_w, 2 * error * h_b


def descend(w: float, b: float, steps: int, rate: float, threshold: float = float("inf")) -> Descent:
    """Gradient descent from a place, ``UPDATES`` steps of it, each gradient clipped to a norm.

    Args:
        w: the weight it begins with.
        b: the bias it begins with.
        steps: T.
        rate: the learning rate.
        threshold: largest norm of a gradient; infinite for none.
    """
    places = []
    for _ in range(UPDATES + 1):
        loss, to_w, to_b = gradient(w, b, steps)
        norm = hypot(to_w, to_b)
        places.append((w, b, loss, min(norm, SHARPEST)))
        scale = rate * min(1.0, threshold / norm) if norm > 0 else 0.0
        w, b = w - scale * to_w, b - scale * to_b
    return Descent(*np.array(places).T)


@functools.cache
def surface(steps: int) -> np.ndarray:
    """The loss ``(V, W)`` on the fine grid: ``FINE`` cells for each step of ``BIASES`` and ``WEIGHTS``."""
    w, b = (_fine(values) for values in (WEIGHTS, BIASES))
    h = np.full((len(b), len(w)), START)
    for _ in range(steps):
        h = np.tanh(w * h + b[:, None])
    return (h - TARGET) ** 2


def _fine(values: np.ndarray) -> np.ndarray:
    """Centres of the cells."""
    step = (values[1] - values[0]) / FINE
    return values[0] - 0.5 * step * (FINE - 1) + step * np.arange(FINE * len(values))


def cliff(steps: int, column: int, row: int, rate: float, threshold: float) -> Cliff:
    """Surface and both descents.

    Args:
        steps: T, 1 or more.
        column: where both begin, as a place in ``WEIGHTS``; held inside.
        row: likewise in ``BIASES``.
        rate: learning rate.
        threshold: for the clipped one.
    """
    column = min(max(column, 0), len(WEIGHTS) - 1)
    row = min(max(row, 0), len(BIASES) - 1)
    w, b = float(WEIGHTS[column]), float(BIASES[row])
    return Cliff(
        steps, START, TARGET, _fine(WEIGHTS), _fine(BIASES), surface(steps), FINE,
        column, row, (w, b), rate, threshold,
        descend(w, b, steps, rate), descend(w, b, steps, rate, threshold),
    )  # fmt: skip


def nearest(w: float, b: float) -> tuple[int, int]:
    """The column and row of the place nearest to a weight and a bias."""
    return int(np.abs(WEIGHTS - w).argmin()), int(np.abs(BIASES - b).argmin())
