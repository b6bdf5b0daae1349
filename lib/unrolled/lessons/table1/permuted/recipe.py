"""Two small classifiers of permuted digits: a TCN that reads the pixels in order, and logistic regression.

Both learn from the 2,000 committed digits. Nothing here depends on whether the test set is permuted rightly: a trained
classifier is the same, and only what it is shown at the end differs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from unrolled.datasets import digits
from unrolled.models.sequence_net import SequenceNet
from unrolled.models.tcn.fast import FastTCN
from unrolled.training.loop import Budget, Plan, Run, Schedule, train_on

NAME = "table1_permuted"  # of the result file
CLASSIFIERS = {"tcn": "TCN", "logistic": "logistic regression"}
SEEDS = (0, 1, 2)
WIDTH, LEVELS, KERNEL = 16, 6, 8  # the TCN's field of 883 steps holds all 784
BATCH, CLIP = 50, 1.0
UPDATES = {"tcn": 160, "logistic": 400}
RATES = {"tcn": 0.004, "logistic": 0.001}
FRESH = 5  # permutations drawn anew, over which the faulty test is averaged


class Logistic(nn.Module):
    """All pixels times a matrix: ``(B, 784, 1)`` to ``(B, 10)``."""

    def __init__(self) -> None:
        super().__init__()
        self.pixels_to_kinds = nn.Linear(digits.STEPS, digits.KINDS)

    def last(self, x: Tensor) -> Tensor:
        """The answer after the last pixel; here there is no order."""
        return self.pixels_to_kinds(x.squeeze(2))


def fresh(classifier: str) -> SequenceNet | Logistic:
    """An untrained classifier, its weights drawn by torch's global generator."""
    if classifier == "logistic":
        return Logistic()
    return SequenceNet(FastTCN(1, (WIDTH,) * LEVELS, KERNEL), digits.KINDS)


def train(classifier: str, seed: int, updates: int | None = None) -> Callable[[Tensor], float]:
    """Train on digits permuted by ``digits.permutation(seed)``.

    Returns:
        A function that takes an order ``(784,)`` and returns the share of the 500 test digits, read in that order, that
        are recognised.
    """
    torch.manual_seed(seed)
    model = fresh(classifier)
    known, rate = digits.small("train"), RATES[classifier]
    x, y = digits.sequences(known.images, digits.permutation(seed)), _kinds(known)

    def draw() -> tuple[Tensor, Tensor]:
        places = torch.randint(len(y), (BATCH,))
        return x[places], y[places]

    run = Run(model, torch.optim.Adam(model.parameters(), lr=rate))
    plan = Plan(Budget(steps=updates or UPDATES[classifier]), Schedule(rate, warmup=20), CLIP)
    for _ in train_on(run, draw, plan, loss=lambda model, x, y: cross_entropy(model.last(x), y)):
        pass
    return lambda order: _recognised(model.eval(), order)


def fresh_orders(seed: int) -> list[Tensor]:
    """Permutations that have nothing to do with the training set's, as the bug draws them."""
    generator = np.random.default_rng((seed, 1))
    return [torch.from_numpy(generator.permutation(digits.STEPS)) for _ in range(FRESH)]


@torch.inference_mode()
def _recognised(model: SequenceNet | Logistic, order: Tensor) -> float:
    test = digits.small("test")
    found = model.last(digits.sequences(test.images, order)).argmax(dim=1)
    return float((found == _kinds(test)).double().mean())


def _kinds(some: digits.Digits) -> Tensor:
    return torch.from_numpy(some.labels.astype(np.int64))
