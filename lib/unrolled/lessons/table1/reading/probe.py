"""Scores of a task, the paper's and ours, beside the trivial one."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from unrolled.benchmark.published import ROWS
from unrolled.benchmark.recipes import MODELS
from unrolled.benchmark.summary import Cell, cell
from unrolled.benchmark.tasks import COPY_WAIT
from unrolled.datasets.copy_memory import trivial_loss
from unrolled.lessons.table1.reading.recipe import NAME
from unrolled.lessons.table1.reading.record import Reading, Score
from unrolled.training.results import load_results

UNITS = {
    "copy": "nats a step", "adding": "squared error", "seq_mnist": "% wrong", "perm_mnist": "% wrong",
    "jsb": "nats a step", "nottingham": "nats a step",
}  # fmt: skip
PREFERRED = ("size", "supplement", "repository")  # settings: the table compares networks of one size
WAITS = np.arange(100, 2001, 50)


@functools.cache
def _measured() -> dict[str, dict[str, Any]]:
    return load_results(NAME)


def trivial_score(task: str) -> float:
    """The score of a model that reads nothing: by formula where there is one, else measured on the test set.

    Raises:
        KeyError: if the task is none of those in ``UNITS``.
    """
    formula = ROWS[task].trivial
    return _measured()[task]["test"] if formula is None else formula


def ours(runs: Mapping[str, Mapping[str, Any]], task: str, model: str) -> Cell:
    """Our cell: at the table's size where that was run, else with the paper's settings, else the repository's."""
    cells = [cell(runs, task, model, settings) for settings in PREFERRED]
    return next((one for one in cells if one.scores), cells[0])


def _score(runs: Mapping[str, Mapping[str, Any]], task: str, model: str) -> Score:
    found = ours(runs, task, model)
    short = found.state == "budget" or found.improving
    published = ROWS[task].published.get(model)
    return Score(model, MODELS[model], published, np.array(found.scores), found.words, short)


def reading(
    runs: Mapping[str, Mapping[str, Any]], task: str = "copy", *, wait: int = COPY_WAIT, row: int | None = None
) -> Reading:
    """The record of a task.

    Args:
        runs: of ``benchmark.folder.Folder.read``.
        task: one of those in ``UNITS``.
        wait: T of copy memory to compute the trivial loss for, one of ``WAITS``; other tasks have none.
        row: the score pointed at, from 0; by default the LSTM's.

    Raises:
        ValueError: if there is no such task or wait.
    """
    if task not in UNITS:
        raise ValueError(f"There is no trivial score of {task!r}: choose one of {', '.join(UNITS)}.")
    if wait not in WAITS:
        raise ValueError(f"The wait runs from {WAITS[0]} to {WAITS[-1]} in steps of 50, not {wait}.")
    told, scores = _measured()[task], tuple(_score(runs, task, model) for model in MODELS)
    shown = Reading(
        task, ROWS[task].title, UNITS[task], ROWS[task].higher, trivial_score(task), told["test"], scores,
        np.array(told.get("shares", ())),
    )  # fmt: skip
    if task == "copy":
        floors = np.array([trivial_loss(int(one)) for one in WAITS])
        shown = replace(shown, waits=WAITS, floors=floors, paper_wait=COPY_WAIT, wait=wait)
    return point_at(shown, 0, list(MODELS).index("lstm") if row is None else row)


def point_at(shown: Reading, _: int, row: int) -> Reading:
    """The same with another row pointed at, held inside."""
    return replace(shown, row=min(max(row, 0), len(shown.scores) - 1))
