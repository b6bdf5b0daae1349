"""Numbers of the panel *How much of a difference is noise?*"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Side:
    """The runs of a model.

    Attributes:
        model: "tcn", "lstm", "fair_lstm", "gru", "rnn" or "min_gru".
        name: as shown.
        settings: whose runs these are, such as "supplement"; "" where there are none.
        seeds: ``(S,)`` their numbers.
        scores: ``(S,)`` one a seed, the lower the better.
        published: the paper's score; None where it has none.
    """

    model: str
    name: str
    settings: str
    seeds: np.ndarray
    scores: np.ndarray
    published: float | None

    @property
    def mean(self) -> float | None:
        """Over all seeds; None where nothing was run."""
        return float(self.scores.mean()) if len(self.scores) else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation of single seeds, by S - 1; None of fewer than two."""
        return float(self.scores.std(ddof=1)) if len(self.scores) > 1 else None


@dataclass(frozen=True)
class Noise:
    """Two models, and what may come of comparing them with n seeds each.

    Attributes:
        task: its title.
        unit: of the scores.
        one: the first model.
        other: the second.
        count: n, how many seeds each side reports.
        differences: ``(K,)`` all differences, other minus one, of means of n seeds drawn with replacement, ascending;
            empty where a side has no run.
        weights: ``(K,)`` their probabilities, which sum to 1.
    """

    task: str
    unit: str
    one: Side
    other: Side
    count: int
    differences: np.ndarray
    weights: np.ndarray

    @property
    def difference(self) -> float | None:
        """Other minus one, of the means of all seeds: above 0 where the first is better."""
        if self.one.mean is None or self.other.mean is None:
            return None
        return self.other.mean - self.one.mean

    @property
    def error(self) -> float | None:
        """The standard error of a difference of means of n seeds; None where a side has fewer than two runs."""
        if self.one.deviation is None or self.other.deviation is None:
            return None
        return math.hypot(self.one.deviation, self.other.deviation) / math.sqrt(self.count)

    @property
    def wrong(self) -> float | None:
        """The probability that the means of n seeds put the two models in the other order; half of the ties count.

        None where it says nothing: a side has fewer than two runs.
        """
        if self.error is None or self.difference is None:
            return None
        turned = self.differences * (1 if self.difference >= 0 else -1)
        tied = np.abs(turned) < 1e-9
        return float(self.weights[(turned < 0) & ~tied].sum() + self.weights[tied].sum() / 2)

    @property
    def better(self) -> Side:
        """The model with the lower mean; the first where they are equal or one was not run."""
        return self.other if (self.difference or 0) < 0 else self.one
