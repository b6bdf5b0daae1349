"""Numbers of the panel *Gradient by depth*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Band:
    """Something over several seeds.

    Attributes:
        low, middle, high: ``(M,)`` lowest, median and highest.
    """

    low: np.ndarray
    middle: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Depth:
    """Gradients of a TCN of n levels before training, and losses after it, with skip connections and without.

    Attributes:
        levels: n.
        start: "torch" or "he".
        measure: "values" or "weights".
        sizes: by kind, "identity" and "plain": lengths of gradients from below, ``(n + 1,)`` for values, the input's
            first, or ``(n,)`` for weights.
        seeds: of the gradients.
        depths: ``(M,)`` numbers of levels that were trained.
        nats: by kind, held-out loss at the better of the rates, ``(M,)``.
        rates: that rate by kind, ``(M,)``.
        training_seeds: of the losses.
        updates: of each training.
        baseline: what counting single characters loses, in nats.
        cursor: level pointed at, from 0 to ``len(sizes) - 1``.
    """

    levels: int
    start: str
    measure: str
    sizes: dict[str, Band]
    seeds: int
    depths: np.ndarray
    nats: dict[str, Band]
    rates: dict[str, np.ndarray]
    training_seeds: int
    updates: int
    baseline: float
    cursor: int

    @property
    def level(self) -> int:
        """The level pointed at, 0 for the input."""
        return self.cursor + (self.measure == "weights")

    def ratio(self, kind: str) -> float:
        """The lowest size as a share of the highest level's, in the median."""
        middle = self.sizes[kind].middle
        return float(middle[0] / middle[-1])
