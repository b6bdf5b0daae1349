"""A TDNN and networks that see all frames at once, tested on synthetic syllables at every onset.

python -m unrolled.lessons.tcn.tdnn.study  # about a minute of one core; resumable
"""

from __future__ import annotations

import functools
from typing import Any

from unrolled import runtime
from unrolled.lessons.tcn.tdnn import dataset as syllables
from unrolled.lessons.tcn.tdnn.recipe import BATCH, KINDS, NAME, RATE, SEEDS, UPDATES, accuracy, begin, train
from unrolled.models.size import size
from unrolled.training.loop import Budget
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.tcn.tdnn.study"


def job(kind: str, seed: int) -> dict[str, Any]:
    """One run."""
    run = begin(kind, seed)
    for _ in train(run, Budget(steps=UPDATES)):
        pass
    shares = [round(accuracy(run.model, onset), 3) for onset in range(syllables.LATEST + 1)]
    return {"parameters": size(run.model), "right": shares}


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "share of right answers by the frame at which a synthetic syllable begins; trained on frames 2 to 4",
        "command": COMMAND,
        "recipe": {"updates": UPDATES, "batch": BATCH, "rate": RATE, "optimiser": "Adam", "loss": "squared error"},
        "chance": syllables.CHANCE,
    }
    with runtime.one_thread:
        jobs = {f"{kind} {seed}": functools.partial(job, kind, seed) for seed in SEEDS for kind in KINDS}
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
