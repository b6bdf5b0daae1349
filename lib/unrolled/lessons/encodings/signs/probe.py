"""What signs do to the dot product of two hashed bags of words.

m buckets, S hash functions, K numbers of buckets. Signs are from Weinberger and others, *Feature Hashing for Large
Scale Multitask Learning*, ICML 2009 (arXiv 0902.2206).
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from unrolled.datasets.hashing import hashes, places, signs
from unrolled.datasets.words import tokens
from unrolled.lessons.encodings.collisions.probe import BITS, WordsError
from unrolled.lessons.encodings.signs.record import Estimate, Products

FUNCTIONS = 300  # hash functions
LONGEST = 60  # different words of a sentence: more would make the products slow


class Sentences:
    """Two sentences as bags of words, ready for their dot product under many hash functions.

    Args:
        first: A different words.
        second: B different words.

    Raises:
        WordsError: if one of them has no word, or too many different ones.
    """

    def __init__(self, first: str, second: str):
        bags = [Counter(tokens(line)) for line in (first, second)]
        for bag, which in zip(bags, ("first", "second"), strict=True):
            if not 1 <= len(bag) <= LONGEST:
                what = "has no word" if not bag else f"has {len(bag)} different words"
                raise WordsError(f"The {which} sentence {what}: it may have 1 to {LONGEST} different ones.")
        self.true = float(sum(often * bags[1][word] for word, often in bags[0].items()))
        self._often = [np.array(list(bag.values()), dtype=float) for bag in bags]
        self._hashes = [hashes(list(bag), range(FUNCTIONS)) for bag in bags]

    def product(self, m: int) -> tuple[np.ndarray, np.ndarray]:
        """``(S,)`` twice: the dot product with ``m`` buckets, without signs and with them.

        Each pair of words in one bucket adds to it, alike or not.
        """
        (a, b), (often_a, often_b) = self._hashes, self._often
        meet = places(a, m)[:, :, None] == places(b, m)[:, None, :]  # (S, A, B)
        plain = (meet @ often_b) @ often_a
        sign_a, sign_b = signs(a) * often_a, signs(b) * often_b  # (S, A), (S, B)
        signed = (sign_a * (meet @ sign_b[:, :, None])[:, :, 0]).sum(axis=1)
        return plain, signed

    def products(self, place: int = 0) -> Products:
        """The dot product over all numbers of buckets, with the cursor at ``place``."""
        found = [self.product(int(m)) for m in 2**BITS]
        plain, signed = (np.array(rows) for rows in zip(*found, strict=True))  # (K, S)
        return Products(self.true, FUNCTIONS, 2**BITS, self._estimate(plain), self._estimate(signed), place)

    def _estimate(self, found: np.ndarray) -> Estimate:
        low, high = np.quantile(found, [0.1, 0.9], axis=1)
        return Estimate(found.mean(axis=1), low, high, np.sqrt(np.mean((found - self.true) ** 2, axis=1)))
