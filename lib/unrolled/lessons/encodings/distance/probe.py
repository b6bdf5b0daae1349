"""Does distance mean anything? How near the words of a pair are under each coding, beside human judgements.

All vectors have length 1, so that cosine and distance say the same: |u - v|² = 2 - 2 cos(u, v). N pairs.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from unrolled.datasets import registry
from unrolled.datasets.hashing import hashes, places
from unrolled.datasets.judgements import SETS, judgements
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import tokens
from unrolled.lessons.encodings.distance.dataset import is_opposite
from unrolled.lessons.encodings.distance.record import Agreement, Distances, Marked
from unrolled.measuring.similarity import TooFewPairsError, cosines, ranks, spearman
from unrolled.runtime import UnrolledError
from unrolled.training.results import load_results

ONE_HOT, HASHED, SPELLING = "one-hot", "hashed", "spelling"
MARKS = ("none", "opposites", "apart")
MOST = 300  # pairs that a learner may type
NAME = "distance"


class PairsError(UnrolledError, ValueError):
    """Pairs that cannot be read, or cannot be had."""


@dataclass(frozen=True)
class Pairs:
    """Judged pairs, the highest judgement first; ``scores`` is ``(N,)``, 0 to 10."""

    source: str
    pairs: tuple[tuple[str, str], ...]
    scores: np.ndarray

    @classmethod
    def of(cls, source: str, pairs: Sequence[tuple[str, str]], scores: Sequence[float] | np.ndarray) -> Pairs:
        """In any order."""
        order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
        return cls(source, tuple(pairs[k] for k in order), np.asarray(scores, dtype=float)[order])


def read_pairs(text: str, source: str = "your pairs") -> Pairs:
    """Pairs as a learner types them: ``tiger cat 7; hot cold 1``, by semicolons or lines.

    Raises:
        PairsError: if one is not two words and a number from 0 to 10, or there are fewer than three or too many.
    """
    parts = [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
    read = [_read_pair(part) for part in parts]
    if not 3 <= len(read) <= MOST:
        raise PairsError(f"A rank correlation takes 3 to {MOST} pairs, and there are {len(read)}: change the list.")
    return Pairs.of(source, [pair for pair, _ in read], [score for _, score in read])


def _read_pair(part: str) -> tuple[tuple[str, str], float]:
    shown = part if len(part) < 30 else part[:29] + "…"
    *words, last = part.split()
    found = [word for one in words for word in tokens(one)]
    try:
        score = float(last.replace(",", "."))
    except ValueError:
        score = np.nan
    if len(found) != 2 or not 0 <= score <= 10:
        raise PairsError(f"“{shown}” is not two words and a number from 0 to 10, such as “tiger cat 7”: mend this one.")
    return (found[0], found[1]), score


def at_hand() -> tuple[str, ...]:
    """The published sets that are on this machine, so that no network is asked."""
    if importlib.util.find_spec("gensim"):
        return tuple(SETS)
    return tuple(name for name, file in SETS.items() if (registry.cache_folder() / file).is_file())


def published(name: str) -> Pairs:
    """WordSim353 or SimLex999.

    Raises:
        PairsError: if it cannot be had; the sentence says how to get it.
    """
    try:
        judged = judgements(name)
    except registry.DownloadError:
        raise PairsError(
            f"{name} is not part of this repository and could not be fetched: pip install gensim, which brings it, or "
            f"save {registry.REGISTRY[SETS[name]].url} in a folder and set UNROLLED_MIRROR to that folder."
        ) from None
    return Pairs.of(name, judged.pairs, judged.scores)


def trigrams(word: str) -> frozenset[str]:
    """Three letters in a row, the word's ends marked: of "cat" these are <ca, cat, at>.

    >>> sorted(trigrams("cat"))
    ['<ca', 'at>', 'cat']
    """
    whole = f"<{word}>"
    return frozenset(whole[k : k + 3] for k in range(len(whole) - 2))


def spelling_cosine(a: str, b: str) -> float:
    """Cosine of the trigrams of two words, each 1 if it is there: shared ones by the root of both numbers."""
    one, other = trigrams(a), trigrams(b)
    return len(one & other) / float(np.sqrt(len(one) * len(other)))


def hashed_cosine(pairs: Sequence[tuple[str, str]], buckets: int, seed: int = 0) -> np.ndarray:
    """``(N,)`` of two words in buckets: 1 where both share one, else 0."""
    numbers = hashes([word for pair in pairs for word in pair], [seed])[0]
    bucket = places(numbers, buckets).reshape(-1, 2)
    return (bucket[:, 0] == bucket[:, 1]).astype(float)


def agree(name: str, similarity: np.ndarray, scores: np.ndarray) -> Agreement:
    """Rank correlation over the pairs that have a similarity, with an interval of 95 %.

    The interval is Bonett and Wright's (*Sample size requirements for estimating Pearson, Kendall and Spearman
    correlations*, Psychometrika 65, 2000): Fisher's z with a variance of (1 + rho² / 2) / (N - 3).
    """
    there = ~np.isnan(similarity)
    N = int(there.sum())
    try:
        rho = spearman(similarity[there], scores[there])
    except TooFewPairsError:
        return Agreement(name, similarity, np.nan, np.nan, np.nan, N)
    low = high = np.nan
    if N > 3 and abs(rho) < 1:
        half = 1.96 * np.sqrt((1 + rho**2 / 2) / (N - 3))
        low, high = np.tanh(np.arctanh(rho) - half), np.tanh(np.arctanh(rho) + half)
    return Agreement(name, similarity, rho, float(low), float(high), N)


def places_of(values: np.ndarray) -> np.ndarray:
    """``(N,)`` the place of each value, 0 the lowest and 100 the highest; nan has none."""
    there, place = ~np.isnan(values), np.full(len(values), np.nan)
    place[there] = 100 * (ranks(values[there]) - 1) / max(int(there.sum()) - 1, 1)
    return place


def mark(kind: str, pairs: Pairs, coding: Agreement) -> Marked:
    """Pairs to look at together: none, opposites, or those that people put in the lowest third and the coding in the
    highest.
    """
    people, here = places_of(pairs.scores), places_of(coding.similarity)
    which, words = np.zeros(len(people), bool), ""
    if kind == "opposites":
        which, words = np.array([is_opposite(pair) for pair in pairs.pairs]), "opposites, by a list of ours"
    elif kind == "apart":
        which, words = (people < 100 / 3) & (here > 200 / 3), "people’s lowest third, highest here"
    which = which & ~np.isnan(here)
    if not which.any():
        return Marked(words, which, np.nan, np.nan)
    return Marked(words, which, float(people[which].mean()), float(here[which].mean()))


class PairMeter:
    """Pairs under all codings; what does not depend on the number of buckets is measured once.

    Args:
        pairs: judged ones.
        vectors: dense ones, by the names they are to have.
    """

    def __init__(self, pairs: Pairs, vectors: Mapping[str, WordVectors]):
        self.pairs = pairs
        alike = np.array([float(a == b) for a, b in pairs.pairs])
        spelling = np.array([spelling_cosine(a, b) for a, b in pairs.pairs])
        self._fixed = {ONE_HOT: self._agree(ONE_HOT, alike), SPELLING: self._agree(SPELLING, spelling)}
        self._dense = {name: self._agree(name, cosines(one, pairs.pairs)) for name, one in vectors.items()}

    def _agree(self, name: str, similarity: np.ndarray) -> Agreement:
        return agree(name, similarity, self.pairs.scores)

    def measure(self, coding: str, bits: int, marked: str = MARKS[0], cursor: int = 0) -> Distances:
        """What the panel shows.

        Args:
            coding: the one to draw.
            bits: hashing has 2 to the power of this many buckets.
            marked: one of MARKS.
            cursor: the pair pointed at; held inside.
        """
        hashed = self._agree(HASHED, hashed_cosine(self.pairs.pairs, 2**bits))
        all_of_them = (self._fixed[ONE_HOT], hashed, self._fixed[SPELLING], *self._dense.values())
        shown = [one.name for one in all_of_them].index(coding)
        cursor = min(max(cursor, 0), len(self.pairs.pairs) - 1)
        return Distances(
            self.pairs.source, self.pairs.pairs, self.pairs.scores, all_of_them, shown,
            mark(marked, self.pairs, all_of_them[shown]), cursor,
        )  # fmt: skip


def point_at(view: Distances, cursor: int) -> Distances:
    """The same with the cursor elsewhere."""
    return replace(view, cursor=min(max(cursor, 0), len(view.pairs) - 1))


def load_study() -> dict[str, dict[str, Any]]:
    """The committed results, by set."""
    return load_results(NAME)
