"""Training a small GloVe on the co-occurrences of the English corpus, within a budget of seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.models.glove import GloVe, glove_loss, weighting

WORDS, WINDOW, ROWS = 3_000, 10, 250


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Attributes:
        size: D, the dimensions of a vector.
        most: x_max; the paper's 100 is for billions of words, and its program's demo takes 10.
        power: α.
        rate: of Adam at the start; it falls in a straight line to zero.
        rows: of the table in a batch.
        seconds: the budget.
        steps: the budget in updates instead, for tests and prose.
        seed: of start and order.
    """

    size: int = 50
    most: float = 10.0
    power: float = 0.75
    rate: float = 0.05
    rows: int = ROWS
    seconds: float = 15.0
    steps: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class Event:
    """What the trainer tells after each update.

    Attributes:
        step: updates so far.
        seconds: wall time so far.
        share: of the budget used, 0 to 1.
        loss: of this batch: the weighted mean of squared errors of log X.
    """

    step: int
    seconds: float
    share: float
    loss: float


def train(model: GloVe, counts: np.ndarray, recipe: Recipe) -> Iterator[Event]:
    """Train a model in place; leaving the generator early leaves it whole.

    Args:
        model: of V words.
        counts: ``(V, V)`` X.
        recipe: how.
    """
    table = torch.from_numpy(counts)
    optimiser = torch.optim.Adam(model.parameters(), lr=recipe.rate)
    generator = torch.Generator().manual_seed(recipe.seed)
    began, step, share = time.perf_counter(), 0, 0.0
    while share < 1:
        for rows in torch.randperm(len(table), generator=generator).split(recipe.rows):
            optimiser.param_groups[0]["lr"] = recipe.rate * (1 - share)
            batch = table[rows]  # a second table, of weights, would cost more memory than this costs time
            weights = weighting(batch, recipe.most, recipe.power)
            loss = glove_loss(model(rows), batch, weights)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step, seconds = step + 1, time.perf_counter() - began
            share = min(1.0, step / recipe.steps if recipe.steps else seconds / recipe.seconds)
            yield Event(step, seconds, share, loss.item())
            if share == 1:
                return


def begin(vocabulary: WordVocabulary, recipe: Recipe) -> GloVe:
    """A fresh model for these words."""
    torch.manual_seed(recipe.seed)
    return GloVe(len(vocabulary), recipe.size)


def vectors(model: GloVe, vocabulary: WordVocabulary, about: str) -> WordVectors:
    """The sums of both vectors of each word."""
    return WordVectors.of(vocabulary, model.vectors.numpy(), about)
