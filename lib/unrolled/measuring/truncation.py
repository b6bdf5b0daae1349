"""Which characters may be drawn: top-k, top-p and min-p, three rules that cut the tail of a distribution.

Each takes probabilities (after the temperature) and says which characters it keeps. The others get probability 0, and
those kept are divided by their sum, so that they add up to 1 again.
"""

from __future__ import annotations

import numpy as np


def top_k(p: np.ndarray, k: int) -> np.ndarray:
    """Keep the k likeliest characters (Fan et al. 2018, arXiv 1805.04833).

    Args:
        p: ``(..., V)`` probabilities.
        k: how many, 1 or more; among equals the first in the vocabulary is kept.

    Returns:
        ``(..., V)``, True where a character is kept.

    Raises:
        ValueError: if k is below 1.

    Examples:
        >>> top_k(np.array([0.1, 0.6, 0.3]), 2).tolist()
        [False, True, True]
    """
    if k < 1:
        raise ValueError(f"top-k keeps 1 character or more, so k cannot be {k}.")
    return _places(p) < k


def top_p(p: np.ndarray, share: float) -> np.ndarray:
    """Keep the fewest characters, likeliest first, that add up to a share (Holtzman et al. 2020, arXiv 1904.09751).

    Args:
        p: ``(..., V)`` probabilities.
        share: above 0, up to 1; at 1 everything is kept.

    Returns:
        ``(..., V)``, True where a character is kept.

    Raises:
        ValueError: if the share is not above 0 and up to 1.

    Examples:
        >>> top_p(np.array([0.1, 0.6, 0.3]), 0.8).tolist()  # 0.6 alone is too little
        [False, True, True]
    """
    if not 0 < share <= 1:
        raise ValueError(f"The share of top-p is above 0 and up to 1, not {share}.")
    if share == 1:
        return np.ones_like(p, dtype=bool)
    falling = -np.sort(-p, axis=-1)
    before = np.cumsum(falling, axis=-1) - falling  # the sum of the likelier ones
    return np.take_along_axis(before < share - 1e-12, _places(p), axis=-1)


def min_p(p: np.ndarray, share: float) -> np.ndarray:
    """Keep characters with at least a share of the likeliest one's probability (Nguyen et al. 2024, arXiv 2407.01082).

    Args:
        p: ``(..., V)`` probabilities.
        share: from 0 to 1; at 0 everything is kept.

    Returns:
        ``(..., V)``, True where a character is kept.

    Raises:
        ValueError: if the share is not from 0 to 1.

    Examples:
        >>> min_p(np.array([0.1, 0.6, 0.3]), 0.4).tolist()  # at least 0.4 · 0.6 = 0.24
        [False, True, True]
    """
    if not 0 <= share <= 1:
        raise ValueError(f"The share of min-p is from 0 to 1, not {share}.")
    return p >= share * p.max(axis=-1, keepdims=True)


def cut(p: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """The probabilities ``(..., V)`` of what is kept, divided by their sum; 0 elsewhere.

    Examples:
        >>> p = np.array([0.1, 0.6, 0.3])
        >>> cut(p, top_k(p, 2)).round(2).tolist()
        [0.0, 0.67, 0.33]
    """
    left = np.where(kept, p, 0.0)
    return left / left.sum(axis=-1, keepdims=True)


def _places(p: np.ndarray) -> np.ndarray:
    """The rank of each character, 0 for the likeliest; among equals the first in the vocabulary comes first."""
    order = np.argsort(-p, axis=-1, kind="stable")
    return np.argsort(order, axis=-1, kind="stable")
