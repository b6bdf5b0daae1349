"""A race as a record: its curves so far, and those of the study."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.lessons.table1.live_race.recipe import RACES, Racer, line_up
from unrolled.lessons.table1.live_race.record import Curve, LiveRace, Scale
from unrolled.models.size import size
from unrolled.training.results import results_at_hand

NAME = "table1_race"
LONGEST = 60  # seconds of a race of the study
_PERCENT = Scale(0, 100, (0, 20, 40, 60, 80, 100))
SCALES = {
    "adding": Scale(1e-5, 1, (1e-5, 1e-4, 1e-3, 0.01, 0.1, 1), log=True),
    "copy": Scale(1e-6, 1, (1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1), log=True),
    "digits": _PERCENT,
    "permuted": _PERCENT,
    "chorales": Scale(8.5, 12, (9, 10, 11, 12)),
}


@functools.cache
def parameters(race: str) -> dict[str, int]:
    """Of each network of a race."""
    return {model: size(racer.run.model) for model, racer in line_up(race, 0).items()}


def measured(runs: Mapping[str, Mapping[str, Any]], race: str, seconds: float) -> dict[str, Curve]:
    """The curves of the study's races, cut to a race of so many seconds; none where none was run.

    Seeds are measured at slightly different moments; all are read at those of the first.
    """
    races = [run for name, run in runs.items() if name.rsplit(" ", 1)[0] == race]
    found = {}
    for model in races[0]["curves"] if races else ():
        points = [np.array(run["curves"][model]) for run in races]  # (M, 3) each
        share = seconds / len(races[0]["curves"])
        moments = points[0][:, 0]
        moments = moments[moments <= share + moments[0] / 2]  # the last update goes over by a little
        updates, scores = (np.array([np.interp(moments, p[:, 0], p[:, k]) for p in points]) for k in (1, 2))
        found[model] = Curve(moments, updates.mean(axis=0), scores)
    return found


def committed() -> Mapping[str, Mapping[str, Any]]:
    """The runs of the result file; none if it is missing."""
    return results_at_hand(NAME)


def view(runs: Mapping[str, Mapping[str, Any]], race: str, seconds: float, axis: str = "seconds") -> LiveRace:
    """The record of a race that has not begun."""
    small = RACES[race]
    return LiveRace(
        small.task.title, small.task.unit, small.task.higher, small.trivial(), SCALES[race], seconds,
        parameters(race), measured(runs, race, seconds), {}, axis,
    )  # fmt: skip


def curves(racers: Mapping[str, Racer]) -> dict[str, Curve]:
    """A race so far, one seed; a network that was not measured yet has empty arrays."""
    found = {}
    for model, racer in racers.items():
        points = np.array(racer.points, float).reshape(-1, 3)
        found[model] = Curve(points[:, 0], points[:, 1], points[None, :, 2])
    return found
