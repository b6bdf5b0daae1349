"""Pretrained word vectors: GloVe on six billion words, and our own on 8.6 million.

Each file of ``data/`` holds whole numbers from -127 to 127 with one scale for
each word, a quarter of the space of float32; ``tools/build_glove.py`` and
``unrolled.training.own_vectors`` rebuild them.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.datasets.paths import committed_bytes
from unrolled.datasets.words import WordVocabulary

GLOVE, GLOVE_SHA256 = "glove_20k.npz", "42b0d65fcc437c66de08e4e58997fb795b16976b4300bf79e72ca89f6543d9f2"
OURS, OURS_SHA256 = "ours_30k.npz", "ebd0e02c802debb4d9089f9e80c30c82accd51b4e730366e2795b03e07090dd1"


@dataclass(frozen=True)
class WordVectors:
    """Words as points.

    Attributes:
        vocabulary: V words, the most frequent first.
        vectors: ``(V, D)`` float32, as they were trained.
        units: ``(V, D)`` the same at length 1: what cosines and analogies are computed with.
        about: where they come from, in a few words, such as "GloVe, 100 dimensions, 6 billion words".
    """

    vocabulary: WordVocabulary
    vectors: np.ndarray
    units: np.ndarray
    about: str

    @classmethod
    def of(cls, words: Sequence[str] | WordVocabulary, vectors: np.ndarray, about: str) -> WordVectors:
        """From words and their ``(V, D)`` vectors.

        Raises:
            ValueError: if there is not one vector for each word.
        """
        vocabulary = words if isinstance(words, WordVocabulary) else WordVocabulary(words)
        if len(vectors) != len(vocabulary):
            raise ValueError(f"{len(vocabulary)} words need as many vectors, and there are {len(vectors)}.")
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return cls(vocabulary, vectors, vectors / np.maximum(lengths, 1e-12), about)

    def __len__(self) -> int:
        return len(self.vocabulary)

    def __contains__(self, word: str) -> bool:
        return word in self.vocabulary

    def unit(self, word: str) -> np.ndarray:
        """``(D,)`` the direction of a word.

        Raises:
            UnknownWordError: if the word is unknown; the error names the nearest spellings.
        """
        return self.units[self.vocabulary.number(word)]

    def first(self, count: int) -> WordVectors:
        """The ``count`` most frequent words alone."""
        few = WordVocabulary(self.vocabulary.words[:count], self.vocabulary.counts[:count])
        return WordVectors(few, self.vectors[:count], self.units[:count], self.about)


def pack(vectors: WordVectors) -> bytes:
    """Word vectors as a file: for each word 8-bit numbers and a scale, so that the largest of them is 127."""
    scales = np.abs(vectors.vectors).max(axis=1) / 127
    small = np.rint(vectors.vectors / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        words=np.frombuffer("\n".join(vectors.vocabulary.words).encode(), dtype=np.uint8),
        counts=vectors.vocabulary.counts,
        vectors=small,
        scales=scales.astype(np.float32),
        about=np.frombuffer(vectors.about.encode(), dtype=np.uint8),
    )
    return packed.getvalue()


def unpack(packed: bytes) -> WordVectors:
    """The inverse of :func:`pack`, up to the rounding."""
    with np.load(io.BytesIO(packed)) as held:
        words = held["words"].tobytes().decode().split("\n")
        vectors = held["vectors"].astype(np.float32) * held["scales"][:, None]
        return WordVectors.of(WordVocabulary(words, held["counts"]), vectors, held["about"].tobytes().decode())


@functools.cache
def glove() -> WordVectors:
    """GloVe trained on Wikipedia and Gigaword, 100 dimensions: the 20,000 most frequent words and those of benchmarks.

    Pennington, Socher and Manning, *GloVe: Global Vectors for Word Representation*, EMNLP 2014.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_bytes(GLOVE, GLOVE_SHA256, "GloVe vectors"))


@functools.cache
def ours() -> WordVectors:
    """Skip-gram vectors trained here on 8.6 million words: the English corpus and two dictionaries.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_bytes(OURS, OURS_SHA256, "word vectors trained here"))
