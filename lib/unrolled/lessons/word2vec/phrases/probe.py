"""Phrases: which pairs of words are joined at a threshold, in the corpus and in a sentence of one's own."""

from __future__ import annotations

import functools
from itertools import pairwise

import numpy as np

from unrolled.datasets.word_breaks import as_typed
from unrolled.lessons.word2vec.phrases.dataset import Bigrams, every_second
from unrolled.lessons.word2vec.phrases.record import Gap, Pair, Phrases
from unrolled.runtime import UnrolledError

PAGE = 6  # rows of the list
LONGEST = 240  # characters of a sentence
GRID = np.geomspace(2.0, 50_000.0, 60)


class SentenceError(UnrolledError, ValueError):
    """A sentence that nothing can be joined in."""


def split(sentence: str) -> tuple[str, ...]:
    """The words of a sentence, as they are typed.

    Raises:
        SentenceError: if there are fewer than two, or it is too long.
    """
    words = tuple(as_typed(sentence))
    if len(sentence) > LONGEST:
        raise SentenceError(f"The sentence has {len(sentence):,} characters: take one of up to {LONGEST}.")
    if len(words) < 2:
        raise SentenceError("A phrase needs two words side by side: type a sentence.")
    return words


class Scored:
    """A table of pairs with the scores of one discount, best first.

    Args:
        table: of pairs.
        discount: δ.
    """

    def __init__(self, table: Bigrams, discount: float):
        self.table, self.discount, self.scores = table, discount, table.scores(discount)
        self.order = np.argsort(-self.scores, kind="stable")
        self._falling = -self.scores[self.order]
        self._places = np.empty(len(table), int)
        self._places[self.order] = np.arange(1, len(table) + 1)
        joined = 2 * np.cumsum(table.together[self.order]) / table.vocabulary.counts.sum()
        self._shares = np.concatenate([[0.0], joined])

    def above(self, threshold: float | np.ndarray) -> np.ndarray:
        """How many pairs score more."""
        return np.searchsorted(self._falling, -np.asarray(threshold))

    def share(self, threshold: float | np.ndarray) -> np.ndarray:
        """The share of all words that are in a pair that scores more, words in two such pairs counted twice."""
        return self._shares[self.above(threshold)]

    def listed(self, threshold: float, word: str = "") -> np.ndarray:
        """The pairs of the list, best first: those that are joined, or all with one word.

        Raises:
            UnknownWordError: if the word is not in the vocabulary.
        """
        if not word:
            return self.order[: int(self.above(threshold))]
        number = self.table.vocabulary.number(word)
        first, second = self.table.first[self.order], self.table.second[self.order]
        return self.order[(first == number) | (second == number)]

    def pair(self, k: int, threshold: float) -> Pair:
        """A row of the list."""
        table, counts = self.table, self.table.vocabulary.counts
        a, b, together = int(table.first[k]), int(table.second[k]), int(table.together[k])
        alone = int(counts[a]), int(counts[b])
        return Pair(
            table.vocabulary.words[a], table.vocabulary.words[b], together, alone,
            alone[0] * alone[1] / int(counts.sum()), float(self.scores[k]), int(self._places[k]),
            1 + int((counts > together).sum()), bool(self.scores[k] > threshold),
        )  # fmt: skip

    def gaps(self, words: tuple[str, ...], threshold: float) -> tuple[Gap, ...]:
        """What happens between each two words of a sentence in one pass from left to right."""
        vocabulary = self.table.vocabulary
        ids = [vocabulary.number(word.lower()) if word.lower() in vocabulary else -1 for word in words]
        places = [self.table.places.get(pair) for pair in pairwise(ids)]
        scores = np.array([np.nan if k is None else self.scores[k] for k in places])
        above = scores > threshold  # False where there is no score
        joined = every_second(above)
        return tuple(Gap(float(s), bool(a), bool(j)) for s, a, j in zip(scores, above, joined, strict=True))


def phrases(scored: Scored, threshold: float, sentence: tuple[str, ...], *, word: str = "", index: int = 0) -> Phrases:
    """Everything at one threshold.

    Args:
        scored: pairs with their scores.
        threshold: above it a pair is joined.
        sentence: from :func:`split`.
        word: to look for.
        index: place in the list of the pair pointed at, as far as the list goes.

    Raises:
        UnknownWordError: if the word to look for is not in the vocabulary.
    """
    listed = scored.listed(threshold, word)
    index = max(0, min(index, len(listed) - 1))
    first = index - index % PAGE
    return Phrases(
        threshold, scored.discount, word, tuple(scored.pair(int(k), threshold) for k in listed[first : first + PAGE]),
        first, len(listed), index, GRID, scored.above(GRID), scored.share(GRID), int(scored.above(threshold)),
        float(scored.share(threshold)), int(scored.table.vocabulary.counts.sum()), sentence,
        scored.gaps(sentence, threshold),
    )  # fmt: skip


@functools.lru_cache(maxsize=8)
def scored(table: Bigrams, discount: float) -> Scored:
    """The scores of a table, kept for some discounts."""
    return Scored(table, discount)
