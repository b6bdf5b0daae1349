"""Words as vectors: one-hot by an index, hashed into buckets, dense from a table; and what each takes in bytes.

T words, V words in the index, M buckets, D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.datasets.hashing import hashes, places
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary

FLOAT, PLACE = 4, 4  # bytes of a float32 and of a place as int32


def rows_of(numbers: np.ndarray, size: int) -> np.ndarray:
    """``(T, size)`` float32: in each row a single 1, at the place that ``numbers`` tells."""
    rows = np.zeros((len(numbers), size), dtype=np.float32)
    rows[np.arange(len(numbers)), numbers] = 1
    return rows


def one_hot(words: Sequence[str], vocabulary: WordVocabulary) -> np.ndarray:
    """``(T, V)`` float32 by an index that must exist before; words that are not in it are left out."""
    return rows_of(vocabulary.encode(words), len(vocabulary))


def hashed(words: Sequence[str], buckets: int, seed: int = 0) -> np.ndarray:
    """``(T, M)`` float32 without an index: the hash of a word is its place.

    Raises:
        BucketsError: if there is no bucket.
    """
    return rows_of(places(hashes(words, [seed])[0], buckets), buckets)


def dense(words: Sequence[str], vectors: WordVectors) -> np.ndarray:
    """``(T, D)`` float32 from a table of trained vectors; words that have none are left out."""
    return vectors.vectors[vectors.vocabulary.encode(words)]


def stored_bytes(rows: int, size: int) -> int:
    """Bytes of a float32 array of rows."""
    return rows * size * FLOAT


def place_bytes(places: int, *, with_values: bool) -> int:
    """Bytes of a sparse form: the places of what is not zero and, unless all of it is 1, the values."""
    return places * (PLACE + FLOAT * with_values)


def index_bytes(vocabulary: WordVocabulary) -> int:
    """Bytes of an index as the plainest file: a word a line in UTF-8, its line is its number."""
    return len("".join(f"{word}\n" for word in vocabulary.words).encode())
