"""A TCN and an LSTM of equal size on chorales, three seeds each.

    python -m unrolled.lessons.tcn.chorales.study  # about a quarter of an hour of one core; resumable

They learn the 209 training settings of ``unrolled.lessons.tcn.chorales.dataset``. The TCN of seed 0 is shipped as
``chorales_tcn``.
"""

from __future__ import annotations

import copy
import functools
from typing import Any

from unrolled import runtime
from unrolled.lessons.tcn.chorales import dataset as chorales
from unrolled.lessons.tcn.chorales.recipe import (
    ARCHITECTURES,
    BATCH,
    DROPOUT,
    EVALUATIONS,
    NAME,
    RATE,
    SEEDS,
    SHIPPED,
    UPDATES,
    baselines,
    begin,
    nats_a_chord,
    part,
    train,
)
from unrolled.models.size import size
from unrolled.training.checkpoint import checkpoint_path, save_network
from unrolled.training.loop import Budget
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.tcn.chorales.study"


def job(architecture: str, seed: int) -> dict[str, Any]:
    """One run: its curve, and the losses of its best moment."""
    run, curve, best = begin(architecture, seed), [], float("inf")
    kept = run.model
    for event in train(run, Budget(steps=UPDATES), EVALUATIONS, part("valid")):
        if event.validation is None:
            continue
        curve.append([event.step, round(event.seconds, 1), round(event.loss, 3), round(event.validation, 3)])
        if event.validation < best:
            best, kept = event.validation, copy.deepcopy(run.model)
    numbers = {
        "parameters": size(kept), "curve": curve, "valid": round(best, 3),
        "test": round(nats_a_chord(kept, part("test")), 3),
    }  # fmt: skip
    if (architecture, seed) == ("tcn", 0):
        card = {
            "about": "a TCN that writes chorales note by note, trained on 209 settings by Bach",
            "command": COMMAND,
            "recipe": {
                "updates": UPDATES,
                "batch": BATCH,
                "rate": RATE,
                "seed": seed,
                "kept": "the best on validation",
            },
            "data": chorales.SHA256,
        } | numbers
        save_network(checkpoint_path(SHIPPED), kept, card, half=True)
    return numbers


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "nats a chord; curve: updates, seconds, of the training batch, held out",
        "command": COMMAND,
        "recipe": {"updates": UPDATES, "batch": BATCH, "rate": RATE, "dropout": DROPOUT, "optimiser": "Adam"},
        "baselines": {name: baselines(part(name)) for name in ("valid", "test")},
    }
    jobs = {f"{kind} {seed}": functools.partial(job, kind, seed) for seed in SEEDS for kind in ARCHITECTURES}
    with runtime.one_thread:
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
