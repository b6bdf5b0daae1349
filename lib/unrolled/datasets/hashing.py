"""Hashing: a number for any word, without an index. The same on every machine and in every run.

Python's own ``hash`` of a string is salted: it differs from one run to the next, so nothing that is stored with it can
be read again. Here FNV-1a reads the bytes (Fowler, Noll and Vo; RFC 9923), and MurmurHash3's last step (Appleby, public
domain) mixes the result: without it the lowest bit of FNV-1a is only the parity of the letters' lowest bits, and all
anagrams would fall into the same one of two buckets.

N words, S seeds; each seed is another hash function.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.runtime import UnrolledError

OFFSET, PRIME = 0x811C9DC5, 0x01000193  # of FNV-1a with 32 bits
BITS = 0xFFFFFFFF


class BucketsError(UnrolledError, ValueError):
    """A number of buckets below 1."""


def fnv1a(word: str) -> int:
    """FNV-1a of a word's UTF-8 bytes, from 0 to 2³² - 1.

    >>> hex(fnv1a("a"))
    '0xe40c292c'
    """
    number = OFFSET
    for byte in word.encode():
        number = ((number ^ byte) * PRIME) & BITS
    return number


def mix(numbers: np.ndarray) -> np.ndarray:
    """The last step of MurmurHash3: each of the 32 bits then depends on all of them. Takes and returns uint32."""
    h = np.asarray(numbers, dtype=np.uint64)  # the products need 64 bits
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & BITS
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & BITS
    return (h ^ (h >> 16)).astype(np.uint32)


def hashes(words: Sequence[str], seeds: Sequence[int] = (0,)) -> np.ndarray:
    """``(S, N)`` uint32: the number of each word under each seed."""
    read = np.array([fnv1a(word) for word in words], dtype=np.uint32)
    keys = mix(np.asarray(seeds, dtype=np.uint32))
    return mix(read[None, :] ^ keys[:, None])


def places(numbers: np.ndarray, buckets: int) -> np.ndarray:
    """The bucket of each hash, from 0 to ``buckets - 1``; int64, of the same shape.

    Raises:
        BucketsError: if there is no bucket.
    """
    if buckets < 1:
        raise BucketsError(f"{buckets} buckets are too few: choose 1 or more.")
    return (np.asarray(numbers) % np.uint32(buckets)).astype(np.int64)


def signs(numbers: np.ndarray) -> np.ndarray:
    """+1 or -1 for each hash, int64, from its highest bit, on which the bucket hardly depends."""
    return 1 - 2 * (np.asarray(numbers) >> np.uint32(31)).astype(np.int64)


def bucket(word: str, buckets: int, seed: int = 0) -> int:
    """The bucket of one word.

    Raises:
        BucketsError: if there is no bucket.
    """
    return int(places(hashes([word], [seed]), buckets)[0, 0])


def sign(word: str, seed: int = 0) -> int:
    """+1 or -1 for one word."""
    return int(signs(hashes([word], [seed]))[0, 0])
