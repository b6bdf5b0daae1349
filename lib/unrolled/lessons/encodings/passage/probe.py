"""Any text under the shipped classifiers.

C genres.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.genres.dataset import (
    Coded,
    Passages,
    dense_bags,
    hashed_bags,
    one_hot_bags,
    principal,
    split_by_text,
    typed_bag,
)
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifier, GenreClassifiers
from unrolled.lessons.encodings.passage.record import Guess, Passage

TOLD = 6  # words that speak most for a genre


class Readers:
    """The shipped classifiers, ready for any text.

    Args:
        classifiers: one for each coding.
        vectors: of the dense coding.
    """

    def __init__(self, classifiers: GenreClassifiers, vectors: WordVectors):
        self.genres = classifiers.genres
        self._by_coding, self._vectors = classifiers.by_coding, vectors
        self._table = principal(vectors, vectors.vectors.shape[1])

    def read(self, text: str, truth: int = -1, shown: int = 0) -> Passage:
        """What all of them say.

        Raises:
            NoPassageError: if the text has no word.
        """
        bag = typed_bag(text)
        guesses = (self._guess(coding, one, bag) for coding, one in self._by_coding.items())
        return Passage(self.genres, len(bag), tuple(guesses), truth, shown)

    def coded(self, coding: str, bags: list[Mapping[str, int]]) -> np.ndarray:
        """``(P, F)`` bags as this coding's classifier takes them."""
        one = self._by_coding[coding]
        if one.words:
            return one_hot_bags(bags, one.words).dense()
        if coding == "dense":
            return dense_bags(bags, self._vectors, self._table)
        return _hashed(coding, bags, len(one.weights)).dense()

    def _guess(self, coding: str, one: GenreClassifier, bag: Mapping[str, int]) -> Guess:
        scores = self.coded(coding, [bag])[0] @ one.weights + one.bias  # (C,)
        chances = np.exp(scores - scores.max())
        known = [word for word in bag if self._knows(coding, one, word)]
        alone = self._alone(coding, one, bag, known)  # (words, C)
        # The passage's vector was brought to length 1: so are the shares, which then add up to the scores.
        length = np.linalg.norm(alone.sum(axis=0)) / max(np.linalg.norm(scores - one.bias), 1e-12)
        alone = alone / max(length, 1e-12)
        # How much more a word says for the likeliest genre than for the mean of all.
        speaks = alone[:, scores.argmax()] - alone.mean(axis=1)
        order = np.argsort(-speaks, kind="stable")[:TOLD]
        telling = tuple((known[k], float(speaks[k])) for k in order if speaks[k] > 0)
        return Guess(coding, chances / chances.sum(), len(known), telling)

    def _knows(self, coding: str, one: GenreClassifier, word: str) -> bool:
        if one.words:
            return word in one.words
        return word in self._vectors if coding == "dense" else True

    def _alone(self, coding: str, one: GenreClassifier, bag: Mapping[str, int], known: list[str]) -> np.ndarray:
        """``(words, C)`` each word's share of the scores, before the passage's vector is brought to length 1."""
        if not known:
            return np.zeros((0, len(one.bias)))
        how_often = np.log1p([bag[word] for word in known])[:, None]
        if one.words:
            return how_often * one.weights[one.words.encode(known)]
        if coding == "dense":
            return how_often * (self._table[self._vectors.vocabulary.encode(known)] @ one.weights)
        each = _hashed(coding, [{word: 1} for word in known], len(one.weights))  # one place in each row: ±1
        return how_often * each.values[:, None] * one.weights[each.columns]


def _hashed(coding: str, bags: list[Mapping[str, int]], buckets: int) -> Coded:
    return hashed_bags(bags, buckets, signed=coding == "signed")


def held_out(found: Passages, seed: int) -> list[tuple[str, int]]:
    """Passages that the shipped classifiers never read, in an order by chance: text and the number of the genre."""
    numbers = split_by_text(found, seed)["test"]
    np.random.default_rng(seed).shuffle(numbers)
    return [(" ".join(found.lines[k]), int(found.labels[k])) for k in numbers]
