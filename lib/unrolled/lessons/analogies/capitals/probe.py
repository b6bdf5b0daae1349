"""Countries and capitals: how alike are the differences of word pairs, and is it the pairing that makes them so?

After Figure 2 of Mikolov, Sutskever, Chen, Corrado and Dean, *Distributed Representations of Words and Phrases and
their Compositionality*, NIPS 2013, with two controls that the figure does not have: the same words paired by chance,
and each country's nearest word with no arrow at all (Linzen, *Issues in evaluating semantic spaces using word
analogies*, 2016, arXiv 1606.07736).

Whatever the pairing, the mean difference is the same: the mean of the second words less the mean of the first. So the
value of a pair (i, j) hangs on i and j alone, and one ``(N, N)`` table holds what every pairing needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from unrolled.datasets.word_breaks import composed
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.capitals.record import Alike, Arrows, Found
from unrolled.lessons.analogies.plane.probe import Plane
from unrolled.runtime import UnrolledError

SHUFFLES = 1000
LEAST, MOST = 3, 24
FIGURE_2 = (
    "China Beijing, Japan Tokyo, France Paris, Russia Moscow, Germany Berlin, Italy Rome, Spain Madrid, Greece Athens, "
    "Turkey Ankara, Poland Warsaw, Portugal Lisbon"
)


class PairsError(UnrolledError, ValueError):
    """Pairs that cannot be read or compared."""


def read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs as a learner types them: one a line or between commas, two words with a blank, a dash or an arrow between.

    Raises:
        PairsError: if one is not two different words, comes twice, or if there are too few or too many.
    """
    pairs = []
    for part in filter(None, map(str.strip, re.split(r"[,;\n]", composed(text)))):
        words = re.split(r"\s*(?:-+>|→|–|:)\s*|\s+[->]+\s+|\s+", part)
        words = words if len(words) > 1 else part.split("-")
        if len(words) != 2 or not all(words):
            raise PairsError(f"“{part[:40]}” is not a pair: write two words, such as France Paris, then a comma.")
        pairs.append((words[0].lower(), words[1].lower()))
        if pairs[-1][0] == pairs[-1][1]:
            raise PairsError(f"“{part[:40]}” is one word twice, so there is no arrow: change one of them.")
        if pairs[-1] in pairs[:-1]:
            raise PairsError(f"“{part[:40]}” comes twice, and would be its own proof: take one out.")
    if not LEAST <= len(pairs) <= MOST:
        raise PairsError(f"{LEAST} to {MOST} pairs can be compared, not {len(pairs)}: add some, or take some out.")
    return tuple(pairs)


def written(pairs: Sequence[tuple[str, str]]) -> str:
    """The inverse of :func:`read_pairs`."""
    return ", ".join(f"{a} {b}" for a, b in pairs)


def table(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """``(N, N)`` at i, j: the cosine of end j - start i with the mean of the other pairs' differences.

    Args:
        starts: ``(N, D)``.
        ends: ``(N, D)``.
    """
    every = (ends - starts).sum(axis=0)  # the same for each pairing
    forward = (ends @ every)[None, :] - (starts @ every)[:, None]  # (N, N) difference · every
    squared = (starts**2).sum(1)[:, None] + (ends**2).sum(1)[None, :] - 2 * starts @ ends.T
    rest = every @ every - 2 * forward + squared  # |every - difference|²
    return (forward - squared) / np.sqrt(np.maximum(squared * rest, 1e-12))


def alike(values: np.ndarray, partner: np.ndarray, shuffles: np.ndarray) -> Alike:
    """Means of a ``table`` over the real pairs, over those drawn, ``(N,)``, and over each of ``(S, N)`` pairings."""
    rows = np.arange(len(values))
    return Alike(float(values.diagonal().mean()), float(values[rows, partner].mean()), values[rows, shuffles].mean(1))


def strangers(pairs: Sequence[tuple[str, str]], seed: int) -> np.ndarray:
    """``(N,)`` a random pairing in which, where that can be, no first word meets a second word of its own."""
    own = set(pairs)
    generator = np.random.default_rng(seed)
    for _ in range(500):
        partner = generator.permutation(len(pairs))
        if not any((a, pairs[j][1]) in own for (a, _), j in zip(pairs, partner, strict=True)):
            return partner
    return np.roll(np.arange(len(pairs)), 1)


class Pairing:
    """N pairs of words, measured; what hangs on the shuffle shown comes with :meth:`arrows`.

    Args:
        vectors: of the words.
        pairs: N of them.

    Raises:
        UnknownWordError: if a word has no vector; the error names the nearest spellings.
    """

    def __init__(self, vectors: WordVectors, pairs: Sequence[tuple[str, str]]):
        self.pairs, self._vectors = tuple(pairs), vectors
        self._starts = np.array([vectors.unit(a) for a, _ in pairs], dtype=np.float64)
        self._ends = np.array([vectors.unit(b) for _, b in pairs], dtype=np.float64)
        self._plane = Plane(np.concatenate([self._starts, self._ends]), (self._ends - self._starts).mean(axis=0))
        self._flat = self._plane.project(self._starts), self._plane.project(self._ends)
        self._tables = table(self._starts, self._ends), table(*self._flat)
        away = [side - side.mean(axis=0) for side in (self._starts, self._ends)]
        away = [side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-12) for side in away]
        self._rest = away[0] @ away[1].T  # (N, N)
        generator = np.random.default_rng(0)
        self._shuffles = generator.permuted(np.tile(np.arange(len(pairs)), (SHUFFLES, 1)), axis=1)  # (S, N)

    def arrows(self, seed: int | None = None, cursor: int = 0) -> Arrows:
        """The record: the real pairs or, with a seed, the first words with strangers.

        Args:
            seed: of the shuffle.
            cursor: the pair pointed at.
        """
        rows = np.arange(len(self.pairs))
        mixed = strangers(self.pairs, seed or 0)
        partner = rows if seed is None else mixed
        whole, plane = (alike(values, partner, self._shuffles) for values in self._tables)
        return Arrows(
            about=self._vectors.about, dimensions=self._starts.shape[1], size=len(self._vectors), pairs=self.pairs,
            starts=self._flat[0], ends=self._flat[1], partner=partner, kept=self._plane.kept, whole=whole, plane=plane,
            rest=float(self._rest.diagonal().mean()), rest_shuffled=float(self._rest[rows, self._shuffles].mean()),
            cosines=self._tables[0][rows, partner],
            nearest=tuple(self._vectors.vocabulary.words[k] for k in self._nearest(self._moved(partner))),
            found=(
                self._found("the first word alone", self._starts),
                self._found("+ mean difference of the others", self._moved(rows)),
                self._found("+ the same from shuffled pairs", self._moved(mixed)),
            ),
            cursor=cursor,
        )  # fmt: skip

    def _moved(self, partner: np.ndarray) -> np.ndarray:
        """``(N, D)`` each first word + the mean difference of the pairs that hold neither it nor its second word.

        With wrong pairs the second word sits in another pair; if it stayed in that average, it would tell the answer.
        """
        rows = np.arange(len(partner))
        kept = (rows[:, None] != rows) & (rows[:, None] != partner)  # (N, N) word, pair
        return self._starts + kept @ (self._ends[partner] - self._starts) / kept.sum(axis=1, keepdims=True)

    def _nearest(self, points: np.ndarray) -> np.ndarray:
        """``(N,)`` the word nearest to each point, not counting the pair's own first word."""
        scores = points.astype(np.float32) @ self._vectors.units.T
        own = [self._vectors.vocabulary.number(a) for a, _ in self.pairs]
        scores[np.arange(len(own)), own] = -np.inf
        return scores.argmax(axis=1)

    def _found(self, rule: str, points: np.ndarray) -> Found:
        ends = [self._vectors.vocabulary.number(b) for _, b in self.pairs]
        few = np.array(ends)[(points @ self._ends.T).argmax(axis=1)]
        return Found(rule, int((few == ends).sum()), int((self._nearest(points) == ends).sum()))
