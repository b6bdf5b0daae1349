"""A value on its way, and how long it took to learn to carry one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Carry:
    """What the carry of a trained LSTM does between a symbol and the question.

    Attributes:
        symbols: K, the values that may be asked for.
        symbol: the one written at t = 0.
        start: how the biases of the gates began: "torch", "one" or "chrono".
        steps: T, at which the question comes.
        trained: the T of the training.
        tokens: T + 1 characters: symbol, noise, question.
        carry: ``(T + 1, H)`` the carry after each step, units sorted by half-life, the longest first.
        forget: ``(T + 1, H)`` the forget gates, likewise.
        half_life: ``(H,)`` steps until half of a carry is gone, at the mean forget gate over the noise; infinite at 1.
        difference: ``(T + 1,)`` how far apart the carries for this symbol and for another are after the same noise,
            on average, as a share of their mean length: what is left of the value.
        answers: ``(K,)`` probability of each symbol at the end.
        right: share of the K symbols that are answered right after this noise.
        cursor: the step pointed at, 0 to T.
        row: the unit pointed at, 0 to H - 1, in the sorted order.
    """

    symbols: str
    symbol: str
    start: str
    steps: int
    trained: int
    tokens: str
    carry: np.ndarray
    forget: np.ndarray
    half_life: np.ndarray
    difference: np.ndarray
    answers: np.ndarray
    right: float
    cursor: int
    row: int


@dataclass(frozen=True)
class Solving:
    """How long trainings took to learn the recall task.

    Attributes:
        waits: ``(W,)`` the T of the trainings.
        updates: by the start, ``(seeds, W)`` updates until solved; not-a-number where the budget was used up.
        budget: the most updates a training gets.
    """

    waits: np.ndarray
    updates: dict[str, np.ndarray]
    budget: int
