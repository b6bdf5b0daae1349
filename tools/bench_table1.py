"""Bench of Table 1: seconds an epoch of our recipes, against the plain PyTorch form of the same recipe, on one thread.

The plain form is the obvious one: nn.Conv1d padded and cut for the TCN, nn.LSTM for the LSTM, all outputs computed, and
denormal numbers kept. The optimiser takes the same time in both and is left out. Inputs are random numbers of the
task's shape. As on real data, gradients of a loss at the last step vanish, and denormal numbers make nn.LSTM slow.
"""

from __future__ import annotations

from collections.abc import Callable

from bench_rows import ROUNDS, Row, row
from bench_tcn import in_turn, plain_stack

EXAMPLES = {"seq_mnist": 55_000, "adding": 50_000, "copy": 10_000, "jsb": 229, "nottingham": 694}
SHAPES = {"seq_mnist": (784, 1), "adding": (600, 2), "copy": (1020, 1), "jsb": (59, 88), "nottingham": (253, 88)}
CELLS = [("adding", "tcn"), ("copy", "tcn"), ("seq_mnist", "tcn"), ("jsb", "tcn"), ("nottingham", "tcn"),
         ("adding", "lstm"), ("copy", "lstm"), ("seq_mnist", "lstm")]  # fmt: skip


def steppers(task: str, model: str) -> dict[str, Callable[[], None]]:
    """One update in each of the two forms, without the optimiser: forward, loss, backward."""
    import torch
    from torch import nn

    from unrolled.benchmark.networks import build
    from unrolled.benchmark.recipes import recipe
    from unrolled.benchmark.tasks import TASKS

    torch.manual_seed(0)
    chosen, row_of = recipe(task, model, "supplement"), TASKS[task]
    T, D = SHAPES[task]
    x = torch.rand(chosen.batch, T, D)
    if task in ("jsb", "nottingham"):
        y = (torch.rand(1, T, D) < 0.04).float()
    elif task == "copy":
        y = torch.randint(10, (chosen.batch, T))
    else:
        y = torch.rand(chosen.batch) if task == "adding" else torch.randint(10, (chosen.batch,))

    class Plain(nn.Module):
        def __init__(self):
            super().__init__()
            self.core = (
                plain_stack(D, chosen.width, chosen.kernel, chosen.layers)
                if model == "tcn"
                else nn.LSTM(D, chosen.width, chosen.layers, batch_first=True)
            )
            self.readout = nn.Linear(chosen.width, row_of.outputs)

        def forward(self, x):
            h = self.core(x)
            return self.readout(h if model == "tcn" else h[0])

        def last(self, x):
            return self(x)[:, -1]

    def step(network: nn.Module, flush: bool) -> None:
        torch.set_flush_denormal(flush)
        row_of.lose(network, x, y).backward()
        torch.set_flush_denormal(False)
        network.zero_grad(set_to_none=True)

    ours, plain = build(row_of, model, chosen), Plain()
    return {"ours": lambda: step(ours, True), "plain": lambda: step(plain, False)}


def table1() -> list[Row]:
    import torch

    from unrolled.benchmark.recipes import recipe

    torch.set_num_threads(1)
    rows = []
    for task, model in CELLS:
        seconds = in_turn(steppers(task, model), ROUNDS)
        updates = EXAMPLES[task] / recipe(task, model, "supplement").batch
        rows.append(
            row(
                f"Table 1, an epoch of {task}, {model.upper()}", updates * seconds["ours"], updates * seconds["plain"],
                unit="s", better="lower", peer_name="the same recipe in plain PyTorch", goal=None, goal_on="ratio",
                command=f"tools/bench_table1.py, {task} {model}: median update x updates of an epoch",
                peer_command=f"tools/bench_table1.py, {task} {model}, plain: the same",
            )
        )  # fmt: skip
    rows += min_gru()
    torch.set_num_threads(2)
    return rows


def min_gru() -> list[Row]:
    """An update of a minGRU on one core: by a scan, and by a loop after all gates, against the plain loop."""
    import torch

    from unrolled.models.min_gru import FusedMinGRU, MinGRU, ParallelMinGRU

    torch.manual_seed(0)
    (T, D), B, H = SHAPES["adding"], 32, 64
    x = torch.rand(B, T, D)

    def stepper(kind: type[MinGRU]) -> Callable[[], None]:
        network = kind(D, H)

        def step() -> None:
            network(x)[0].square().mean().backward()
            network.zero_grad(set_to_none=True)

        return step

    kinds = {"scan": ParallelMinGRU, "walk": FusedMinGRU, "loop": MinGRU}
    seconds = in_turn({name: stepper(kind) for name, kind in kinds.items()}, ROUNDS)
    names = {"scan": "all steps at once, by logarithms", "walk": "gates at once, then a walk"}
    return [
        row(
            f"minGRU, an update of {T} steps: {words}", 1000 * seconds[name], 1000 * seconds["loop"], unit="ms",
            better="lower", peer_name="the readable loop", goal=None, goal_on="ratio",
            command=f"tools/bench_table1.py, min_gru {name}", peer_command="tools/bench_table1.py, min_gru loop",
        )
        for name, words in names.items()
    ]  # fmt: skip
