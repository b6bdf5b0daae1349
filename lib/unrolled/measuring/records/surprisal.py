"""What a model expected along a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Surprisal:
    """What a model expected at every character of a text.

    Attributes:
        text: T characters.
        bits: ``(T,)``, - log2 of the probability each one had; 0 for the first, which has nothing before it.
        ranks: ``(T,)``, how many characters were likelier, plus 1; 0 for the first.
        entropy: ``(T,)`` bits, the entropy of the prediction for each; 0 for the first.
        candidates: for each place the likeliest characters with their probabilities, likeliest first.
        cursor: the place pointed at, from 0 to T - 1.
    """

    text: str
    bits: np.ndarray
    ranks: np.ndarray
    entropy: np.ndarray
    candidates: tuple[tuple[tuple[str, float], ...], ...]
    cursor: int
