"""A training under way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LiveTraining:
    """A training under way.

    Attributes:
        seconds: ``(N,)`` wall time of each point.
        train: ``(N,)`` nats a character, mean since the point before.
        validation: ``(N,)`` nats a character on held-out text.
        budget: seconds in all.
        baselines: nats a character of counting models on the same held-out text, by name.
        expected: ``(M, 3)`` seconds, lowest and highest loss of measured runs, or none.
        sample: what the network writes now.
        note: what is under way, in a sentence.
        cell: "rnn", "gru" or "lstm".
    """

    seconds: np.ndarray
    train: np.ndarray
    validation: np.ndarray
    budget: float
    baselines: dict[str, float]
    expected: np.ndarray
    sample: str
    note: str
    cell: str = "lstm"
