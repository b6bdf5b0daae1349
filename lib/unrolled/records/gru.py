"""What a GRU remembers, and how it stands beside RNN and LSTM of equal size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.records.four_steps import GRUSteps


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


@dataclass(frozen=True)
class EqualSizes:
    """RNN, GRU and LSTM with equally many parameters on the same text, several seeds of each.

    Attributes:
        updates: ``(P,)`` updates after which the held-out loss was measured.
        curves: by cell, ``(seeds, P)`` nats a character on the heads of the validation plays.
        final: by cell, ``(seeds,)`` nats a character on the whole validation plays, after the last update.
        widths: units by cell.
        parameters: by cell, in all.
    """

    updates: np.ndarray
    curves: dict[str, np.ndarray]
    final: dict[str, np.ndarray]
    widths: dict[str, int]
    parameters: dict[str, int]
