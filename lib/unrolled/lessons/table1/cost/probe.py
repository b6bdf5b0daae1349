"""What networks keep for backward, how long an update takes, and what the runs of the benchmark cost."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from torch import Tensor
from torch.autograd.graph import saved_tensors_hooks

from unrolled.benchmark.published import ROWS
from unrolled.benchmark.recipes import MODELS
from unrolled.benchmark.summary import cell
from unrolled.benchmark.tasks import TASKS
from unrolled.lessons.table1.cost.record import ByLength, Cost, Mark
from unrolled.lessons.table1.the_table.probe.trivial import read_trivial
from unrolled.models.sequence_net import SequenceNet
from unrolled.training.results import results_at_hand

NAME = "table1_cost"
PLAIN_LENGTH = 200
PLAIN = f"plain {PLAIN_LENGTH}"  # the LSTM's memory without oneDNN
SETTINGS = {"size": "the table’s sizes", "supplement": "the paper’s settings", "repository": "the authors’ program"}
Loss = Callable[[SequenceNet, Tensor, Tensor], Tensor]


def saved_bytes(network: SequenceNet, lose: Loss, x: Tensor, y: Tensor) -> int:
    """Bytes of memory that a forward pass in training keeps until backward has used it.

    Each piece of memory counts once, however many tensors look into it. Weights and the batch itself do not count, as
    they are there anyway. What a pass needs only for a moment is not in it.
    """
    anyway = {_place(tensor) for tensor in (*network.parameters(), x, y)}
    kept: dict[int, int] = {}

    def keep(tensor: Tensor) -> Tensor:
        if _place(tensor) not in anyway:
            kept[_place(tensor)] = tensor.untyped_storage().nbytes()
        return tensor  # alive, so that no other takes its place

    network.train()
    with saved_tensors_hooks(keep, lambda tensor: tensor):
        lost = lose(network, x, y)
    lost.backward()  # frees what was kept
    network.zero_grad(set_to_none=True)
    return sum(kept.values())


def _place(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()


def pace(networks: Mapping[str, SequenceNet], lose: Loss, x: Tensor, y: Tensor, *, rounds: int) -> dict[str, float]:
    """Milliseconds of forward and backward: the median of rounds in which all take turns, after two to warm up."""
    took: dict[str, list[float]] = {name: [] for name in networks}
    for _ in range(rounds + 2):
        for name, network in networks.items():
            network.train()
            began = time.perf_counter()
            lose(network, x, y).backward()
            took[name].append(time.perf_counter() - began)
            network.zero_grad(set_to_none=True)
    return {name: 1e3 * statistics.median(times[2:]) for name, times in took.items()}


def committed() -> Mapping[str, Mapping[str, Any]]:
    """The runs of the result file; none if it is missing."""
    return results_at_hand(NAME)


def by_length(study: Mapping[str, Mapping[str, Any]]) -> ByLength:
    """The study's measurements at its lengths; models or times that were not measured are left out."""
    memory = {int(name.split()[1]): run for name, run in study.items() if name.startswith("memory ")}
    paces = {int(name.split()[1]): run for name, run in study.items() if name.startswith("pace ")}
    lengths = sorted(memory)
    models = [model for model in MODELS if all(model in run["bytes"] for run in memory.values())] if memory else []
    timed = set(lengths) <= set(paces)
    return ByLength(
        np.array(lengths, float),
        {model: np.array([memory[length]["bytes"][model] for length in lengths], float) for model in models},
        {model: np.array([paces[length]["milliseconds"][model] for length in lengths]) for model in models if timed},
        memory[lengths[0]]["parameters"] if memory else {},
        memory[lengths[0]]["batch"] if memory else 0,
    )


def mark(
    runs: Mapping[str, Mapping[str, Any]], study: Mapping[str, Mapping[str, Any]], task: str, model: str, settings: str
) -> Mark:
    """A cell of the table with its costs: means over the seeds, those that were measured.

    Milliseconds are a run's whole time by its updates, held-out measurements included.
    """
    found = cell(runs, task, model, settings)
    if not found.runs:
        return Mark(model, words=found.words)
    costs = {
        "minutes": [run["core_seconds"] / 60 for run in found.runs if run.get("core_seconds")],
        "parameters": [run["parameters"] for run in found.runs],
        "milliseconds": [
            1e3 * run["core_seconds"] / run["updates"]
            for run in found.runs
            if run.get("updates") and run.get("core_seconds")
        ],
        "bytes": [
            study[name]["bytes"] for name in [f"cell {task} {model} {found.runs[0]['settings']}"] if name in study
        ],
    }
    return Mark(
        model, found.scores, {name: float(np.mean(values)) for name, values in costs.items() if values}, found.words
    )


def cost(
    runs: Mapping[str, Mapping[str, Any]],
    study: Mapping[str, Mapping[str, Any]],
    task: str,
    *,
    settings: str = "size",
    against: str = "minutes",
) -> Cost:
    """The record of a task.

    Args:
        runs: of ``Folder.read``.
        study: the runs of ``data/results/table1_cost.json``.
        task: a name of ``benchmark.tasks.TASKS``.
        settings: a name of :data:`SETTINGS`.
        against: a name of ``record.COSTS``.
    """
    trivial = ROWS[task].trivial if task in ROWS else None
    marks = tuple(mark(runs, study, task, model, settings) for model in MODELS)
    return Cost(
        TASKS[task].title, TASKS[task].metric, read_trivial().get(task) if trivial is None else trivial,
        SETTINGS[settings], marks, against, by_length(study),
    )  # fmt: skip
