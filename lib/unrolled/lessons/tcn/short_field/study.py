"""Recall just inside and just outside receptive fields, three seeds, beside an LSTM of the size of the first.

    python -m unrolled.lessons.tcn.short_field.study  # about a quarter of an hour of one core; resumable

``helps`` takes the first network and a wait just outside its field, and changes one thing at a time.
"""

from __future__ import annotations

import functools
from typing import Any

from unrolled import runtime
from unrolled.datasets import recall
from unrolled.lessons.tcn.short_field.recipe import (
    BATCH,
    FIRST,
    HELPS,
    HOLED,
    HOLED_WAITS,
    NAME,
    NETS,
    OUTSIDE,
    RATE,
    SEEDS,
    STEP,
    UPDATES,
    WARMUP,
    V,
    at_the_clue,
    begin,
    network,
    train,
    waits,
)
from unrolled.models.sequence_net import SequenceNet, build
from unrolled.models.size import size
from unrolled.training.loop import Budget
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.tcn.short_field.study"


def job(make: Any, wait: int, seed: int, updates: int = UPDATES) -> dict[str, Any]:
    """One run: share of right answers by updates, at the end, and the gradient at the clue."""
    run, curve = begin(make, seed), []
    for event in train(run, wait, Budget(steps=updates), updates // STEP):
        if event.validation is not None:
            curve.append([event.step, round(event.validation, 3)])
    return {
        "parameters": size(run.model), "right": curve[-1][1], "curve": curve,
        "gradient": float(f"{at_the_clue(run.model, wait):.3g}"),
    }  # fmt: skip


def lstm() -> SequenceNet:
    """An LSTM as large as the first network."""
    return build("lstm", V, V, size(network(FIRST)))


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "share of right answers after training at one wait, chance 1/8; gradient at the clue's input",
        "command": COMMAND,
        "recipe": {
            "updates": UPDATES,
            "batch": BATCH,
            "rate": RATE,
            "warmup": WARMUP,
            "clip": 1.0,
            "optimiser": "Adam",
        },
        "chance": recall.CHANCE,
        "fields": {net.name: net.field for net in (*NETS, HOLED)},
    }
    jobs = {}
    for seed in SEEDS:
        for net in NETS:
            for wait in waits(net):
                jobs[f"{net.name} {wait} {seed}"] = functools.partial(job, functools.partial(network, net), wait, seed)
        for wait in HOLED_WAITS:
            make = functools.partial(network, HOLED)
            jobs[f"{HOLED.name} {wait} {seed}"] = functools.partial(job, make, wait, seed)
        for what, (net, updates) in HELPS.items():
            make = functools.partial(network, net)
            jobs[f"helps {what} {seed}"] = functools.partial(job, make, OUTSIDE, seed, updates)
        for wait in sorted({wait for net in NETS for wait in waits(net)}):
            jobs[f"lstm {wait} {seed}"] = functools.partial(job, lstm, wait, seed)
    with runtime.one_thread:
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
