"""The committed race of TCN against RNN, GRU and LSTM, and what distinguishes one update of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.lessons.tcn.race import recipe as training
from unrolled.lessons.tcn.race.record import Curves, Race
from unrolled.models.sequence_net import ARCHITECTURES

UNITS = {"adding": "squared error", "copy": "nats a step"}


def curves(results: Mapping[str, Any], task: str, architecture: str) -> Curves:
    """All seeds of an architecture with its best rate."""
    rate = training.best_rate(results, task, architecture)
    runs = [results[f"{task} {architecture} {rate} {seed}"] for seed in training.SEEDS]
    points = np.array([run["curve"] for run in runs])  # (S, M, 3)
    return Curves(runs[0]["parameters"], rate, points[0, :, 0], points[:, :, 1], points[:, :, 2])


def race(results: Mapping[str, Any], task: str, *, axis: str = "updates", cursor: int | None = None) -> Race:
    """The record of a task.

    Args:
        results: the runs of ``data/results/tcn_race.json``.
        task: "adding" or "copy".
        axis: "updates" or "seconds".
        cursor: the measurement pointed at; the last one by default.
    """
    told = training.TASKS[task]
    found = {name: curves(results, task, name) for name in ARCHITECTURES}
    pace = results["pace"]["milliseconds"]
    last = len(found["tcn"].updates) - 1
    return Race(
        told.title, UNITS[task], told.wait, told.trivial, found, axis, last if cursor is None else min(cursor, last),
        np.array([int(length) for length in pace]),
        {name: np.array([row[name] for row in pace.values()]) for name in ARCHITECTURES},
    )  # fmt: skip


def in_a_row(architecture: str, steps: int, *, levels: int, convolutions: int = 2) -> int:
    """How many products must wait for each other in one pass over a sequence: steps, or convolutions in the depth."""
    return levels * convolutions if architecture == "tcn" else steps
