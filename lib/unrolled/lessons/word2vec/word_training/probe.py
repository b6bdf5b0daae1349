"""How good are word vectors that are still being trained? A map, neighbours, and a score that needs no judge."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from unrolled.datasets.word_breaks import listed
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.word_training.dataset import kinds
from unrolled.lessons.word2vec.word_training.record import Neighbours, WordMap
from unrolled.measuring.hearing import section_score
from unrolled.runtime import UnrolledError
from unrolled.training.results import results_at_hand

NAME = "word_training"
PASSES, SEEDS = (1, 3, 10), (0, 1, 2)
SECTIONS = {
    "family": "family",
    "comparative": "gram3-comparative",
    "plural": "gram8-plural",
    "nationality": "gram6-nationality-adjective",
}
LEAST = 20  # a word that came less often is nobody's neighbour: its vector has hardly moved
CAP = 20_000  # words that analogies are answered from
MOST = 6  # words whose neighbours are shown


class WordsError(UnrolledError, ValueError):
    """Words that no neighbours can be shown for."""


def asked(text: str, vocabulary: WordVocabulary) -> tuple[int, ...]:
    """The numbers of the words in a list with commas or spaces, each once.

    Raises:
        WordsError: if there is none, or more than fit.
        UnknownWordError: if one is not in the vocabulary.
    """
    numbers = tuple(dict.fromkeys(vocabulary.number(word) for word in listed(text)))
    if not 1 <= len(numbers) <= MOST:
        raise WordsError(f"Neighbours are shown for one word to {MOST}, and there are {len(numbers)}: list others.")
    return numbers


def units(vectors: np.ndarray) -> np.ndarray:
    """``(N, D)`` the same directions at length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def known(vocabulary: WordVocabulary, least: int = LEAST) -> int:
    """How many words, from the most frequent on, came often enough to be someone's neighbour; two at least."""
    often = int((vocabulary.counts >= least).sum())
    return often if often >= 2 else len(vocabulary)


def neighbours(
    vectors: np.ndarray, vocabulary: WordVocabulary, words: Sequence[int], count: int = 5
) -> tuple[Neighbours, ...]:
    """The nearest words of each word, itself left out.

    Args:
        vectors: ``(V, D)``.
        vocabulary: V words.
        words: numbers of those asked for.
        count: neighbours of each.
    """
    first = known(vocabulary)
    cosines = units(vectors[list(words)]) @ units(vectors[:first]).T
    found = []
    for word, row in zip(words, cosines, strict=True):
        if word < first:
            row[word] = -np.inf
        best = np.argsort(-row, kind="stable")[: min(count, first - (word < first))]
        nearest = tuple((vocabulary.words[k], float(row[k])) for k in best)
        found.append(Neighbours(vocabulary.words[word], nearest))
    return tuple(found)


def turned(places: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """``(K, 2)`` places turned, and if need be mirrored, as near to the wanted ones as can be.

    This is the orthogonal Procrustes problem: the rotation is U V' of the
    singular value decomposition of places' wanted (Schönemann, Psychometrika 31, 1966).
    """
    left, _, right = np.linalg.svd(places.T @ wanted)
    return places @ (left @ right)


def word_map(
    vectors: np.ndarray,
    vocabulary: WordVocabulary,
    *,
    before: np.ndarray | None = None,
    words: Sequence[tuple[str, str]] = kinds(),
) -> WordMap:
    """Words of several kinds in the plane in which they differ most (their first two principal components).

    Args:
        vectors: ``(V, D)``.
        vocabulary: V words.
        before: ``(K, 2)`` the places of the map shown last, towards which this one is turned.
        words: pairs of word and kind, all in the vocabulary.
    """
    shown = units(vectors[[vocabulary.number(word) for word, _ in words]])
    centred = shown - shown.mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    places = left[:, :2] * sizes[:2]
    cosines = shown @ shown.T
    np.fill_diagonal(cosines, -np.inf)
    nearest, kind = cosines.argmax(axis=1), np.array([kind for _, kind in words])
    return WordMap(
        tuple(word for word, _ in words),
        tuple(kind.tolist()),
        places if before is None else turned(places, before),
        float((sizes[:2] ** 2).sum() / max((sizes**2).sum(), 1e-12)),
        kind[nearest] == kind,
        nearest,
    )


def analogy_shares(vectors: WordVectors) -> dict[str, float]:
    """The share of right answers in four sections of the analogy questions, those with words all known.

    Only the CAP most frequent words can be answers, and are known; a section without a known question is left out.
    """
    capped = vectors.first(CAP)
    found = {name: section_score(capped, section) for name, section in SECTIONS.items()}
    return {name: right / count for name, (right, count) in found.items() if count}


@functools.cache
def measured() -> dict[str, dict[str, Any]]:
    """The committed runs, by name; none if the file is missing."""
    return results_at_hand(NAME)


def expected(
    model: str, passes: float, runs: dict[str, dict[str, Any]] | None = None
) -> dict[str, tuple[float, float]]:
    """What such a training reaches, by score: the mean of three seeds, give or take two standard deviations.

    Between measured numbers of passes the means are joined by lines over the
    logarithm of the passes. The standard deviation is one for all runs of a
    score, so that three seeds are not asked for more than they can tell.

    Args:
        model: "skip-gram" or "cbow".
        passes: over the corpus; outside of what was measured nothing is expected.
        runs: as in the result file, which is the default.
    """
    runs = measured() if runs is None else runs
    if not runs or not min(PASSES) <= passes <= 1.5 * max(PASSES):
        return {}
    found = {}
    for score in ("kind", *SECTIONS):
        table = {
            (name, count): [runs[f"{name} {count} {seed}"][score] for seed in SEEDS]
            for name in ("skip-gram", "cbow")
            for count in PASSES
        }
        spread = float(np.sqrt(np.mean([np.var(three, ddof=1) for three in table.values()])))
        means = [np.mean(table[model, count]) for count in PASSES]
        mean = float(np.interp(np.log(passes), np.log(PASSES), means))
        found[score] = (max(0.0, mean - 2 * spread), min(1.0, mean + 2 * spread))
    return found
