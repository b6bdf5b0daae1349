"""Collisions of hashed words: expected and observed.

n words, m buckets.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.datasets.hashing import hashes, places
from unrolled.datasets.words import tokens
from unrolled.lessons.encodings.collisions.record import Collisions, Curve, Shared
from unrolled.runtime import UnrolledError

BITS = np.arange(1, 21)  # 2 to 2^20 buckets
LISTED, NAMED = 8, 12  # shared buckets that are drawn, and words of each


class WordsError(UnrolledError, ValueError):
    """Words that cannot be put into buckets."""


def expected_filled(n: int, m: np.ndarray | float) -> np.ndarray:
    """Buckets that hold a word, on average: m (1 - (1 - 1/m)ⁿ). A bucket stays empty if all n words miss it."""
    return m * (1 - (1 - 1 / np.asarray(m, dtype=float)) ** n)


def expected_sharing(n: int, m: np.ndarray | float) -> np.ndarray:
    """Words that share a bucket, on average: n (1 - (1 - 1/m)ⁿ⁻¹). A word is alone if all the others miss it."""
    return n * (1 - (1 - 1 / np.asarray(m, dtype=float)) ** (n - 1))


def curve(numbers: np.ndarray) -> Curve:
    """Over 2 to 2^20 buckets, for the ``(n,)`` hashes of n different words."""
    buckets, n = 2**BITS, len(numbers)
    observed, filled = [], []
    for m in buckets:
        _, held = np.unique(places(numbers, int(m)), return_counts=True)
        observed.append(held[held > 1].sum())
        filled.append(len(held))
    return Curve(
        buckets, expected_sharing(n, buckets), np.array(observed), expected_filled(n, buckets), np.array(filled)
    )


def shared(words: Sequence[str], numbers: np.ndarray, m: int, most: int = LISTED) -> tuple[tuple[Shared, ...], int]:
    """Buckets with more than one word, the fullest first, and how many of them there are."""
    where = places(numbers, m)
    filled, held = np.unique(where, return_counts=True)
    order = np.argsort(-held, kind="stable")
    order = order[held[order] > 1]
    listed = []
    for k in order[:most]:
        inside = np.flatnonzero(where == filled[k])
        first = inside[:NAMED]
        listed.append(Shared(int(filled[k]), len(inside), tuple(words[i] for i in first)))
    return tuple(listed), len(order)


def different(text: str) -> list[str]:
    """The different words of a text, in order.

    Raises:
        WordsError: if there is none.
    """
    words = list(dict.fromkeys(tokens(text)))
    if not words:
        raise WordsError("There is no word in your text: type at least one, in any alphabet.")
    return words


class Words:
    """Different words, hashed once.

    Args:
        words: n of them.
        source: whose they are, in a few words.
        seed: which hash function.
    """

    def __init__(self, words: Sequence[str], source: str, seed: int = 0):
        self._words, self._source, self._seed = words, source, seed
        self._hashes = hashes(words, [seed])[0]
        self._curve = curve(self._hashes)

    def at(self, bits: int) -> Collisions:
        """The record for 2 to the power of ``bits`` buckets, 1 to 20."""
        listed, number = shared(self._words, self._hashes, 2**bits)
        return Collisions(self._source, len(self._words), int(bits - BITS[0]), self._seed, self._curve, listed, number)
