"""Words in buckets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Curve:
    """How many words share a bucket, by the number of buckets.

    Attributes:
        buckets: ``(K,)`` ascending.
        expected: ``(K,)`` words that share a bucket with another, for a hash that throws words like dice.
        observed: ``(K,)`` the same under the hash at hand.
        filled: ``(K,)`` buckets that hold a word, as expected.
        filled_here: ``(K,)`` the same under the hash at hand.
    """

    buckets: np.ndarray
    expected: np.ndarray
    observed: np.ndarray
    filled: np.ndarray
    filled_here: np.ndarray


@dataclass(frozen=True)
class Shared:
    """A bucket with more than one word.

    Attributes:
        bucket: its number.
        held: how many words are in it.
        words: the first of them, in the order of the list.
    """

    bucket: int
    held: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Collisions:
    """Words in buckets.

    Attributes:
        source: whose words, in a few words.
        words: how many different ones.
        place: of the number of buckets in force among those of the curve.
        seed: which hash function.
        curve: over all numbers of buckets.
        shared: buckets with more than one word, the fullest first; no more than are drawn.
        buckets_shared: how many such buckets there are.
    """

    source: str
    words: int
    place: int
    seed: int
    curve: Curve
    shared: tuple[Shared, ...]
    buckets_shared: int
