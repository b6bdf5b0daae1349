"""What a leak buys: a causal and a leaky TCN predict the next character, tested as usual and as in writing.

    python -m unrolled.lessons.tcn.leak.study  # about four minutes of one core; resumable

Three seeds each.
"""

from __future__ import annotations

import functools
from typing import Any

from unrolled import runtime
from unrolled.lessons.tcn.leak.recipe import (
    BATCH,
    KERNEL,
    LEVELS,
    PADDINGS,
    RATE,
    SEEDS,
    UPDATES,
    WARMUP,
    WINDOW,
    begin,
    loss,
    passages,
    tested,
    texts,
    writing,
)
from unrolled.models.size import size
from unrolled.models.tcn.size import doubling, receptive_field
from unrolled.training.loop import Budget, Plan, steady, train_on
from unrolled.training.results import begin_study, collect

NAME = "leak"
COMMAND = "python -m unrolled.lessons.tcn.leak.study"


def job(padding: str, seed: int, updates: int = UPDATES) -> dict[str, Any]:
    """One run."""
    known, held = texts()
    run, curve = begin(padding, seed), []
    plan = Plan(Budget(steps=updates), steady(RATE, WARMUP), evaluate=lambda model: tested(model, held))
    for event in train_on(run, lambda: passages(known, BATCH), plan, loss=loss):
        if event.validation is not None:
            curve.append([event.step, round(event.validation, 3)])
    return {
        "parameters": size(run.model), "curve": curve, "tested": curve[-1][1],
        "writing": round(writing(run.model, held), 3),
    }  # fmt: skip


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "held-out nats a character: tested over whole passages, and as in writing, from what is before alone",
        "command": COMMAND,
        "recipe": {"updates": UPDATES, "batch": BATCH, "window": WINDOW, "rate": RATE, "optimiser": "Adam"},
        "field": receptive_field(KERNEL, doubling(LEVELS)),
    }
    with runtime.one_thread:
        jobs = {f"{padding} {seed}": functools.partial(job, padding, seed) for seed in SEEDS for padding in PADDINGS}
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
