"""Scores beside what they cost, and what an update costs by the length of its sequences."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

COSTS = ("minutes", "parameters", "milliseconds", "bytes", "length")  # what a score can stand against


@dataclass(frozen=True)
class Mark:
    """A cell of the table.

    Attributes:
        model: "tcn", "lstm", ...
        scores: of each seed, in the row's metric; empty where it was not run.
        costs: by name of :data:`COSTS`; what is not known is missing.
        words: what stands behind the number, such as "2 seeds, 20 epochs".
    """

    model: str
    scores: tuple[float, ...] = ()
    costs: dict[str, float] = field(default_factory=dict)
    words: str = "not run"


@dataclass(frozen=True)
class ByLength:
    """An update of networks of equal size, by the length of what they read.

    Attributes:
        lengths: ``(L,)`` steps.
        bytes: by model ``(L,)`` of what forward keeps for backward.
        milliseconds: by model ``(L,)`` of an update; empty where no time was measured.
        parameters: by model.
        batch: sequences in an update.
    """

    lengths: np.ndarray
    bytes: dict[str, np.ndarray]
    milliseconds: dict[str, np.ndarray]
    parameters: dict[str, int]
    batch: int


@dataclass(frozen=True)
class Cost:
    """What the panel shows.

    Attributes:
        title: of the task.
        metric: "accuracy", "loss", "perplexity" or "bits".
        trivial: the score of a model that reads nothing, or None.
        settings: in words.
        marks: of the models, in the order of the list.
        against: a name of :data:`COSTS`.
        by_length: for "length".
    """

    title: str
    metric: str
    trivial: float | None
    settings: str
    marks: tuple[Mark, ...]
    against: str
    by_length: ByLength

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.metric == "accuracy"

    @property
    def run(self) -> tuple[Mark, ...]:
        """Marks that can be drawn: with a score and the cost asked for."""
        return tuple(mark for mark in self.marks if mark.scores and self.against in mark.costs)
