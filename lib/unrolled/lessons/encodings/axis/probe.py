"""Meaningful dimensions: words along an axis between two words, against raw dimensions and axes between random words.

V words, D dimensions, N words in the list, K directions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import tokens
from unrolled.lessons.encodings.axis.record import AxisView, Line
from unrolled.runtime import UnrolledError

BINS = 60
DRAWN = 1000  # axes between two random words
MOST = 14  # words in a list: more would not fit


class AxisError(UnrolledError, ValueError):
    """Words that make no axis, or no list."""


@dataclass(frozen=True)
class Listed:
    """A list in the order expected: words in groups, 0 before 1."""

    words: tuple[str, ...]
    groups: np.ndarray


def ends_of(text: str) -> tuple[str, str]:
    """The two words of an axis.

    Raises:
        AxisError: if there are not two different ones.
    """
    words = tokens(text)
    if len(words) != 2:
        raise AxisError(f"An axis needs two words, such as “cat dog”, and here {_are(len(words))}.")
    if words[0] == words[1]:
        raise AxisError(f"“{words[0]}” twice gives no direction: an axis needs two different words.")
    return words[0], words[1]


def listed(text: str) -> Listed:
    """A list as the learner wrote it: ``ant bee < dog``.

    Raises:
        AxisError: if there is no word, too many, or one of them stands in two groups.
    """
    found: dict[str, int] = {}
    groups = [group for group in (tokens(part) for part in text.split("<")) if group]
    for number, group in enumerate(groups):
        for word in group:
            if found.setdefault(word, number) != number:
                raise AxisError(f"“{word}” stands on both sides of a <: leave it on one of them.")
    if not 1 <= len(found) <= MOST:
        raise AxisError(f"The list may have 1 to {MOST} different words, and here {_are(len(found))}.")
    return Listed(tuple(found), np.array(list(found.values())))


def direction(start: np.ndarray, stop: np.ndarray) -> np.ndarray:
    """From one unit vector to another, at length 1: (u(b) - u(a)) / |u(b) - u(a)|.

    Raises:
        AxisError: if both point the same way.
    """
    between = stop - start
    length = float(np.linalg.norm(between))
    if length < 1e-6:
        raise AxisError("These two words have the same vector, which gives no direction: choose another word.")
    return between / length


def in_order(positions: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, int]:
    """``(K,)`` pairs of different groups in the order expected along K directions, and how many pairs there are.

    Args:
        positions: ``(K, N)`` of each word along each direction; a tie counts one half.
        groups: ``(N,)``.
    """
    before, after = np.nonzero(groups[:, None] < groups[None, :])
    apart = positions[:, after] - positions[:, before]
    return (apart > 0).sum(axis=1) + 0.5 * (apart == 0).sum(axis=1), len(before)


def random_rotation(size: int, seed: int = 0) -> np.ndarray:
    """``(D, D)`` orthogonal, all of them equally likely (Mezzadri, arXiv math-ph/0609050).

    It keeps each length and cosine.
    """
    q, r = np.linalg.qr(np.random.default_rng(seed).normal(size=(size, size)))
    return q * np.sign(np.diag(r))


class Axes:
    """Word vectors, as they were trained and turned, ready for any axis.

    Args:
        vectors: V words.
        seed: of the rotation and the random axes.
    """

    def __init__(self, vectors: WordVectors, seed: int = 0):
        self._vectors, dimensions = vectors, vectors.units.shape[1]
        turned = vectors.units @ random_rotation(dimensions, seed).astype(np.float32)
        self._units = {False: vectors.units, True: turned}
        pairs = np.random.default_rng(seed).integers(0, len(vectors), (DRAWN, 2))
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
        between = vectors.units[pairs[:, 1]] - vectors.units[pairs[:, 0]]
        self._random = between / np.maximum(np.linalg.norm(between, axis=1, keepdims=True), 1e-12)
        self._limit = {turn: _round_up(float(np.abs(units).max())) for turn, units in self._units.items()}

    def measure(self, ends: tuple[str, str], words: Listed, dimension: int, *, rotated: bool) -> AxisView:
        """The list along the axis, and along a raw dimension.

        Args:
            ends: the words it goes from and to.
            words: the list.
            dimension: from 1 to D.
            rotated: turn all vectors first.

        Raises:
            UnknownWordError: if a word has no vector; the error names the nearest spellings.
            AxisError: if both ends have the same vector.
        """
        vocabulary, units = self._vectors.vocabulary, self._units[rotated]
        start, stop = (vocabulary.number(word) for word in ends)
        numbers = np.array([vocabulary.number(word) for word in words.words])
        along = {turn: here @ direction(here[start], here[stop]) for turn, here in self._units.items()}
        axis = along[rotated]
        right, pairs = in_order(axis[None, numbers], words.groups)
        by_chance, _ = in_order(self._random @ self._units[False][numbers].T, words.groups)
        each, _ = in_order(units[numbers].T, words.groups)
        raw = units[:, dimension - 1]
        return AxisView(
            ends,
            float(units[start] @ units[stop]),
            words.words,
            words.groups,
            len(vocabulary),
            pairs,
            _line(axis, numbers, _round_up(float(np.abs(axis).max())), float(right[0])),
            int((by_chance < right[0]).sum()),
            len(self._random),
            dimension,
            _line(raw, numbers, self._limit[rotated], float(each[dimension - 1])),
            rotated,
            float(np.abs(along[True] - along[False])[numbers].max()) if rotated else 0.0,
            np.maximum(each, pairs - each) / max(pairs, 1),
        )


def _line(positions: np.ndarray, numbers: np.ndarray, limit: float, right: float) -> Line:
    crowd, _ = np.histogram(positions, BINS, (-limit, limit))
    here = positions[numbers]
    below = (positions[None, :] < here[:, None]).mean(axis=1)
    return Line(here, below, crowd, limit, right)


def _round_up(value: float) -> float:
    return float(np.ceil(10 * value) / 10)


def _are(number: int) -> str:
    return "is one" if number == 1 else f"are {number or 'none'}"
