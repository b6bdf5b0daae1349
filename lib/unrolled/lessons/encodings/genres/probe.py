"""Genres of passages: the committed study as points.

C genres.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import numpy as np

from unrolled.lessons.encodings.genres.dataset import LETTERS
from unrolled.lessons.encodings.genres.record import Genres, Point
from unrolled.training.results import load_results

NAME = "genres"


def points(runs: Mapping[str, Mapping[str, Any]]) -> tuple[Point, ...]:
    """Runs of a study, by coding and size, over their splits; in the order of the study."""
    measured = [run for name, run in runs.items() if "coding" in run and not name.startswith("leak")]
    groups = groupby(measured, key=lambda run: (run["coding"], run["size"]))
    return tuple(_point(list(group)) for _, group in groups)


def _point(runs: list[Mapping[str, Any]]) -> Point:
    right = [run["test"] for run in runs]
    sizes = {kind: round(float(np.mean([run["bytes"][kind] for run in runs]))) for kind in runs[0]["bytes"]}
    return Point(
        runs[0]["coding"],
        runs[0]["size"],
        max(run["features"] for run in runs),
        float(np.mean(right)),
        min(right),
        max(right),
        float(np.mean([run["macro"] for run in runs])),
        {**sizes, "all": sizes["weights"] + sizes["index"]},
        np.sum([confusion(run) for run in runs], axis=0),
    )


def confusion(run: Mapping[str, Any]) -> np.ndarray:
    """``(C, C)`` counts of a run, by true genre and by the one named."""
    return np.array([[int(count) for count in row.split()] for row in run["confusion"]])


def leaks(runs: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[float, float]]:
    """By coding and size, mean accuracy with a split by text, and with one by passage."""
    found: dict[str, tuple[float, float]] = {}
    for name, run in runs.items():
        if name.startswith("leak"):
            key = f"{run['coding']} {run['size']}"
            both = [
                np.mean([one["test"] for other, one in runs.items() if other.startswith(f"{start}{key} seed")])
                for start in ("", "leak ")
            ]
            found[key] = (float(both[0]), float(both[1]))
    return found


def load_study() -> dict[str, dict[str, Any]]:
    """The committed runs, by name."""
    return load_results(NAME)


def genres(runs: Mapping[str, Mapping[str, Any]], coding: str, size: int, axis: str = "all") -> Genres:
    """A study as the panel shows it.

    Raises:
        ValueError: if the study has no such coding and size.
    """
    baselines = [run for name, run in runs.items() if name.startswith("baseline")]
    names, found = tuple(baselines[0]["genres"]), points(runs)
    index = next((k for k, one in enumerate(found) if (one.coding, one.size) == (coding, size)), None)
    if index is None:
        raise ValueError(f"The study has no coding {coding!r} of size {size}.")
    return Genres(
        names,
        tuple(LETTERS.get(name, "?") for name in names),
        found,
        index,
        axis,
        len(baselines),
        round(float(np.mean([run["passages"]["test"] for run in baselines]))),
        float(np.mean([run["majority"] for run in baselines])),
    )
