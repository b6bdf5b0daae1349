"""TCN, RNN, GRU and LSTM at equal size, on the adding problem and on copy memory.

All read the same examples, drawn anew for each update.
"""

from __future__ import annotations

import functools
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from unrolled.datasets import adding, copy_memory
from unrolled.models.sequence_net import SequenceNet, build
from unrolled.training.loop import Budget, Plan, Run, steady, train_on

NAME = "tcn_race"
SEEDS, RATES = (0, 1, 2), (0.001, 0.003, 0.01)
BATCH, TESTS, EVALUATIONS, WARMUP = 32, 256, 30, 30


@dataclass(frozen=True)
class Task:
    """A task of the race.

    Attributes:
        title: its name.
        wait: T, of ``draw``.
        inputs, outputs: D and O.
        levels, kernel: of the TCN; its field covers the task.
        parameters: of each network, about.
        updates: of each run.
        draw: of a number of examples, the wait and a generator: inputs ``(B, T', D)`` and targets.
        loss: of a network on these, as the task counts it.
        trivial: the loss of the best answer that reads nothing.
    """

    title: str
    wait: int
    inputs: int
    outputs: int
    levels: int
    kernel: int
    parameters: int
    updates: int
    draw: Callable[[int, int, torch.Generator | None], tuple[Tensor, Tensor]]
    loss: Callable[[SequenceNet, Tensor, Tensor], Tensor]
    trivial: float


def _copied(count: int, wait: int, generator: torch.Generator | None) -> tuple[Tensor, Tensor]:
    """Copy memory with 1-of-10 inputs."""
    read, expected = copy_memory.examples(count, wait, generator)
    return nn.functional.one_hot(read, copy_memory.SYMBOLS).float(), expected


def _squares(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    """Mean squared error of the last step's answer."""
    return nn.functional.mse_loss(network.last(x)[:, 0], y)


def _nats(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    """Nats a step."""
    return nn.functional.cross_entropy(network(x).flatten(0, 1), y.flatten())


TASKS = {
    "adding": Task("Adding problem", 200, 2, 1, 6, 3, 20_000, 1200, adding.examples, _squares, adding.TRIVIAL),
    "copy": Task(
        "Copy memory", 50, copy_memory.SYMBOLS, copy_memory.SYMBOLS, 5, 3, 16_000, 1500, _copied, _nats,
        copy_memory.trivial_loss(50),
    ),
}  # fmt: skip


def begin(task: Task, architecture: str, rate: float, seed: int) -> Run[SequenceNet]:
    """A fresh run from torch's weights."""
    torch.manual_seed(seed)
    network = build(architecture, task.inputs, task.outputs, task.parameters, kernel=task.kernel, levels=task.levels)
    return Run(network, torch.optim.Adam(network.parameters(), lr=rate))


def held_out(task: Task, network: SequenceNet) -> float:
    """The loss on a fixed test set, which no training sees."""
    x, y = task.draw(TESTS, task.wait, torch.Generator().manual_seed(10_000 + task.wait))
    with torch.inference_mode():
        return float(task.loss(network.eval(), x, y))


def train(run: Run[SequenceNet], task: Task, rate: float, budget: Budget, evaluations: int = EVALUATIONS):
    """The events of a training, a held-out loss among them now and then."""
    evaluate = functools.partial(held_out, task)
    plan = Plan(budget, steady(rate, WARMUP), evaluate=evaluate, evaluations=evaluations)
    return train_on(run, lambda: task.draw(BATCH, task.wait, None), plan, loss=task.loss)


def final(run: Mapping[str, Any]) -> float:
    """The held-out loss at the end, the mean of the last three measurements."""
    return statistics.mean(point[2] for point in run["curve"][-3:])


def best_rate(runs: Mapping[str, Any], task: str, architecture: str) -> float:
    """The rate of the lowest final loss with seed 0."""
    return min(RATES, key=lambda rate: final(runs[f"{task} {architecture} {rate} 0"]))
