"""A text that the learner writes, character by character, from what a model expects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Choosing:
    """A text so far, what it cost, and what may come next.

    Attributes:
        prompt: the text it goes on from.
        written: N characters, chosen by the learner or drawn.
        drawn: how many of them were drawn.
        nats: ``(N,)`` −ln p of each character, p what the model gave it.
        expected: ``(N,)`` nats that a draw would have cost on average at each place: the entropy there.
        least: ``(N,)`` nats of the likeliest character at each place.
        candidates: the likeliest next characters with their probabilities, likeliest first.
    """

    prompt: str
    written: str
    drawn: int
    nats: np.ndarray
    expected: np.ndarray
    least: np.ndarray
    candidates: tuple[tuple[str, float], ...]
