"""From a sentence to pairs, and one update of word2vec in numbers that fit on a slide."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np

from unrolled.datasets import word_counts
from unrolled.datasets.word_breaks import as_typed
from unrolled.lessons.word2vec.pair_factory.record import PairFactory, Update
from unrolled.lessons.word2vec.phrases import dataset as phrases
from unrolled.models.word2vec import cbow_step, sigmoid, skip_gram_step
from unrolled.runtime import UnrolledError
from unrolled.training.word2vec import keep_chances, noise_shares

RATE = 0.5
LONGEST = 40  # words of a sentence
UNKNOWN = -1  # the number of a word that the corpus does not have
DRAWS = 256  # numbers drawn for the negatives of one pair: more than enough, since most are used
NEAREST, FARTHEST = 0.7, 1.5  # lengths of the vectors that an update starts from


class SentenceError(UnrolledError, ValueError):
    """A sentence that makes no pairs, whatever is drawn."""


@functools.cache
def joinable() -> dict[str, int]:
    """Phrases such as new_york, and how often they stand in the corpus: the pairs above word2phrase's threshold."""
    found = phrases.bigrams()
    return {found.name(k): int(found.together[k]) for k in np.flatnonzero(found.scores() > phrases.THRESHOLD).tolist()}


def cut(text: str) -> list[str]:
    """The words of a sentence as they are typed, with phrases joined from left to right.

    >>> cut("Is New York new?")
    ['Is', 'New_York', 'new']
    """
    words, k = as_typed(text), 0
    while k < len(words) - 1:
        if f"{words[k]}_{words[k + 1]}".lower() in joinable():
            words[k : k + 2] = ["_".join(words[k : k + 2])]
        k += 1
    return words


def start_vector(word: str, role: str) -> np.ndarray:
    """Two numbers to start from, always the same for a word: made up, so that an update has something to move.

    Args:
        word: any word.
        role: "input" or "output".
    """
    rng = np.random.default_rng(crc32(f"{role} {word}".encode()))
    angle, length = rng.uniform(0, 2 * np.pi), rng.uniform(NEAREST, FARTHEST)
    return length * np.array([np.cos(angle), np.sin(angle)])


def loss(scores: np.ndarray) -> float:
    """-log σ of the first score, and of minus the others, added up, in nats."""
    return float(np.logaddexp(0, np.append(-scores[0], scores[1:])).sum())


class Sentence:
    """A sentence with the numbers that were drawn for it: they stay while settings move, so that causes can be seen.

    Args:
        text: at most ``LONGEST`` words, two of them known.
        seed: of all that is drawn.

    Raises:
        SentenceError: if there are too many words, or fewer than two that the corpus knows.
    """

    def __init__(self, text: str, seed: int = 0):
        known = word_counts.counts()
        self._words = cut(text)
        words = [word.lower() for word in self._words]
        joined = sorted({word for word in words if word in joinable()})  # words of their own, after all others
        self._names = [*known.words, *joined]
        self._counts = np.append(known.counts, np.array([joinable()[word] for word in joined], dtype=np.int64))
        numbers = {word: len(known) + k for k, word in enumerate(joined)}
        numbers |= {word: known.number(word) for word in words if word in known}
        self._ids = np.array([numbers.get(word, UNKNOWN) for word in words], dtype=int)
        self._check()
        rng = np.random.default_rng(seed)
        self._seed, (self._stay, self._far) = seed, rng.random((2, len(self._ids)))

    def _check(self) -> None:
        unknown = [word for word, k in zip(self._words, self._ids, strict=True) if k == UNKNOWN]
        if len(self._ids) > LONGEST:
            raise SentenceError(f"The text has {len(self._ids)} words: up to {LONGEST} can be shown, so take a part.")
        if not len(self._ids):
            raise SentenceError("There is no word in the text: type a sentence of two words or more.")
        if len(self._ids) - len(unknown) >= 2:
            return
        if not unknown:
            raise SentenceError(f"“{self._words[0]}” stands alone, and a pair needs two words: type one more.")
        few = ", ".join(f"“{word[:20]}”" for word in unknown[:3])
        raise SentenceError(
            f"A pair needs two words that the English corpus has five times or more; it does not have {few}."
        )

    def at(
        self, model: str, window: int, negatives: int, power: float, threshold: float,
        near: tuple[int, int] | None = None,
    ) -> PairFactory:  # fmt: skip
        """The record at some settings.

        Args:
            model: "skip-gram" or "cbow".
            window: largest distance of a context word.
            negatives: K.
            power: of a word's count, in the chance to be drawn as a negative.
            threshold: t of subsampling; 0 keeps every known word.
            near: places of a centre and a word near it; the pair most like it is looked at. By default the first.
        """
        known = self._ids != UNKNOWN
        counts = np.where(known, self._counts[self._ids], 0)
        total = int(word_counts.counts().counts.sum())
        chances = np.where(known, keep_chances(counts / total, threshold), 0.0)
        reaches = 1 + (self._far * window).astype(int)
        kept = self._stay < chances
        pairs = make_pairs(model, kept, reaches)
        place = _nearest(pairs, near)
        noise = noise_shares(self._counts, power)
        return PairFactory(
            model, tuple(self._words), counts, total, chances, kept, reaches, window, threshold, pairs,
            place,
            self._update(model, *pairs[place], negatives, noise) if pairs else None,
            power, self._names[0],
            (1 / len(self._counts), float(noise[0]), float(noise_shares(self._counts, 1)[0])),
        )  # fmt: skip

    def point_at(self, view: PairFactory, place: int) -> PairFactory:
        """The same pairs with another one looked at.

        Args:
            view: of this sentence, with a pair at least.
            place: which of its pairs.
        """
        assert view.update is not None
        K = len(view.update.candidates) - 1
        update = self._update(view.model, *view.pairs[place], K, noise_shares(self._counts, view.power))
        return replace(view, place=place, update=update)

    def _update(self, model: str, centre: int, places: tuple[int, ...], K: int, noise: np.ndarray) -> Update:
        """The pair's update: the centre predicts a word near it or, in CBOW, is predicted from all of them."""
        sources, target = ((centre,), places[0]) if model == "skip-gram" else (places, centre)
        numbers = np.random.default_rng([self._seed, centre, places[0]]).random(DRAWS)
        drawn = np.searchsorted(np.cumsum(noise), numbers * noise.sum(), side="right").tolist()
        wanted = [word for word in drawn if word != self._ids[target]][:K]
        last = [k for k, word in enumerate(drawn) if word != self._ids[target]][K - 1]
        candidates = [int(self._ids[target]), *wanted]
        names = [self._names[word] for word in candidates]
        sources = [self._names[self._ids[place]] for place in sources]
        return update(model, sources, names, last + 1 - K, noise[candidates])


def update(model: str, sources: Sequence[str], candidates: Sequence[str], again: int, chances: np.ndarray) -> Update:
    """One step of the plain form, from start vectors made for the words.

    Args:
        model: "skip-gram" or "cbow".
        sources: words to predict from.
        candidates: the target, then the negatives.
        again: how often the target was drawn in vain, for the record.
        chances: ``(1 + K,)`` of the candidates, for the record.
    """
    words = sorted({*sources, *candidates})
    v, u = (np.array([start_vector(word, role) for word in words]) for role in ("input", "output"))
    x, y = [words.index(word) for word in sources], [words.index(word) for word in candidates]
    before, scores = (v[x], u[y]), u[y] @ v[x].mean(axis=0)
    step = skip_gram_step if model == "skip-gram" else cbow_step
    step(v, u, x, y[0], y[1:], RATE)
    label = np.eye(len(y))[0]
    return Update(
        tuple(sources), tuple(candidates), again, chances, scores, sigmoid(scores), label - sigmoid(scores),
        np.array([before[0], v[x]]), np.array([before[1], u[y]]),
        (loss(scores), loss(u[y] @ v[x].mean(axis=0))), RATE,
    )  # fmt: skip


def make_pairs(model: str, kept: np.ndarray, reaches: np.ndarray) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Examples of a sentence: each centre with each word in its window or, for CBOW, with all of them.

    Windows are drawn over the words that are kept, as in word2vec.c: what is left out brings far words near.

    Args:
        model: "skip-gram" or "cbow".
        kept: ``(N,)`` whether each word is.
        reaches: ``(N,)`` the window of each word.
    """
    stay, pairs = np.flatnonzero(kept).tolist(), []
    for k, centre in enumerate(stay):
        reach = int(reaches[centre])
        around = stay[max(k - reach, 0) : k] + stay[k + 1 : k + reach + 1]
        if model == "skip-gram":
            pairs += [(centre, (place,)) for place in around]
        elif around:
            pairs.append((centre, tuple(around)))
    return tuple(pairs)


def _nearest(pairs: Sequence[tuple[int, tuple[int, ...]]], near: tuple[int, int] | None) -> int:
    """The pair most like a given one: its centre first, then the word near it."""
    if near is None or not pairs:
        return 0
    far = [(abs(centre - near[0]), min(abs(place - near[1]) for place in places)) for centre, places in pairs]
    return far.index(min(far))
