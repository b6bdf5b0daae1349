"""A text under three codings: where each word goes, what the text takes in bytes, what must be kept, what gets lost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.datasets.hashing import hashes, places
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import EmptyCorpusError, WordVocabulary, tokens
from unrolled.lessons.encodings.codings.dataset import index_bytes, place_bytes, stored_bytes
from unrolled.lessons.encodings.codings.record import Coding, Encodings

SHOWN = 9  # words in the picture


def read(text: str) -> list[str]:
    """The words of a text.

    Raises:
        EmptyCorpusError: if there is none.
    """
    words = tokens(text)
    if not words:
        raise EmptyCorpusError("There is no word in your text: type at least one, in any alphabet.")
    return words


class Encoder:
    """A text read once, ready to be coded with any number of buckets.

    Args:
        text: the learner's.
        vectors: for the dense coding; their words are also the index that does not depend on the text.

    Raises:
        EmptyCorpusError: if the text has no word.
    """

    def __init__(self, text: str, vectors: WordVectors):
        self._words, self._vectors = read(text), vectors
        self._different = list(dict.fromkeys(self._words))
        self._own = WordVocabulary.count([text])
        self._hashes = hashes(self._different)[0]
        self._shipped_index = index_bytes(vectors.vocabulary)

    def code(self, buckets: int, *, own: bool, bag: bool) -> Encodings:
        """All three codings.

        Args:
            buckets: of the hashing.
            own: index the words of this text alone, or those of the vectors.
            bag: store one vector, the sum, or one vector a word.

        Returns:
            The record, with the cursors at 0.

        Raises:
            BucketsError: if there is no bucket.
        """
        shown = tuple(self._different[:SHOWN])
        vectors = np.full((len(shown), self._vectors.vectors.shape[1]), np.nan, np.float32)
        for k, word in enumerate(shown):
            if word in self._vectors:
                vectors[k] = self._vectors.unit(word)
        return Encodings(
            shown, len(self._different), len(self._words), bag, own,
            self._one_hot(own, bag), self._hashing(buckets, bag), self._dense(bag), vectors, 0, 0,
        )  # fmt: skip

    def _one_hot(self, own: bool, bag: bool) -> Coding:
        vocabulary = self._own if own else self._vectors.vocabulary
        numbers = np.array([vocabulary.number(word) if word in vocabulary else -1 for word in self._different])
        index = index_bytes(vocabulary) if own else self._shipped_index
        return self._sparse("one-hot", len(vocabulary), numbers, bag, index)

    def _hashing(self, buckets: int, bag: bool) -> Coding:
        return self._sparse("hashing", buckets, places(self._hashes, buckets), bag, 0)

    def _sparse(self, name: str, size: int, numbers: np.ndarray, bag: bool, index: int) -> Coding:
        """A coding with a 1 for each word, at ``numbers`` for each different one."""
        coded = numbers[numbers >= 0]
        rows = self._rows(numbers >= 0, bag)
        _, often = np.unique(coded, return_counts=True)
        filled = len(often) if bag else rows
        zeros = 1 - filled / (rows * size) if rows else np.nan
        return Coding(
            name, size, numbers[:SHOWN], stored_bytes(rows, size), place_bytes(filled, with_values=bag), zeros, index,
            0, int((numbers < 0).sum()), int(often[often > 1].sum()),
        )  # fmt: skip

    def _dense(self, bag: bool) -> Coding:
        vocabulary, table = self._vectors.vocabulary, self._vectors.vectors
        numbers = np.array([vocabulary.number(word) if word in vocabulary else -1 for word in self._different])
        size, rows = table.shape[1], self._rows(numbers >= 0, bag)
        array = table[vocabulary.encode(self._words)]
        if bag:
            array = array.sum(axis=0, keepdims=True)[:rows]
        filled = int(np.count_nonzero(array))
        zeros = 1 - filled / array.size if rows else np.nan
        return Coding(
            "dense", size, numbers[:SHOWN], stored_bytes(rows, size), place_bytes(filled, with_values=True), zeros,
            self._shipped_index, stored_bytes(*table.shape), int((numbers < 0).sum()), 0,
        )  # fmt: skip

    def _rows(self, known: Sequence[bool] | np.ndarray, bag: bool) -> int:
        """Vectors to store: one for a bag that is not empty, else one for each word that can be coded."""
        have = {word for word, there in zip(self._different, known, strict=True) if there}
        if bag:
            return int(bool(have))
        return sum(word in have for word in self._words)
