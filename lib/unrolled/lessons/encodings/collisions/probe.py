"""Collisions of hashed words: expected and observed, and what signs do to the dot product of two hashed bags.

n words, m buckets, S hash functions. Signs are from Weinberger and others, *Feature Hashing for Large Scale Multitask
Learning*, ICML 2009 (arXiv 0902.2206).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from unrolled.datasets.hashing import hashes, places, signs
from unrolled.datasets.words import tokens
from unrolled.lessons.encodings.collisions.record import Collisions, Curve, Estimate, Products, Shared
from unrolled.runtime import UnrolledError

BITS = np.arange(1, 21)  # 2 to 2^20 buckets
FUNCTIONS = 300  # hash functions for the dot products
LONGEST = 60  # different words of a sentence: more would make the products slow
LISTED, NAMED = 10, 12  # shared buckets that are drawn, and words of each


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
    where, sign = places(numbers, m), signs(numbers)
    filled, held = np.unique(where, return_counts=True)
    order = np.argsort(-held, kind="stable")
    order = order[held[order] > 1]
    listed = []
    for k in order[:most]:
        inside = np.flatnonzero(where == filled[k])
        first = inside[:NAMED]
        listed.append(
            Shared(int(filled[k]), len(inside), tuple(words[i] for i in first), tuple(int(one) for one in sign[first]))
        )
    return tuple(listed), len(order)


class Sentences:
    """Two sentences as bags of words, ready for their dot product under many hash functions.

    Args:
        text: two lines, a sentence each.

    Raises:
        WordsError: if there are not two lines with words, or one has too many different words.
    """

    def __init__(self, text: str):
        bags = [Counter(tokens(line)) for line in text.splitlines() if tokens(line)]
        if len(bags) != 2:
            raise WordsError(
                f"A dot product needs two sentences, one on each line, and there {_are(len(bags), 'line')} with words."
            )
        if max(map(len, bags)) > LONGEST:
            raise WordsError(f"A sentence may have {LONGEST} different words at most: make the longer one shorter.")
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

    def products(self) -> Products:
        """The dot product over all numbers of buckets."""
        found = [self.product(int(m)) for m in 2**BITS]
        plain, signed = (np.array(rows) for rows in zip(*found, strict=True))  # (K, S)
        return Products(self.true, FUNCTIONS, self._estimate(plain), self._estimate(signed))

    def _estimate(self, found: np.ndarray) -> Estimate:
        low, high = np.quantile(found, [0.1, 0.9], axis=1)
        return Estimate(found.mean(axis=1), low, high, np.sqrt(np.mean((found - self.true) ** 2, axis=1)))


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

    def at(self, bits: int, products: Products, *, signed: bool) -> Collisions:
        """The record for 2 to the power of ``bits`` buckets, 1 to 20."""
        m = 2**bits
        listed, count = shared(self._words, self._hashes, m)
        return Collisions(
            self._source, len(self._words), int(bits - BITS[0]), self._seed, signed, self._curve, listed, count,
            products,
        )  # fmt: skip


def _are(number: int, thing: str) -> str:
    return f"is {number} {thing}" if number == 1 else f"are {number} {thing}s"
