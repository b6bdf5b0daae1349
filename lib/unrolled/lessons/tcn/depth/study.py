"""TCNs of 2 to 16 levels with and without skip connections: gradients before any training, held-out losses after it.

    python -m unrolled.lessons.tcn.depth.study  # about 15 minutes on one core

Before any training: how long are the gradients that the mean loss over one sentence sends to each level's output and
to its weights, with five seeds. And after 300 updates on the plays: the held-out loss, with three seeds and two rates,
of which the better one counts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from unrolled.lessons.tcn.depth.recipe import (
    BATCH,
    CYCLE,
    DEPTHS,
    HELD,
    HIDDEN,
    KERNEL,
    KINDS,
    NAME,
    SEEDS,
    STEPS,
    TEXT,
    TRAINING_SEEDS,
    WINDOW,
    measure_baseline,
    measure_gradients,
    train,
)
from unrolled.training.results import begin_study, collect

STARTS = ("torch", "he")
TRAINED = (2, 4, 8, 16)
RATES = (0.003, 0.01)


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All runs by name: the gradients first, then the trainings, seed after seed."""
    found: dict[str, Callable[[], dict[str, Any]]] = {"single characters": measure_baseline}
    for start in STARTS:
        for kind in KINDS:
            for levels in DEPTHS:
                name = f"gradients, {start}, {kind}, {levels} levels"
                found[name] = functools.partial(measure_gradients, kind, start, levels)
    for seed in TRAINING_SEEDS:
        for start in STARTS:
            for levels in TRAINED:
                for kind in KINDS:
                    for rate in RATES:
                        name = f"training, {start}, {kind}, {levels} levels, rate {rate:g}, seed {seed}"
                        found[name] = functools.partial(train, kind, start, levels, seed, rate)
    return found


def main() -> None:
    """Run what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "TCNs with and without identity paths, by depth: gradients before training, losses after it",
        "command": "python -m unrolled.lessons.tcn.depth.study",
        "network": {"channels": HIDDEN, "kernel": KERNEL, "dilations": CYCLE, "convolutions in a block": 2},
        "gradients": {"text": TEXT, "loss": "mean over the text", "seeds": SEEDS, "sizes": "Euclidean, from below"},
        "training": {"updates": STEPS, "batch": BATCH, "window": WINDOW, "optimiser": "Adam", "rates": RATES},
        "nats": f"a character, on the first {HELD} characters of each validation play",
    }
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
