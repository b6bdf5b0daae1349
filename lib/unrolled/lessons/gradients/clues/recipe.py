"""RNN, GRU and LSTM of equal size on the sentences of ``gradients.clues.dataset``.

Each update is a batch of sentences of one distance, drawn evenly on a
logarithmic scale from 4 to 64 words, and one time in ten of the short kind.
Short distances are learned first and carry the long ones: no other curriculum
is needed. Two ways of scoring are compared: *every* word is a target, as in any
language model, or the *answer* alone, which is learned in a tenth of the updates.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from unrolled.lessons.gradients.clues import dataset as clues
from unrolled.models.char_rnn import CharRNN
from unrolled.models.initial import orthogonal
from unrolled.models.size import equal_width
from unrolled.training.loop import UNSCORED, Budget, Event, Plan, Run, Schedule, train_on

CELLS, SEEDS = ("rnn", "gru", "lstm"), (0, 1, 2)
SIZE, V = 20_000, len(clues.WORDS)  # parameters in all
RATES = {
    "rnn": 0.003,
    "gru": 0.02,
    "lstm": 0.02,
}  # a plain RNN needs less: at 0.01 it learns little, at 0.0015 it learns late
LONGEST, BATCH, SHORT_KIND = 64, 32, 0.1
UPDATES = {"every": 2500, "answer": 1000}  # by what is scored
DISTANCES = (4, 5, 6, 7, 8, 10, 12, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 160, 200)
EACH = 10  # test sentences of each country at a distance


@dataclass(frozen=True)
class Recipe:
    """All choices of a training.

    Attributes:
        cell: "rnn", "gru" or "lstm".
        scored: "every" word, or the "answer" alone.
        longest: words from clue to answer, at most.
        steps, seconds: the budget; one of them may be None.
        seed: of torch's generator.
    """

    cell: str = "lstm"
    scored: str = "every"
    longest: int = LONGEST
    steps: int | None = UPDATES["every"]
    seconds: float | None = None
    seed: int = 0


def draw(recipe: Recipe) -> tuple[Tensor, Tensor]:
    """A batch of one distance: inputs and targets ``(B, T)``; all chance comes from torch's global generator."""
    chance = random.Random(int(torch.randint(2**31, ())))
    if chance.random() < SHORT_KIND:
        sentences = [clues.place_sentence(chance.choice(list(clues.PLACES))) for _ in range(BATCH)]
    else:
        distance = round(clues.SHORTEST * (recipe.longest / clues.SHORTEST) ** chance.random())
        countries = chance.choices(list(clues.LANGUAGES), k=BATCH)
        sentences = [clues.language_sentence(chance, country, distance) for country in countries]
    ids = clues.batch(sentences)
    inputs, targets = ids[:, :-1], ids[:, 1:].clone()
    if recipe.scored == "answer":
        targets[:, :-1] = UNSCORED
    return inputs, targets


def begin(recipe: Recipe) -> tuple[Run, Iterator[Event]]:
    """A fresh run, from orthogonal weights, and its events."""
    torch.manual_seed(recipe.seed)
    model = CharRNN(V, equal_width(SIZE, V, recipe.cell), 1, recipe.cell, fused=True)
    orthogonal(model)
    rate = RATES[recipe.cell]
    run = Run(model, torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.99), fused=True))
    plan = Plan(Budget(recipe.steps, recipe.seconds), Schedule(rate, warmup=50))
    return run, train_on(run, lambda: draw(recipe), plan)


@functools.cache
def tests(distance: int) -> Tensor:
    """The test set of a distance, ``(B, T)``; every language is the answer equally often."""
    return clues.batch(clues.heldout_sentences(distance, EACH))


@torch.inference_mode()
def accuracy(model: CharRNN, ids: Tensor) -> float:
    """The share of sentences ``(B, T)`` whose last word is the model's first choice among all words."""
    logits, _ = model.eval()(ids[:, :-1])
    return (logits[:, -1].argmax(dim=1) == ids[:, -1]).float().mean().item()


def by_distance(model: CharRNN) -> list[float]:
    """Accuracy at each of ``DISTANCES``."""
    return [round(accuracy(model, tests(distance)), 3) for distance in DISTANCES]
