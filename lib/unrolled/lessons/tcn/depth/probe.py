"""Gradients and losses of TCNs by their depth, as ``tcn.depth.recipe`` measured them."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import numpy as np

from unrolled.lessons.tcn.depth.recipe import DEPTHS, KINDS, NAME, SEEDS, STEPS, TRAINING_SEEDS
from unrolled.lessons.tcn.depth.record import Band, Depth
from unrolled.training.results import load_results


@functools.cache
def _runs() -> tuple[dict[str, Any], ...]:
    return tuple(load_results(NAME).values())


def depth(levels: int = 8, start: str = "torch", measure: str = "values", *, cursor: int = 0) -> Depth:
    """One view of the study.

    Args:
        levels: n, from 2 to 16.
        start: "torch" or "he".
        measure: "values" for the gradients by each level's output, "weights" for those by its weights.
        cursor: level pointed at; held inside.

    Raises:
        ValueError: if there is no such measurement.
    """
    if levels not in DEPTHS:
        raise ValueError(f"Measured were {DEPTHS[0]} to {DEPTHS[-1]} levels, not {levels}.")
    found = {run["kind"]: run[measure] for run in _runs() if run.get("levels") == levels and run.get("start") == start
             and measure in run}  # fmt: skip
    sizes = {kind: _band(*(found[kind][name] for name in ("low", "median", "high"))) for kind in KINDS}
    depths, nats, rates = _trained(start)
    (baseline,) = (run["nats"] for run in _runs() if "kind" not in run)
    last = len(sizes["identity"].middle) - 1
    return Depth(
        levels, start, measure, sizes, len(SEEDS), depths, nats, rates, len(TRAINING_SEEDS), STEPS, baseline,
        min(max(cursor, 0), last),
    )  # fmt: skip


def _band(low: Any, middle: Any, high: Any) -> Band:
    return Band(np.asarray(low), np.asarray(middle), np.asarray(high))


@functools.cache
def _trained(start: str) -> tuple[np.ndarray, dict[str, Band], dict[str, np.ndarray]]:
    """Depths, losses by kind at the better rate (on average over the seeds), and that rate."""
    runs = [run for run in _runs() if "rate" in run and run["start"] == start]
    depths = sorted({run["levels"] for run in runs})
    bands, chosen = {}, {}
    for kind in KINDS:
        rows, rates = [], []
        for levels in depths:
            by_rate: dict[float, list[float]] = {}
            for run in runs:
                if (run["kind"], run["levels"]) == (kind, levels):
                    by_rate.setdefault(run["rate"], []).append(run["nats"])
            rates.append(min(by_rate, key=lambda rate: float(np.mean(by_rate[rate]))))
            seeds = by_rate[rates[-1]]
            rows.append((min(seeds), float(np.median(seeds)), max(seeds)))
        bands[kind], chosen[kind] = _band(*zip(*rows, strict=True)), np.array(rates)
    return np.array(depths), bands, chosen


def point_at(shown: Depth, cursor: int) -> Depth:
    """The same view with another level pointed at, held inside."""
    return replace(shown, cursor=min(max(cursor, 0), len(shown.sizes["identity"].middle) - 1))
