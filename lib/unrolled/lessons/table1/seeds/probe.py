"""Every difference that n seeds a side could have shown: the exact bootstrap of two models' runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.benchmark.published import row
from unrolled.benchmark.recipes import MODELS, SETTINGS
from unrolled.benchmark.summary import cell
from unrolled.lessons.table1.seeds.record import Noise, Side

MOST = 8  # seeds a side
GRID = 1e-4  # nats: scores are counted in these, as result files hold them, so that sums that are equal fall together


def sums_of_draws(scores: np.ndarray, count: int) -> tuple[int, np.ndarray]:
    """All sums of ``count`` scores drawn with replacement, each with its probability.

    With replacement, since the runs stand for all seeds that could have been taken: without it the means of as many
    seeds as there are would be one single number, and seem free of noise.

    Args:
        scores: ``(S,)`` one or more, rounded to ``GRID``.
        count: n, 1 or more.

    Returns:
        The lowest sum in units of ``GRID``, and ``(K,)`` the probabilities of that sum and of those above it, by 1.
    """
    whole = np.rint(np.asarray(scores) / GRID).astype(int)
    single = np.bincount(whole - whole.min()) / len(whole)
    found = np.ones(1)
    for _ in range(count):
        found = np.convolve(found, single)
    return int(whole.min()) * count, found


def differences(one: np.ndarray, other: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """All differences, other minus one, of means of ``count`` scores drawn with replacement.

    Args:
        one: ``(S,)`` scores, perhaps none.
        other: ``(S',)`` likewise.
        count: n, 1 or more.

    Returns:
        The different ones ``(K,)``, ascending, and their probabilities ``(K,)``; both empty where a side has no score.
    """
    if not len(one) or not len(other):
        return np.empty(0), np.empty(0)
    (low, left), (high, right) = sums_of_draws(one, count), sums_of_draws(other, count)
    weights = np.convolve(right, left[::-1])  # the first: the lowest of other minus the highest of one
    (there,) = np.nonzero(weights)
    return (high - low - (len(left) - 1) + there) * GRID / count, weights[there]


def side(runs: Mapping[str, Mapping[str, Any]], task: str, model: str) -> Side:
    """The runs of a model on a task, in those settings that have the most of them."""
    cells = {settings: cell(runs, task, model, settings) for settings in SETTINGS}
    settings = max(cells, key=lambda one: len(cells[one].scores))
    found = cells[settings]
    told = settings if found.scores else ""
    return Side(
        model, MODELS[model], told, np.array(found.seeds), np.array(found.scores), row(task).published.get(model)
    )


def noise(
    runs: Mapping[str, Mapping[str, Any]],
    one: str = "tcn",
    other: str = "fair_lstm",
    count: int = 1,
    *,
    task: str = "jsb",
) -> Noise:
    """The record of two models.

    Args:
        runs: of ``benchmark.folder.Folder.read``.
        one: the first model, one of ``recipes.MODELS``.
        other: the second; it may be the same.
        count: n, from 1 to ``MOST``.
        task: whose score is a loss.

    Raises:
        ValueError: if there is no such model, or n is outside.
    """
    for model in (one, other):
        if model not in MODELS:
            raise ValueError(f"There is no model {model!r}: choose one of {', '.join(MODELS)}.")
    if not 1 <= count <= MOST:
        raise ValueError(f"Each side reports 1 to {MOST} seeds, not {count}.")
    sides = side(runs, task, one), side(runs, task, other)
    found = differences(sides[0].scores, sides[1].scores, count)
    return Noise(row(task).title, "nats a step", *sides, count, *found)
