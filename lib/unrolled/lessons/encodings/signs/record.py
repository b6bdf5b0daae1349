"""The dot product of two hashed bags of words, without signs and with them, by the number of buckets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


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
        buckets: ``(K,)`` ascending.
        plain: where each word adds +1 to its bucket.
        signed: where each word adds its sign to its bucket.
        place: of the number of buckets pointed at, from 0 to K - 1.
    """

    true: float
    functions: int
    buckets: np.ndarray
    plain: Estimate
    signed: Estimate
    place: int = 0
