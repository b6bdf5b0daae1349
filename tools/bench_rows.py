"""The rows of the benchmarks: two values each, ours and that of the usual alternative."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        name: what is measured.
        ours: our value.
        peer: the value of the alternative, or None if there is none.
        peer_name: the name of the alternative.
        unit: of both values.
        better: "lower" or "higher".
        goal: the number to reach, or None.
        goal_on: "ours" or "ratio".
        ratio: ours / peer, or None.
        command: the command that runs ours.
        peer_command: the command that runs the alternative.
    """

    name: str
    ours: float
    peer: float | None
    peer_name: str
    unit: str
    better: str
    goal: float | None
    goal_on: str
    command: str
    peer_command: str
    ratio: float | None = None

    def met(self) -> bool | None:
        if self.goal is None:
            return None
        value = self.ours if self.goal_on == "ours" else self.ratio
        return value <= self.goal if self.better == "lower" else value >= self.goal


def row(name: str, ours: float, peer: float | None, **rest: object) -> Row:
    return Row(name, round(ours, 4), peer and round(peer, 4), ratio=peer and round(ours / peer, 4), **rest)


def percentile(values: list[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]


def alternate(ours: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float]:
    """The medians of both; they take turns."""
    pairs = [(ours(), peer()) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
