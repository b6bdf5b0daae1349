"""What a GRU remembers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.lessons.lstm.four_steps.record import GRUSteps


@dataclass(frozen=True)
class GRUMemory:
    """How much of a state is still there later on.

    Attributes:
        steps: where the text is pointed at, and which units are shown.
        kept: ``(T, 8)`` for the units shown: the share of the state at the cursor that is left after each later
            character, the product of z; 1 at the cursor and not-a-number before it.
        lifetimes: by cell, ``(H,)`` characters, longest first: how long the keeping gate alone lets half of what a
            unit holds live, the mean over all places of the text.
    """

    steps: GRUSteps
    kept: np.ndarray
    lifetimes: dict[str, np.ndarray]
