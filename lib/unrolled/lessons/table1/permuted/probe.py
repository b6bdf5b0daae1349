"""What the study of the bug found."""

from __future__ import annotations

import numpy as np

from unrolled.lessons.table1.permuted.recipe import CLASSIFIERS, NAME, SEEDS
from unrolled.training.results import load_results


def recognised() -> dict[str, tuple[float, float]]:
    """By classifier the share of test digits recognised with the training permutation, and with one drawn anew.

    Means over the seeds, and for the second over the fresh permutations, too.
    """
    runs = load_results(NAME)

    def mean(one: str, test: str) -> float:
        return float(np.mean([runs[f"{one} {seed}"][test] for seed in SEEDS]))

    return {title: (mean(one, "same"), mean(one, "anew")) for one, title in CLASSIFIERS.items()}
