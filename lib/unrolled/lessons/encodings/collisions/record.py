"""Words in buckets, and what the dot product of two hashed bags comes to."""

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
        signs: +1 or -1 for each of these.
    """

    bucket: int
    held: int
    words: tuple[str, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True)
class Estimate:
    """A dot product after hashing, by the number of buckets, under many hash functions.

    Attributes:
        mean: ``(K,)``.
        low: ``(K,)`` a tenth of the hash functions is below.
        high: ``(K,)`` a tenth of them is above.
        error: ``(K,)`` the typical error: root of the mean square of what it is off.
    """

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    error: np.ndarray


@dataclass(frozen=True)
class Products:
    """The dot product of two bags of words.

    Attributes:
        true: before hashing.
        functions: how many hash functions were tried.
        plain: where each word adds +1 to its bucket.
        signed: where each word adds its sign to its bucket.
    """

    true: float
    functions: int
    plain: Estimate
    signed: Estimate


@dataclass(frozen=True)
class Collisions:
    """Words in buckets.

    Attributes:
        source: whose words, in a few words.
        words: how many different ones.
        place: of the number of buckets in force among those of the curve.
        seed: which hash function.
        signed: whether words get signs.
        curve: over all numbers of buckets.
        shared: buckets with more than one word, the fullest first; no more than are drawn.
        buckets_shared: how many such buckets there are.
        products: of two sentences, over the same numbers of buckets.
    """

    source: str
    words: int
    place: int
    seed: int
    signed: bool
    curve: Curve
    shared: tuple[Shared, ...]
    buckets_shared: int
    products: Products
