"""What an update costs: time and memory by the length of the sequences, and the memory of every cell of the table.

    python -m unrolled.lessons.table1.cost.study  # five minutes of one core with nothing else to do; resumable

By length: the networks of the adding problem at the table's size, about 70,000 parameters, 32 sequences an update, and
an answer asked for at every step. (The adding problem wants the last one alone, for which a TCN need not compute all.)
Memory is counted, not measured: it is the same at each run with the same torch on the same kind of processor. Where
torch hands an LSTM to oneDNN, as here, it also keeps oneDNN's workspace: with oneDNN switched off, both LSTMs keep
less than half of it, and less than the GRU. Times are of one thread, all networks in turn.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import mse_loss

from unrolled.benchmark.networks import build
from unrolled.benchmark.recipes import MODELS, Recipe, recipe, settings_of, stands_for
from unrolled.benchmark.task import Batch, Data
from unrolled.benchmark.tasks import TASKS
from unrolled.datasets import adding
from unrolled.lessons.table1.cost.probe import NAME, PLAIN, PLAIN_LENGTH, pace, saved_bytes
from unrolled.models.sequence_net import SequenceNet
from unrolled.models.size import size
from unrolled.runtime import one_core, one_thread
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.table1.cost.study"
LENGTHS, ROUNDS = (100, 200, 400, 800, 1600), 10
CELLS = ("adding", "copy", "jsb", "nottingham", "seq_mnist", "perm_mnist", "brown_words", "shakespeare_characters")


def size_recipe(task: str, model: str) -> Recipe:
    """Of the table's size."""
    return recipe(task, model, stands_for(task, model, "size"))


def networks() -> dict[str, SequenceNet]:
    """The six of the adding problem, of equal size, from the same seed."""
    made = {}
    for model in MODELS:
        torch.manual_seed(0)
        made[model] = build(TASKS["adding"], model, size_recipe("adding", model))
    return made


def examples(length: int) -> Batch:
    """An update's sequences of so many steps."""
    return adding.examples(size_recipe("adding", "tcn").batch, length, torch.Generator().manual_seed(0))


def every_step(network: SequenceNet, x: Tensor, y: Tensor) -> Tensor:
    """Squared error of the answers of all steps to the sum at the end."""
    return mse_loss(network(x)[..., 0], y[:, None].expand(x.shape[:2]))


def memory(length: int) -> dict[str, Any]:
    """What each network keeps for backward."""
    x, y = examples(length)
    made = networks()
    return {
        "batch": len(x),
        "parameters": {model: size(network) for model, network in made.items()},
        "bytes": {model: saved_bytes(network, every_step, x, y) for model, network in made.items()},
    }


def plain_memory(length: int) -> dict[str, Any]:
    """What the LSTM keeps with torch's own kernels in place of those of oneDNN."""
    network, (x, y) = networks()["lstm"], examples(length)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch speaks of other machines' processors here
        with torch.backends.mkldnn.flags(enabled=False):
            return {"bytes": {"lstm": saved_bytes(network, every_step, x, y)}}


def times(length: int, rounds: int = ROUNDS) -> dict[str, Any]:
    """Milliseconds of an update of each."""
    with one_core():  # as in the runs of the benchmark
        found = pace(networks(), every_step, *examples(length), rounds=rounds)
    return {"milliseconds": {model: float(f"{one:.4g}") for model, one in found.items()}}


def update_bytes(task: str, model: str, settings: str) -> dict[str, Any]:
    """What the network of a cell keeps in an update of usual length."""
    told, chosen, data = TASKS[task], recipe(task, model, settings), TASKS[task].data()
    torch.manual_seed(0)
    network = build(told, model, chosen, data.types)
    x, y = usual(data, chosen.batch)
    return {"steps": x.shape[1], "batch": len(x), "bytes": saved_bytes(network, told.lose, x, y)}


def usual(data: Data, batch: int) -> Batch:
    """Examples of an update: the first; of pieces one by one that whose length is nearest to the mean."""
    if batch > 1:
        return data.draw(torch.arange(batch))
    pieces = (data.draw(torch.tensor([place])) for place in range(data.count))
    return min(pieces, key=lambda piece: abs(piece[0].shape[1] - data.steps))


def memory_jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """What is counted, whatever else the machine does."""
    cells = {
        f"cell {task} {model} {settings}": functools.partial(update_bytes, task, model, settings)
        for task in CELLS
        for model in MODELS
        for settings in settings_of(task, model)
    }
    by_length = {f"memory {length}": functools.partial(memory, length) for length in LENGTHS}
    return by_length | {PLAIN: functools.partial(plain_memory, PLAIN_LENGTH)} | cells


def time_jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """What is timed, on a machine with nothing else to do."""
    return {f"pace {length}": functools.partial(times, length) for length in LENGTHS}


ABOUT = {
    "what": "memory, plain, cell: bytes that forward keeps for backward; "
    "pace: milliseconds of forward and backward, median",
    "command": COMMAND,
    "networks": "memory, pace: those of the adding problem at the table's size, every step answered; "
    "cell: as in the benchmark; plain: the LSTM with oneDNN switched off",
}


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    with one_thread:
        collect(NAME, ABOUT, memory_jobs() | time_jobs(), anew=anew)


if __name__ == "__main__":
    main()
