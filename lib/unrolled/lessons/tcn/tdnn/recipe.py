"""A TDNN on synthetic syllables that begin early or late, and networks that see all frames at once.

All are trained on syllables that begin at frames 2 to 4. *equal* has as many parameters as the TDNN, *wide* four times
as many. Loss and squashing are those of 1989: squared error of sigmoids.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from unrolled import runtime
from unrolled.lessons.tcn.tdnn import dataset as syllables
from unrolled.models.tdnn import TDNN
from unrolled.training.loop import Budget, Plan, Run, steady, train_on

NAME = "tdnn"
KINDS, SEEDS = ("tdnn", "equal", "wide"), (0, 1, 2)
ONSETS = (2, 4)  # of the training
UPDATES, BATCH, RATE, TESTS = 600, 32, 0.01, 300


class AllAtOnce(nn.Sequential):
    """A network with a weight for each band of each frame, and one hidden layer."""

    def __init__(self, hidden: int):
        inputs = syllables.FRAMES * syllables.BANDS
        super().__init__(
            nn.Flatten(),
            nn.Linear(inputs, hidden),
            nn.Sigmoid(),
            nn.Linear(hidden, len(syllables.CLASSES)),
            nn.Sigmoid(),
        )


def begin(kind: str, seed: int) -> Run:
    """A fresh run."""
    torch.manual_seed(seed)
    model = TDNN() if kind == "tdnn" else AllAtOnce({"equal": 2, "wide": 8}[kind])
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE))


def _loss(model: nn.Module, x: Tensor, kinds: Tensor) -> Tensor:
    return nn.functional.mse_loss(model(x), nn.functional.one_hot(kinds, len(syllables.CLASSES)).float())


def accuracy(model: nn.Module, onset: int) -> float:
    """Share of right answers on a fixed test set, all beginning at one frame."""
    x, kinds, _ = syllables.examples(TESTS, (onset, onset), torch.Generator().manual_seed(1000 + onset))
    with torch.inference_mode():
        return (model.eval()(x).argmax(dim=1) == kinds).float().mean().item()


def train(run: Run, budget: Budget, evaluations: int = 10):
    """The events of a training; validation is the share of right answers at the onsets of the training."""
    plan = Plan(
        budget, steady(RATE), evaluations=evaluations,
        evaluate=lambda model: sum(accuracy(model, onset) for onset in range(ONSETS[0], ONSETS[1] + 1)) / 3,
    )  # fmt: skip
    return train_on(run, lambda: syllables.examples(BATCH, ONSETS)[:2], plan, loss=_loss)


@runtime.one_thread
def trained(
    seed: int = 0, updates: int = UPDATES, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[TDNN, nn.Module] | None:
    """A TDNN and a network of equal size that sees all at once, trained now: about two seconds.

    Args:
        seed: of the weights.
        updates: of each.
        cancelled: asked after each update; once it says so, None is returned.
    """
    networks: list[nn.Module] = []
    with torch.random.fork_rng():
        for kind in ("tdnn", "equal"):
            run = begin(kind, seed)
            for _ in train(run, Budget(steps=updates), 1):
                if cancelled():
                    return None
            networks.append(run.model.eval())
    tdnn, at_once = networks
    assert isinstance(tdnn, TDNN)
    return tdnn, at_once
