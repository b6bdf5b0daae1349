"""Both tasks of dropout in a sequence, with each kind of mask and three seeds.

python -m unrolled.lessons.rnn.dropout.study  # about 50 minutes of a busy core; resumable
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import torch

from unrolled.lessons.rnn.dropout.recipe import (
    KINDS,
    NAME,
    NOISE,
    PLAY,
    RATE,
    RECALL,
    RECALL_RECIPE,
    RECALLED,
    RECIPE,
    SEEDS,
    SYMBOLS,
    WAITS,
    measure,
    measure_recall,
)
from unrolled.training.results import begin_study, collect


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All runs on the play, by name, seed after seed."""
    return {
        f"{kind}, seed {seed}": lambda kind=kind, seed=seed: measure(
            kind, replace(RECIPE, dropout=RATE if KINDS[kind] else 0.0, seed=seed)
        )
        for seed in SEEDS
        for kind in KINDS
    }


def recall_jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All runs on the recall task, by name, seed after seed."""
    return {
        f"{kind}, {wait} steps, seed {seed}": lambda kind=kind, wait=wait, seed=seed: measure_recall(
            kind, wait, replace(RECALL_RECIPE, dropout=RATE if KINDS[kind] else 0.0, seed=seed)
        )
        for seed in SEEDS
        for wait in WAITS
        for kind in RECALLED
    }


def main() -> None:
    """Run what the result file does not hold yet."""
    anew = begin_study(__doc__)
    torch.set_num_threads(1)  # a second one brings little to matrices of this size
    about = {
        "command": "python -m unrolled.lessons.rnn.dropout.study",
        "corpus": f"reduced: {PLAY} alone",
        "rate": RATE,
        "recipe": asdict(RECIPE),
        "curve": "columns: updates, training loss with dropout at work, held-out loss; nats a character",
        "held out": "50 pieces of 200 characters of the validation plays",
        "seen": "loss on the play learned from, without dropout",
    }
    about_recall = {
        "command": about["command"],
        "task": f"one of {SYMBOLS} symbols, then so many of {NOISE} others, then name the first; synthetic",
        "rate": RATE,
        "recipe": asdict(RECALL_RECIPE),
        "share": "named right on 1,000 new sequences, without dropout",
    }
    collect(RECALL, about_recall, recall_jobs(), anew=anew)
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
