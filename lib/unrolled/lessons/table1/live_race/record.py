"""A race of six architectures: what was measured before, and a race of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Curve:
    """What runs of one architecture reached, at M moments.

    Attributes:
        seconds: ``(M,)`` time of the processor that its updates had taken.
        updates: ``(M,)`` made by then; of several seeds the mean.
        scores: ``(S, M)`` held out, of each seed.
    """

    seconds: np.ndarray
    updates: np.ndarray
    scores: np.ndarray

    def best(self, higher: bool) -> float:
        """The best score of each seed, whenever it came; the mean over seeds.

        Small networks overfit small data in a minute. Who trains one keeps the weights that were best on held-out data.
        """
        return float((self.scores.max(axis=1) if higher else self.scores.min(axis=1)).mean())


@dataclass(frozen=True)
class Scale:
    """The vertical axis of a task.

    Attributes:
        low, high: its ends.
        ticks: values that get a line.
        log: whether it is logarithmic.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool = False


@dataclass(frozen=True)
class LiveRace:
    """What the panel shows.

    Attributes:
        title: of the task.
        unit: of the score.
        higher: whether more is better.
        trivial: the score of a model that reads nothing.
        scale: of the score.
        seconds: of the race, in all.
        parameters: of each network, by model; their order is that of the table.
        measured: by model, races of the study; empty where there is none.
        own: by model, this race so far; empty before it begins.
        axis: "seconds" or "updates".
    """

    title: str
    unit: str
    higher: bool
    trivial: float
    scale: Scale
    seconds: float
    parameters: dict[str, int]
    measured: dict[str, Curve] = field(default_factory=dict)
    own: dict[str, Curve] = field(default_factory=dict)
    axis: str = "seconds"

    @property
    def share(self) -> float:
        """Seconds of each network."""
        return self.seconds / len(self.parameters)

    @property
    def shown(self) -> dict[str, Curve]:
        """What the table tells: this race once it has begun, else those measured."""
        return self.own or self.measured

    @property
    def ranked(self) -> list[tuple[str, float]]:
        """Models with their best score so far, the best first; those without a score are left out."""
        so_far = [(name, curve.best(self.higher)) for name, curve in self.shown.items() if curve.seconds.size]
        return sorted(so_far, key=lambda pair: pair[1], reverse=self.higher)
