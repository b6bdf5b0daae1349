"""Bias measured by the arithmetic of analogies, each number beside what chance gives.

The axis from words for men to words for women is that of Bolukbasi and others,
*Man is to Computer Programmer as Woman is to Homemaker?*, NIPS 2016 (arXiv
1607.06520), as a mean of differences of length 1. The association test is that
of Caliskan, Bryson and Narayanan, *Semantics derived automatically from language
corpora contain human-like biases*, Science 356, 2017. Why analogies must not be
read as findings: Nissim, van Noord and van der Goot, *Fair Is Better than
Sensational: Man Is to Doctor as Woman Is to Doctor*, Computational Linguistics
46, 2020.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from unrolled.datasets.word_breaks import listed
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.bias.dataset import LISTS, PAIRS, TESTS, WordTest
from unrolled.lessons.analogies.bias.record import Association, Bias, Spread
from unrolled.measuring.analogies import scores
from unrolled.runtime import UnrolledError

FREQUENT, AXES, PARTITIONS = 5_000, 1_000, 10_000  # words that random pairs come from; random axes; partitions
LEAST, MOST = 3, 48  # words on the axis


class BiasError(UnrolledError, ValueError):
    """Words that cannot be measured."""


def words_of(typed: str) -> tuple[str, ...]:
    """Words as typed, each once.

    Raises:
        BiasError: if there are fewer than three of them, or more than there is room for.
    """
    words = tuple(dict.fromkeys(listed(typed.lower())))
    if len(words) < LEAST:
        raise BiasError(f"A spread needs {LEAST} different words or more: type some, with blanks between.")
    if len(words) > MOST:
        raise BiasError(f"There is room for {MOST} words, and these are {len(words)}: take some out.")
    return words


def known_pairs(vectors: WordVectors) -> np.ndarray:
    """``(P, 2)`` numbers of the pairs of words for men and women that have vectors, he and she first.

    Raises:
        BiasError: if there is none.
    """
    found = [pair for pair in PAIRS if all(word in vectors for word in pair)]
    if not found:
        raise BiasError("These vectors hold none of the pairs that make the axis, such as he and she.")
    return np.array([[vectors.vocabulary.number(word) for word in pair] for pair in found])


def axis(units: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """``(..., D)`` mean of the differences b - a, each of length 1, at length 1.

    Args:
        units: ``(V, D)``.
        pairs: ``(..., P, 2)`` numbers of a and b.
    """

    def unit(x: np.ndarray) -> np.ndarray:
        return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12)

    return unit(unit(units[pairs[..., 1]] - units[pairs[..., 0]]).mean(axis=-2))


def random_pairs(size: int, count: int, axes: int, seed: int) -> np.ndarray:
    """``(axes, count, 2)`` numbers of two different words each, from the most frequent of ``size`` words."""
    generator, among = np.random.default_rng(seed), min(FREQUENT, size)
    first = generator.integers(among, size=(axes, count))
    apart = generator.integers(1, among, size=(axes, count))
    return np.stack([first, (first + apart) % among], axis=-1)


def spread(units: np.ndarray, words: np.ndarray, pairs: np.ndarray, *, seed: int = 0) -> Spread:
    """How far words lie apart on an axis, and how far on axes of chance.

    Args:
        units: ``(V, D)``.
        words: ``(W,)`` numbers.
        pairs: ``(P, 2)`` numbers of the pairs that make the axis.
        seed: of the random pairs.
    """
    real = float((units[words] @ axis(units, pairs)).std())
    drawn = axis(units, random_pairs(len(units), len(pairs), AXES, seed))  # (AXES, D)
    chance = (drawn @ units[words].T).std(axis=1)
    return Spread(real, chance, (1 + int((chance >= real).sum())) / (AXES + 1))


def associate(vectors: WordVectors, test: WordTest, *, seed: int = 0) -> Association | None:
    """An association test: are the first targets nearer to the first attributes than the second targets are?

    For each target w, s(w) is its mean cosine with the first attributes less that with the second. The effect is
    the difference of the targets' means of s over the standard deviation of all s (divided by N - 1). p is
    one-sided, over random partitions of the targets into lists of the same sizes.

    Returns:
        None if a list holds fewer than two words that have vectors.
    """
    lists = [LISTS[name] for name in (*test.targets, *test.attributes)]
    known = [[word for word in words if word in vectors] for words in lists]
    if min(map(len, known)) < 2:
        return None
    x, y, a, b = (np.array([vectors.unit(word) for word in words]) for words in known)
    targets = np.concatenate([x, y])
    s = (targets @ a.T).mean(axis=1) - (targets @ b.T).mean(axis=1)
    apart = s[: len(x)].mean() - s[len(x) :].mean()
    drawn = np.random.default_rng(seed).permuted(np.tile(s, (PARTITIONS, 1)), axis=1)
    by_chance = drawn[:, : len(x)].mean(axis=1) - drawn[:, len(x) :].mean(axis=1)
    p = (1 + int((by_chance >= apart - 1e-9).sum())) / (PARTITIONS + 1)
    return Association(
        test.targets, test.attributes, float(apart / s.std(ddof=1)), p, PARTITIONS,
        _counts(known), _counts(lists), test.published,
    )  # fmt: skip


def _counts(lists: Sequence[Sequence[str]]) -> tuple[int, int, int, int]:
    x, y, a, b = map(len, lists)
    return x, y, a, b


class Measure:
    """Measures one set of vectors; what does not change is computed once.

    Args:
        vectors: V words.
        tests: association tests.
        seed: of the random pairs and partitions.
    """

    def __init__(self, vectors: WordVectors, *, tests: Sequence[WordTest] = TESTS, seed: int = 0):
        self._vectors, self._seed, self._pairs = vectors, seed, known_pairs(vectors)
        found = (associate(vectors, test, seed=seed) for test in tests)
        self._associations = tuple(one for one in found if one is not None)
        self._spread = functools.cache(self._spread_of)
        self._echoes = functools.cache(self._echoes_of)

    def look(self, words: Sequence[str], *, which: str = "pairs", draw: int = 0, word: str = "") -> Bias:
        """Words on an axis.

        Args:
            words: W words.
            which: "pair" for he and she alone, "pairs" for all pairs, "chance" for as many random pairs.
            draw: which of the axes of chance.
            word: the one looked at; the first on the axis if it is not among them.

        Raises:
            UnknownWordError: if a word has no vector; the error names the nearest spellings.
        """
        vectors, units = self._vectors, self._vectors.units
        ids = tuple(sorted(vectors.vocabulary.number(one) for one in words))
        pairs = self._pairs[:1] if which == "pair" else self._pairs
        if which == "chance":
            pairs = random_pairs(len(units), len(pairs), AXES, self._seed)[draw % AXES]
        places = units[list(ids)] @ axis(units, pairs)
        order, spell = np.argsort(places, kind="stable"), vectors.vocabulary.words
        names = tuple(spell[ids[k]] for k in order)
        at = names.index(word) if word in names else 0
        return Bias(
            axis=which, ends=tuple(spell[k] for k in pairs[0]), pairs=len(pairs), words=names, places=places[order],
            spread=self._compared(ids, pairs, which), associations=self._associations, word=at,
            echoes=self._echoes(ids), about=vectors.about, size=len(vectors),
        )  # fmt: skip

    def _compared(self, ids: tuple[int, ...], pairs: np.ndarray, which: str) -> Spread:
        """The spread on an axis; on one of chance, beside the same other axes of chance."""
        found = self._spread(ids, 1 if which == "pair" else len(self._pairs))
        if which != "chance":
            return found
        units = self._vectors.units
        real = float((units[list(ids)] @ axis(units, pairs)).std())
        return replace(found, real=real, p=(1 + int((found.chance >= real).sum())) / (len(found.chance) + 1))

    def _spread_of(self, ids: tuple[int, ...], count: int) -> Spread:
        return spread(self._vectors.units, np.array(ids), self._pairs[:count], seed=self._seed)

    def _echoes_of(self, ids: tuple[int, ...]) -> int:
        """For how many words w the answer to "man is to w as woman is to what" is w, if inputs may be answers."""
        number = self._vectors.vocabulary.number
        asked = np.array([[number("man"), one, number("woman")] for one in ids])
        return int((scores(self._vectors.units, asked).argmax(axis=1) == ids).sum())
