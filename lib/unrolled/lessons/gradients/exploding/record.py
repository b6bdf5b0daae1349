"""A cliff in the loss of a recurrent network, and two descents that meet it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Descent:
    """Gradient descent with a fixed rate, step by step.

    Attributes:
        w, b: ``(K + 1,)`` the weight and the bias before each step, and after the last.
        loss: ``(K + 1,)`` the loss there.
        norm: ``(K + 1,)`` norm of the gradient (dL/dw, dL/db) there, before any clipping.
    """

    w: np.ndarray
    b: np.ndarray
    loss: np.ndarray
    norm: np.ndarray


@dataclass(frozen=True)
class Cliff:
    """The loss over weight and bias of a network of one unit, and two descents from the same place.

    Attributes:
        steps: T, how often the unit is applied.
        start, target: the state it begins with, and the one it should have after T steps.
        weights: ``(W,)`` the values of w of the surface, at its cells' centres.
        biases: ``(V,)`` the values of b.
        surface: ``(V, W)`` the loss.
        fine: cells of the surface for each place where a descent can begin, each way.
        column, row: where the descents begin: columns from the left, rows from the bottom.
        weights_at_start: w and b there.
        rate: learning rate.
        threshold: the clipped descent's largest norm.
        plain, clipped: the two descents.
    """

    steps: int
    start: float
    target: float
    weights: np.ndarray
    biases: np.ndarray
    surface: np.ndarray
    fine: int
    column: int
    row: int
    weights_at_start: tuple[float, float]
    rate: float
    threshold: float
    plain: Descent
    clipped: Descent
