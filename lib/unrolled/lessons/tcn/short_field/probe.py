"""The committed study of recall around the edge of a receptive field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.datasets import recall
from unrolled.lessons.tcn.short_field import recipe as training
from unrolled.lessons.tcn.short_field.record import ShortField
from unrolled.models.tcn.size import steps_back

NETS = {
    "k = 2, d = 1, 2, 4": training.NETS[0],
    "k = 3, d = 1, 2, 4": training.NETS[1],
    "k = 3, d = 1, 2, 4, 8": training.NETS[2],
    "holes: k = 2, d = 1, 4, 16": training.HOLED,
}


def _runs(results: Mapping[str, Any], name: str, waits: tuple[int, ...], what: str) -> np.ndarray:
    """``(S, M)`` a number of each run."""
    return np.array([[results[f"{name} {wait} {seed}"][what] for wait in waits] for seed in training.SEEDS])


def short_field(results: Mapping[str, Any], net: str, cursor: int | None = None) -> ShortField:
    """The record of a network.

    Args:
        results: the runs of ``data/results/short_field.json``.
        net: a key of ``NETS``.
        cursor: index of the wait pointed at; by default the last one that the network sees.
    """
    chosen = NETS[net]
    holed = chosen == training.HOLED
    waits = training.HOLED_WAITS if holed else training.waits(chosen)
    lstm = sorted({int(key.split()[1]) for key in results if key.startswith("lstm")})
    lstm = [wait for wait in lstm if wait <= max(waits)]
    seen = steps_back(chosen.kernel, chosen.dilations)
    last = max(k for k, wait in enumerate(waits) if wait in seen)
    helps = tuple(
        (what, tuple(results[f"helps {what} {seed}"]["right"] for seed in training.SEEDS)) for what in training.HELPS
    )
    return ShortField(
        net, chosen.field, seen, np.array(waits), _runs(results, chosen.name, waits, "right"),
        _runs(results, chosen.name, waits, "gradient"), np.array(lstm), _runs(results, "lstm", tuple(lstm), "right"),
        recall.CHANCE, last if cursor is None else min(cursor, len(waits) - 1),
        helps, training.OUTSIDE,
    )  # fmt: skip
