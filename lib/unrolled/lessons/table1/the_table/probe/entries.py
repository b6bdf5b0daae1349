"""A model's cell from the benchmark's runs: the numbers under a protocol, and what stands behind them."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.benchmark.published import Row
from unrolled.benchmark.recipes import recipe, settings_of, stands_for
from unrolled.benchmark.run import Job
from unrolled.benchmark.summary import NO_VALIDATION, PROTOCOLS, Cell, cell
from unrolled.lessons.table1.the_table.record import Entry

SETTINGS = {"supplement": "the supplement", "repository": "the authors’ repository", "size": "the table’s size"}
NAMES = {"ours": "chosen on validation", "authors": "mean of the last 3 epochs"}  # of the protocols


def settings_shown(task: str, model: str, settings: str) -> tuple[str, str]:
    """The settings whose runs a cell shows, and why they are not those asked for: none, where they are."""
    there = settings_of(task, model)
    if settings in there or not there:
        return settings, ""
    same = stands_for(task, model, settings)
    if same in there:
        return same, "the supplement’s network has about the table’s size"
    other = next(one for one in SETTINGS if one in there)
    return other, f"{SETTINGS[settings]} gives none for this cell"


def model_entry(
    runs: Mapping[str, Mapping[str, Any]], row: Row, model: str, settings: str, protocol: str
) -> Entry:  # fmt: skip
    """The cell of a model.

    Args:
        runs: result files, by name.
        row: of the table.
        model: a name of ``recipes.MODELS``.
        settings: asked for; where a model has none of that name, others are shown and named.
        protocol: a name of ``summary.PROTOCOLS``.
    """
    shown, why = settings_shown(row.name, model, settings)
    found = cell(runs, row.name, model, shown, protocol)
    paper = row.published.get(model)
    if not found.runs:
        return _without_runs(row, model, shown, why, paper, found.state)
    own, first = found.runs, found.runs[0]
    return Entry(
        model, paper, found.scores, found.seeds, found.state, found.improving, shown, why,
        _others(runs, found), (min(run["curve"][-1][0] for run in own), first["recipe"]["epochs"]), "epoch",
        tuple(np.array(run["curve"], dtype=float)[:, [0, 2]] for run in own),
        first["recipe"], first["width"], first["parameters"],
        statistics.fmean(run["core_seconds"] for run in own) / 60, command=first["command"],
    )  # fmt: skip


def _without_runs(row: Row, model: str, settings: str, why: str, paper: float | None, state: str) -> Entry:
    """What is known of a cell before it was run."""
    if settings not in settings_of(row.name, model):
        return Entry(model, paper, state=state, settings=settings)
    planned = recipe(row.name, model, settings)
    return Entry(
        model, paper, state=state, settings=settings, why=why, done=(0, planned.epochs), recipe=planned.words(),
        width=planned.width, minutes=planned.minutes, command=Job(row.name, model, settings).command,
    )  # fmt: skip


def _others(runs: Mapping[str, Mapping[str, Any]], shown: Cell) -> tuple[tuple[str, float], ...]:
    """The scores of the other protocol, and of other settings under the same one."""
    task, model = shown.task, shown.model
    names = NAMES if task in NO_VALIDATION else dict.fromkeys(PROTOCOLS, "the other protocol, here the same")
    asked = {names[one]: (shown.settings, one) for one in PROTOCOLS if one != shown.protocol}
    asked |= {SETTINGS[one]: (one, shown.protocol) for one in settings_of(task, model) if one != shown.settings}
    scores = {name: cell(runs, task, model, *which).score for name, which in asked.items()}
    return tuple((name, score) for name, score in scores.items() if score is not None)
