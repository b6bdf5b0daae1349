"""What the race of six architectures gives in a minute: every task, three seeds.

    python -m unrolled.lessons.table1.live_race.study  # 15 minutes of one core, and measuring; resumable

A run is a whole race. Times are of the processor, one thread, measurements not counted; a race of 20 seconds is the
first third of it. The learning rates are those of the recipe, tried before with another seed.
"""

from __future__ import annotations

import functools
from typing import Any

from unrolled.lessons.table1.live_race.probe import LONGEST, NAME, parameters
from unrolled.lessons.table1.live_race.recipe import (
    BATCH,
    MEASUREMENTS,
    RACES,
    WARMUP,
    line_up,
    recipe,
    run_race,
)
from unrolled.runtime import one_core
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.table1.live_race.study"
SEEDS = (0, 1, 2)


def job(race: str, seed: int, seconds: float = LONGEST, measurements: int = MEASUREMENTS) -> dict[str, Any]:
    """One race: of each model its rate, its parameters, and its curve of seconds, updates and held-out score."""
    racers = line_up(race, seed)
    for _ in run_race(race, racers, seconds, measurements=measurements):
        pass
    return {
        "rates": {model: racer.recipe.rate for model, racer in racers.items()},
        "parameters": parameters(race),
        "curves": {
            model: [[round(at, 3), updates, float(f"{score:.4g}")] for at, updates, score in racer.points]
            for model, racer in racers.items()
        },
    }


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "held-out score of six networks that take turns; curves: seconds of the processor, updates, score",
        "command": COMMAND,
        "recipe": {"batch": BATCH, "warmup": WARMUP, "clip": recipe("adding", "tcn").clip, "optimiser": "Adam"},
        "trivial": {race: round(small.trivial(), 5) for race, small in RACES.items()},
    }
    with one_core():
        collect(NAME, about, {f"{race} {seed}": functools.partial(job, race, seed) for seed in SEEDS for race in RACES},
                anew=anew)  # fmt: skip


if __name__ == "__main__":
    main()
