"""A carry under different squashing functions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Squash:
    """The carry of one unit over n steps, with gate and candidate held still.

    Attributes:
        gate: what goes into the forget gate.
        candidate: what goes into the candidate.
        kept: by the cell's name, what the gate multiplies by at each step.
        written: likewise, what the candidate adds.
        carry: likewise, ``(n + 1,)`` from the value at the start on.
    """

    gate: float
    candidate: float
    kept: dict[str, float]
    written: dict[str, float]
    carry: dict[str, np.ndarray]
