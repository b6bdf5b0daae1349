"""Do similarities of word vectors agree with people? Rank correlation with human judgements."""

from __future__ import annotations

import numpy as np

from unrolled.datasets.judgements import Judgements
from unrolled.datasets.word_vectors import WordVectors
from unrolled.runtime import UnrolledError


class TooFewPairsError(UnrolledError, ValueError):
    """Too few pairs for a correlation."""


def ranks(values: np.ndarray) -> np.ndarray:
    """``(N,)`` the place of each value in ascending order, from 1; equal values share the mean of their places.

    >>> ranks(np.array([3.0, 1.0, 3.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, inverse, often = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(often)
    return ((2 * last - often + 1) / 2)[inverse]


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    """Rank correlation of two rows of N numbers: Pearson's correlation of their ranks.

    Raises:
        TooFewPairsError: if there are fewer than three, or one row is constant.

    Examples:
        >>> round(spearman(np.array([1.0, 2.0, 3.0, 4.0]), np.array([10.0, 30.0, 20.0, 40.0])), 2)
        0.8
    """
    if len(a) < 3 or np.ptp(a) == 0 or np.ptp(b) == 0:
        raise TooFewPairsError("A rank correlation needs three pairs or more that are not all alike: add pairs.")
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def cosines(vectors: WordVectors, pairs: tuple[tuple[str, str], ...]) -> np.ndarray:
    """``(N,)`` the cosine of each pair; nan if one of its words has no vector."""
    found = np.full(len(pairs), np.nan)
    for k, (a, b) in enumerate(pairs):
        if a in vectors and b in vectors:
            found[k] = vectors.unit(a) @ vectors.unit(b)
    return found


def agreement(vectors: WordVectors, judged: Judgements) -> tuple[float, int]:
    """Spearman's correlation of cosines and human judgements, and the number of pairs it is based on.

    Pairs with a word that has no vector are left out, as in gensim.
    """
    found = cosines(vectors, judged.pairs)
    there = ~np.isnan(found)
    return spearman(found[there], judged.scores[there]), int(there.sum())
