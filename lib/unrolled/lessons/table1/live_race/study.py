"""What the race of six architectures gives in a minute: every task, three seeds.

    python -m unrolled.lessons.table1.live_race.study  # 35 minutes of one core, and measuring; resumable

First each network tries four learning rates on each task, alone, for as long as it gets in a race. The recipe has the
rate whose best held-out score was best; a test holds it to that. Then the races: a run is a whole race. Times are of
the processor, one thread, measurements not counted; a race of 20 seconds is the first third of it.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

from unrolled.benchmark.recipes import MODELS
from unrolled.lessons.table1.live_race.probe import LONGEST, NAME, parameters
from unrolled.lessons.table1.live_race.recipe import (
    BATCH,
    MEASUREMENTS,
    RACES,
    RATES,
    WARMUP,
    line_up,
    recipe,
    run_race,
    start,
)
from unrolled.runtime import one_core
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.table1.live_race.study"
SEEDS = (0, 1, 2)
TRIALS, TRIAL_SEED = "table1_race_rates", 10


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


def trial(race: str, model: str, rate: float, seconds: float = LONGEST / len(MODELS)) -> dict[str, Any]:
    """One network alone with one learning rate: its best held-out score, its last, and its updates."""
    racer = start(race, replace(recipe(race, model), rate=rate), model, TRIAL_SEED)
    for _ in run_race(race, {model: racer}, seconds, measurements=MEASUREMENTS):
        pass
    pick = max if RACES[race].task.higher else min
    scores = [float(f"{score:.4g}") for *_, score in racer.points]
    return {"best": pick(scores), "last": scores[-1], "updates": racer.run.step}


def try_rates(anew: bool) -> None:
    """Every rate of every network on every task."""
    about = {
        "what": "one network alone for 10 s of the processor, one learning rate: its best and last held-out score",
        "command": COMMAND,
    }
    jobs = {
        f"{race} {model} {rate:g}": functools.partial(trial, race, model, rate)
        for race in RACES for model in MODELS for rate in RATES
    }  # fmt: skip
    collect(TRIALS, about, jobs, anew=anew)


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
        try_rates(anew)
        collect(NAME, about, {f"{race} {seed}": functools.partial(job, race, seed) for seed in SEEDS for race in RACES},
                anew=anew)  # fmt: skip


if __name__ == "__main__":
    main()
