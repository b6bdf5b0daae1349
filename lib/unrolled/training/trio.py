"""Three networks of equal size, one of each cell: RNN, GRU and LSTM on the 34 plays, with three seeds each.

    python -m unrolled.training.trio          # or: make train-trio

Each has one layer and as many parameters as an LSTM of 128 units, to within one
unit's worth, and sees the same characters. So size cannot explain differences
between them (in gradients, memory or gates). Stopped at any moment, the
command goes on from the last saved step.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from unrolled import runtime
from unrolled.models.size import equal_width, parameters
from unrolled.training.char_rnn import Recipe, ship
from unrolled.training.checkpoint import is_whole
from unrolled.training.live import LIVE, RATES

CELLS = ("rnn", "gru", "lstm")
SEEDS = (0, 1, 2)
CHARACTERS = 76  # of the vocabulary
SIZE = sum(parameters(CHARACTERS, 128, 1))
STEPS = 8_000  # 12.8 million characters, nearly three passes


def name(cell: str, seed: int) -> str:
    """The checkpoint's name."""
    return f"trio_{cell}_{seed}"


def recipe(cell: str, seed: int) -> Recipe:
    """The recipe of a live training, at the common size and with a budget in steps."""
    width = equal_width(SIZE, CHARACTERS, cell)
    return replace(LIVE, cell=cell, hidden=width, steps=STEPS, seconds=None, rate=RATES[cell], seed=seed)


def train_missing(doc: str, jobs: Mapping[str, Callable[..., object]]) -> None:
    """Run a training command: read its options, and train the networks whose checkpoints are missing.

    Args:
        doc: of the command's module; its first line explains the command.
        jobs: by the checkpoint's name, a function of ``runs``, the folder of the run files, that trains and writes it.
    """
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="folder of the run files")
    parser.add_argument("--anew", action="store_true", help="also train the networks that exist already")
    options = parser.parse_args()
    runtime.start()
    for checkpoint, job in jobs.items():
        if options.anew or not is_whole(checkpoint):
            job(runs=options.runs)


def shipping(recipes: Mapping[str, Recipe], command: str) -> dict[str, Callable[..., object]]:
    """The jobs of :func:`train_missing` that train and ship these networks, by the checkpoint's name."""
    return {checkpoint: functools.partial(ship, checkpoint, chosen, command) for checkpoint, chosen in recipes.items()}


if __name__ == "__main__":
    nine = {name(cell, seed): recipe(cell, seed) for seed in SEEDS for cell in CELLS}
    train_missing(__doc__, shipping(nine, "python -m unrolled.training.trio"))
