"""RNN, GRU and LSTM of equal size on the same task."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class EqualSizes:
    """RNN, GRU and LSTM with equally many parameters on the same text, one network for each seed.

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
