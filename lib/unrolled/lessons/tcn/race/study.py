"""TCN against RNN, GRU and LSTM at equal size, on the adding problem and on copy memory.

    python -m unrolled.lessons.tcn.race.study  # about half an hour of one core; resumable

Each architecture first tries three learning rates with seed 0; the best by held-out loss is run with two more seeds.
Times are of one thread, held-out measurements included; beside them stands how long an update takes by the sequence's
length, measured in turn within one process.
"""

from __future__ import annotations

import functools
import statistics
import time
from collections.abc import Callable
from typing import Any

from torch import Tensor

from unrolled import runtime
from unrolled.lessons.tcn.race.recipe import BATCH, NAME, RATES, SEEDS, TASKS, WARMUP, Task, begin, best_rate, train
from unrolled.models.sequence_net import ARCHITECTURES, SequenceNet
from unrolled.models.size import size
from unrolled.training.loop import Budget
from unrolled.training.results import begin_study, collect, load_results

COMMAND = "python -m unrolled.lessons.tcn.race.study"
LENGTHS = (25, 50, 100, 200, 400)  # at which the pace is measured


def job(task: Task, architecture: str, rate: float, seed: int) -> dict[str, Any]:
    """One run: its curve of updates, seconds and held-out loss."""
    run = begin(task, architecture, rate, seed)
    curve = []
    for event in train(run, task, rate, Budget(steps=task.updates)):
        if event.validation is not None:
            curve.append([event.step, round(event.seconds, 2), float(f"{event.validation:.3g}")])
    return {"parameters": size(run.model), "rate": rate, "curve": curve}


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
