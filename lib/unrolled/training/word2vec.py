"""Train word vectors: skip-gram and CBOW with negative sampling, fast enough for a class.

The readable form is in ``unrolled.models.word2vec``; a test checks that both are
equal. This is the one training that does not use the common loop: a step takes a
microsecond, and the threads write into the same vectors without waiting for each
other (Niu and others, *Hogwild!*, arXiv 1106.5730). With one thread a seed gives the
same vectors each time.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordCorpus
from unrolled.runtime import UnrolledError

PIECE = 20_000  # words a thread works on at a time
NOISE = 2**20  # places in the table that negatives are drawn from
RATES = {"skip-gram": 0.05, "cbow": 0.2}  # a window is one example for CBOW, and several for skip-gram


class RecipeError(UnrolledError, ValueError):
    """A recipe that cannot be trained."""


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Attributes:
        model: "skip-gram" or "cbow".
        size: D, the dimensions of a vector.
        window: largest distance of a context word; each window is drawn from 1 to this.
        negatives: K, how many negatives the objective has for each positive.
        shared: a window draws ``shared`` times K negatives, each with a weight of 1 / ``shared``.
        power: words are drawn as negatives in proportion to their count raised to this power.
        threshold: t of subsampling; 0 keeps every word.
        rate: the learning rate at the start, by default that of the model in RATES; it falls in a straight line to a
            ten-thousandth of it.
        epochs: passes over the corpus.
        seed: of start and draws.
        threads: how many train at the same time.

    Raises:
        RecipeError: if one of them makes no sense.
    """

    model: str = "skip-gram"
    size: int = 100
    window: int = 5
    negatives: int = 5
    shared: int = 2
    power: float = 0.75
    threshold: float = 1e-3
    rate: float | None = None
    epochs: int = 5
    seed: int = 0
    threads: int = 1

    def __post_init__(self) -> None:
        if self.model not in RATES:
            raise RecipeError(f"There is no model {self.model!r}: choose skip-gram or cbow.")
        rate = RATES[self.model] if self.rate is None else self.rate
        object.__setattr__(self, "rate", rate)
        counts = (self.size, self.window, self.negatives, self.shared, self.epochs, self.threads)
        if min(counts) < 1 or rate <= 0 or self.threshold < 0:
            raise RecipeError(
                "Dimensions, window, negatives, passes and threads must be 1 or more, the rate above 0, "
                "and the threshold 0 or more."
            )


@dataclass
class Run:
    """A training under way.

    Attributes:
        inputs: ``(V, D)`` float32, the word vectors.
        outputs: ``(V, D)`` float32, the vectors of words as something to predict.
        recipe: how it is trained.
        words: raw words of the corpus read so far, all passes together.
        seconds: wall time so far.
        curve: ``(share done, loss)`` at each event.
    """

    inputs: np.ndarray
    outputs: np.ndarray
    recipe: Recipe
    words: int = 0
    seconds: float = 0.0
    curve: list[tuple[float, float]] = field(default_factory=list)

    def vectors(self, corpus: WordCorpus, about: str) -> WordVectors:
        """The word vectors as they are now."""
        return WordVectors.of(corpus.vocabulary, self.inputs.copy(), about)


@dataclass(frozen=True)
class Event:
    """What the trainer reports, about ten times a second.

    Attributes:
        words: raw words of the corpus read so far.
        seconds: wall time so far.
        share: of the training done, 0 to 1.
        epoch: the current pass, from 1.
        rate: the current learning rate.
        loss: mean loss of a pair since the last event, nats.
        pace: raw words a second since the start.
        seconds_left: a forecast from ``pace``.
    """

    words: int
    seconds: float
    share: float
    epoch: int
    rate: float
    loss: float
    pace: float
    seconds_left: float


def keep_chances(shares: np.ndarray, threshold: float) -> np.ndarray:
    """``(V,)`` the probability that a word is kept, as in word2vec.c: (sqrt(f / t) + 1) t / f, at most 1.

    Mikolov and others, arXiv 1310.4546, give sqrt(t / f); the program that came with the paper, and
    gensim after it, keep a little more.

    Args:
        shares: ``(V,)`` f, the share of each word in the corpus.
        threshold: t; 0 keeps all.
    """
    if threshold == 0:
        return np.ones(len(shares), np.float32)
    f = np.maximum(shares, 1e-12)
    return np.minimum(1.0, (np.sqrt(f / threshold) + 1) * threshold / f).astype(np.float32)


def noise_shares(counts: np.ndarray, power: float) -> np.ndarray:
    """``(V,)`` the probability of drawing each word as a negative: its count to that power, normalised."""
    weights = counts.astype(np.float64) ** power
    return weights / weights.sum()


def noise_table(counts: np.ndarray, power: float, places: int = NOISE) -> np.ndarray:
    """``(M,)`` int32 word numbers, each as often as it should be drawn, and at least once."""
    often = np.maximum(1, np.round(noise_shares(counts, power) * places)).astype(np.int64)
    return np.repeat(np.arange(len(counts), dtype=np.int32), often)


def start(corpus: WordCorpus, recipe: Recipe) -> Run:
    """A fresh run: inputs uniform between -1 / D and 1 / D, outputs 0."""
    V, D = len(corpus.vocabulary), recipe.size
    inputs = np.random.default_rng(recipe.seed).uniform(-1 / D, 1 / D, (V, D)).astype(np.float32)
    return Run(inputs, np.zeros((V, D), np.float32), recipe)


def train(run: Run, corpus: WordCorpus, *, every: float = 0.1) -> Iterator[Event]:
    """Train, and report the progress.

    Args:
        run: from :func:`start`, changed in place; leaving the generator early leaves it whole.
        corpus: what to train on, in memory or on disk.
        every: seconds between two events.

    Yields:
        An :class:`Event` every ``every`` seconds, and one at the end.
    """
    recipe, whole = run.recipe, corpus.raw_words * run.recipe.epochs
    raw_share = corpus.raw_words / max(corpus.numbers, 1)  # raw words for each number of the row
    workers = [_Worker(run, corpus, k) for k in range(recipe.threads)]
    began, reported, losses = time.perf_counter(), 0.0, np.zeros(2)
    assert recipe.rate is not None  # set by the recipe itself
    with ThreadPoolExecutor(recipe.threads) as pool:
        for epoch, pieces in _rounds(corpus, recipe):
            rate = recipe.rate * max(1e-4, 1 - run.words / whole)
            losses += sum(pool.map(_Worker.update, workers, pieces, [rate] * len(pieces)))
            run.words = min(whole, run.words + round(raw_share * sum(map(len, pieces))))
            run.seconds = time.perf_counter() - began
            if run.seconds - reported >= every:
                yield _event(run, whole, epoch, rate, losses)
                reported, losses = run.seconds, np.zeros(2)
    run.words, run.seconds = whole, time.perf_counter() - began
    yield _event(run, whole, recipe.epochs, 0.0, losses)


def _rounds(corpus: WordCorpus, recipe: Recipe) -> Iterator[tuple[int, list[np.ndarray]]]:
    """The pass, from 1, and a piece of the corpus for each thread."""
    for epoch in range(1, recipe.epochs + 1):
        pieces = corpus.pieces(PIECE)
        while group := list(itertools.islice(pieces, recipe.threads)):
            yield epoch, group


def _event(run: Run, whole: int, epoch: int, rate: float, losses: np.ndarray) -> Event:
    """The event at this moment, noted on the curve; where no pair was looked at, the loss is the last one."""
    last = run.curve[-1][1] if run.curve else float("nan")
    loss = float(losses[0] / losses[1]) if losses[1] else last
    share, pace = run.words / whole, run.words / max(run.seconds, 1e-9)
    run.curve.append((share, loss))
    return Event(run.words, run.seconds, share, epoch, rate, loss, pace, (whole - run.words) / max(pace, 1e-9))


class _Worker:
    """What one thread needs: its generator, and room for what it draws."""

    def __init__(self, run: Run, corpus: WordCorpus, number: int):
        from unrolled.training import word2vec_kernels  # here, so that only trainings load numba

        recipe, vocabulary = run.recipe, corpus.vocabulary
        self.kernels, self.run = word2vec_kernels, run
        self.step = word2vec_kernels.skip_gram if recipe.model == "skip-gram" else word2vec_kernels.cbow
        self.state = np.uint64(1 + recipe.seed * 1009 + number)
        self.keep = keep_chances(vocabulary.shares(), recipe.threshold)
        self.noise = noise_table(vocabulary.counts, recipe.power)
        self.kept, self.left, self.right = (np.zeros(PIECE, np.int32) for _ in range(3))
        self.negatives = np.zeros((PIECE, recipe.negatives * recipe.shared), np.int32)
        self.weight = np.float32(1 / recipe.shared)

    def update(self, piece: np.ndarray, rate: float) -> np.ndarray:
        """Draw from a piece and train on it; returns the sum of some losses and their number."""
        room = (self.kept, self.left, self.right, self.negatives)
        count, state = self.kernels.draw(piece, self.keep, self.run.recipe.window, self.noise, self.state, *room)
        self.state = np.uint64(state)
        vectors = (self.run.inputs, self.run.outputs)
        windows = (self.kept, count, self.left, self.right, self.negatives)
        return np.array(self.step(*vectors, *windows, self.weight, np.float32(rate)))
