"""What the bug costs: classifiers of permuted digits, tested with the training permutation and with ones drawn anew.

    python -m unrolled.lessons.table1.permuted.study  # about two minutes of one core; resumable

Three seeds each; a seed decides the permutation, the first weights and the order of the examples.
"""

from __future__ import annotations

import functools
from typing import Any

from unrolled import runtime
from unrolled.datasets import digits
from unrolled.lessons.table1.permuted.recipe import (
    BATCH,
    CLASSIFIERS,
    CLIP,
    FRESH,
    NAME,
    RATES,
    SEEDS,
    UPDATES,
    fresh_orders,
    train,
)
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.table1.permuted.study"


def job(classifier: str, seed: int, updates: int | None = None) -> dict[str, Any]:
    """One training, tested in both ways."""
    recognised = train(classifier, seed, updates)
    return {
        "same": round(recognised(digits.permutation(seed)), 4),
        "anew": [round(recognised(order), 4) for order in fresh_orders(seed)],
    }


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "share of the 500 small test digits recognised: test set permuted as the training set, and by each of "
        f"{FRESH} permutations drawn anew",
        "chance": digits.CHANCE,
        "command": COMMAND,
        "recipe": {"updates": UPDATES, "rates": RATES, "batch": BATCH, "clip": CLIP, "optimiser": "Adam"},
    }
    jobs = {f"{one} {seed}": functools.partial(job, one, seed) for one in CLASSIFIERS for seed in SEEDS}
    with runtime.one_thread:
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
