"""TCN against RNN, GRU and LSTM at equal size, on the adding problem and on copy memory.

    python -m unrolled.training.tcn_race          # about half an hour of one core; goes on where it stopped

Each architecture first tries three learning rates with seed 0; the best by held-out loss is run with two more seeds.
All read the same examples, drawn anew for each update. Times are of one thread, held-out measurements included; beside
them stands how long an update takes by the sequence's length, measured in turn within one process.
"""

from __future__ import annotations

import functools
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from unrolled import runtime
from unrolled.datasets import adding, copy_memory
from unrolled.models.sequence_net import ARCHITECTURES, SequenceNet, build, size
from unrolled.training.loop import Budget, Run, train_on
from unrolled.training.results import begin_study, collect, load_results

NAME = "tcn_race"
COMMAND = "python -m unrolled.training.tcn_race"
SEEDS, RATES = (0, 1, 2), (0.001, 0.003, 0.01)
BATCH, TESTS, EVALUATIONS, WARMUP = 32, 256, 30, 30
LENGTHS = (25, 50, 100, 200, 400)  # at which the pace is measured


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
        trivial: what is lost without reading anything.
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
    loss: Callable[[nn.Module, Tensor, Tensor], Tensor]
    trivial: float


def _copied(count: int, wait: int, generator: torch.Generator | None) -> tuple[Tensor, Tensor]:
    """Copy memory with 1-of-10 inputs."""
    read, due = copy_memory.examples(count, wait, generator)
    return nn.functional.one_hot(read, copy_memory.SYMBOLS).float(), due


def _squares(network: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    """Mean squared error of the last step's answer."""
    return nn.functional.mse_loss(network.last(x)[:, 0], y)


def _nats(network: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    """Nats a step."""
    return nn.functional.cross_entropy(network(x).flatten(0, 1), y.flatten())


TASKS = {
    "adding": Task("Adding problem", 200, 2, 1, 6, 3, 20_000, 1200, adding.examples, _squares, adding.TRIVIAL),
    "copy": Task(
        "Copy memory", 50, copy_memory.SYMBOLS, copy_memory.SYMBOLS, 5, 3, 16_000, 1500, _copied, _nats,
        copy_memory.trivial_loss(50),
    ),
}  # fmt: skip


def begin(task: Task, architecture: str, rate: float, seed: int) -> Run:
    """A fresh run from torch's weights."""
    torch.manual_seed(seed)
    network = build(architecture, task.inputs, task.outputs, task.parameters, kernel=task.kernel, levels=task.levels)
    return Run(network, torch.optim.Adam(network.parameters(), lr=rate))


def held_out(task: Task, network: nn.Module) -> float:
    """The loss on a fixed test set, which no training sees."""
    x, y = task.draw(TESTS, task.wait, torch.Generator().manual_seed(10_000 + task.wait))
    with torch.inference_mode():
        return float(task.loss(network.eval(), x, y))


def train(run: Run, task: Task, rate: float, budget: Budget, evaluations: int = EVALUATIONS):
    """The events of a training, a held-out loss among them now and then."""
    return train_on(
        run, lambda: task.draw(BATCH, task.wait, None), budget=budget, loss=task.loss,
        schedule=lambda step, share: rate * min(1.0, (step + 1) / WARMUP),
        evaluate=functools.partial(held_out, task), evaluations=evaluations,
    )  # fmt: skip


def job(task: Task, architecture: str, rate: float, seed: int) -> dict[str, Any]:
    """One run: its curve of updates, seconds and held-out loss."""
    run = begin(task, architecture, rate, seed)
    curve = []
    for event in train(run, task, rate, Budget(steps=task.updates)):
        if event.validation is not None:
            curve.append([event.step, round(event.seconds, 2), float(f"{event.validation:.3g}")])
    return {"parameters": size(run.model), "rate": rate, "curve": curve}


def final(run: dict[str, Any]) -> float:
    """The held-out loss at the end, the mean of the last three measurements."""
    return statistics.mean(point[2] for point in run["curve"][-3:])


def best_rate(runs: dict[str, Any], task: str, architecture: str) -> float:
    """The rate of the lowest final loss with seed 0."""
    return min(RATES, key=lambda rate: final(runs[f"{task} {architecture} {rate} 0"]))


def pace() -> dict[str, Any]:
    """Milliseconds of an update by length, one thread, the architectures in turn; the network is that of "adding"."""
    task, found = TASKS["adding"], {}
    for length in LENGTHS:
        x, y = task.draw(BATCH, length, None)
        networks = {name: begin(task, name, 0.001, 0).model for name in ARCHITECTURES}
        took: dict[str, list[float]] = {name: [] for name in networks}
        for _ in range(12):
            for name, network in networks.items():
                began = time.perf_counter()
                _backward(network, task.loss(network, x, y))
                took[name].append(time.perf_counter() - began)
        found[str(length)] = {name: round(1e3 * statistics.median(times[2:]), 2) for name, times in took.items()}
    return {"milliseconds": found}


def _backward(network: SequenceNet, loss: Tensor) -> None:
    loss.backward()
    network.zero_grad(set_to_none=True)


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "held-out loss: squared error (adding), nats a step (copy); curve: updates, seconds, loss",
        "command": COMMAND,
        "recipe": {"batch": BATCH, "rates tried": RATES, "warmup": WARMUP, "clip": 1.0, "optimiser": "Adam"},
        "tasks": {
            name: {"T": task.wait, "updates": task.updates, "levels": task.levels, "kernel": task.kernel}
            for name, task in TASKS.items()
        },
        "trivial": {name: round(task.trivial, 6) for name, task in TASKS.items()},
    }
    with runtime.one_thread:
        jobs: dict[str, Callable[[], dict[str, Any]]] = {"pace": pace}
        for name, task in TASKS.items():
            for rate in RATES:
                for kind in ARCHITECTURES:
                    jobs[f"{name} {kind} {rate} 0"] = functools.partial(job, task, kind, rate, 0)
        collect(NAME, about, jobs, anew=anew)
        tried = load_results(NAME)
        for name, task in TASKS.items():
            for kind in ARCHITECTURES:
                rate = best_rate(tried, name, kind)
                for seed in SEEDS[1:]:
                    jobs[f"{name} {kind} {rate} {seed}"] = functools.partial(job, task, kind, rate, seed)
        collect(NAME, about, jobs)


if __name__ == "__main__":
    main()
