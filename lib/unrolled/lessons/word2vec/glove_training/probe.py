"""A small GloVe beside other vectors: neighbours from the same words, and which pairs its weights listen to."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.glove_training.record import Column
from unrolled.lessons.word2vec.word_training.dataset import kinds
from unrolled.lessons.word2vec.word_training.probe import neighbours, units, word_map
from unrolled.lessons.word2vec.word_training.record import Neighbours
from unrolled.training.results import results_at_hand

NAME, SEEDS = "glove_neighbours", (0, 1, 2)
COMPARED = (  # pairs of sets of vectors whose neighbours the study compares
    ("skip-gram", "GloVe"),
    ("skip-gram", "CBOW"),
    ("skip-gram", "skip-gram, another seed"),
    ("GloVe", "GloVe, another seed"),
    ("GloVe", "GloVe, x_max 100"),
    ("skip-gram", "shuffled"),
)
EDGES = 10.0 ** np.linspace(-1, 4, 21)  # of the counts X, four to a power of ten


def weigh(counts: np.ndarray, most: float, power: float) -> np.ndarray:
    """f(x) of the GloVe paper, equation 9, for counts above 0."""
    return np.minimum(1.0, (counts / most)) ** power


def tally(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many pairs have about which count.

    Args:
        counts: ``(V, V)`` X.

    Returns:
        ``(B,)`` pairs between the EDGES, those outside counted at the ends, and ``(B,)`` their mean count.
    """
    there = counts[counts > 0]
    which = np.clip(np.searchsorted(EDGES, there, side="right") - 1, 0, len(EDGES) - 2)
    often = np.bincount(which, minlength=len(EDGES) - 1)
    sums = np.bincount(which, weights=there, minlength=len(EDGES) - 1)
    return often, sums / np.maximum(often, 1)


def weight_shares(often: np.ndarray, means: np.ndarray, most: float, power: float) -> np.ndarray:
    """``(B,)`` the share of all weight that the pairs of each bin have, taking each at its bin's mean count."""
    weights = often * weigh(means, most, power)
    return weights / max(weights.sum(), 1e-12)


def constant_loss(counts: np.ndarray, most: float, power: float) -> float:
    """What one best number for all pairs loses: the weighted variance of log X."""
    there = counts[counts > 0]  # millions of them: kept in 32 bits, only the sums are in 64
    logs, weights = np.log(there), weigh(there, most, power).astype(np.float32)
    del there
    whole = weights.sum(dtype=np.float64)
    logs -= np.float32((weights * logs).sum(dtype=np.float64) / whole)
    np.square(logs, out=logs)
    logs *= weights
    return float(logs.sum(dtype=np.float64) / whole)


def shared_neighbours(one: np.ndarray, other: np.ndarray, count: int) -> float:
    """The share of each word's nearest words that two sets of vectors have in common, on average over all words.

    Args:
        one: ``(V, D)``.
        other: ``(V, D')`` of the same words.
        count: how many of the nearest are compared, 1 to V - 1.
    """
    first, second = (_nearest(units(vectors), count) for vectors in (one, other))
    both = [len(set(a) & set(b)) for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    return float(np.mean(both)) / count


def _nearest(units: np.ndarray, count: int) -> np.ndarray:
    """``(V, count)`` the numbers of the nearest words of each word, itself left out."""
    cosines = units @ units.T
    np.fill_diagonal(cosines, -np.inf)
    return np.argpartition(-cosines, count - 1, axis=1)[:, :count]


@functools.cache
def neighbours_study() -> dict[str, dict[str, Any]]:
    """The committed comparison, by seed; none if the file is missing."""
    return results_at_hand(NAME)


def common(vectors: WordVectors, vocabulary: WordVocabulary) -> WordVectors:
    """The vectors of the words that are in the vocabulary, too, with its order and its counts."""
    kept = [k for k, word in enumerate(vocabulary.words) if word in vectors]
    words = WordVocabulary([vocabulary.words[k] for k in kept], vocabulary.counts[kept])
    rows = [vectors.vocabulary.number(word) for word in words.words]
    return WordVectors(words, vectors.vectors[rows], vectors.units[rows], vectors.about)


def column(name: str, vectors: WordVectors, asked: Sequence[str], pairs: Sequence[tuple[str, str]] = kinds()) -> Column:
    """Neighbours of some words and the test by kinds, from vectors of a common vocabulary.

    Args:
        name: of the set.
        vectors: see :func:`common`.
        asked: words; one that has no vector gets no neighbours.
        pairs: word and kind; those without a vector are left out.
    """
    known = [vectors.vocabulary.number(word) for word in asked if word in vectors]
    found = {one.word: one for one in neighbours(vectors.vectors, vectors.vocabulary, known)} if known else {}
    there = [pair for pair in pairs if pair[0] in vectors]
    home = int(word_map(vectors.vectors, vectors.vocabulary, words=there).at_home.sum()) if len(there) > 1 else 0
    near = tuple(found.get(word, Neighbours(word, ())) for word in asked)
    return Column(name, vectors.about, near, home, len(there))
