"""What a TCN learns inside and outside its receptive field."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class ShortField:
    """Recall by the number of steps between symbol and question.

    Attributes:
        name: of the network, its settings.
        field: its receptive field.
        seen: steps back that it sees.
        waits: ``(M,)`` ascending.
        right: ``(S, M)`` share of right answers of each seed.
        gradients: ``(S, M)`` size of the answer's gradient at the symbol.
        lstm_waits: ``(L,)`` of the LSTM's runs.
        lstm: ``(S, L)`` the same of an LSTM.
        chance: share of right answers by chance.
        cursor: the wait pointed at, an index.
        helps: what was changed, and the share of right answers of each seed.
        outside: the wait of these.
        own: share of right answers over updates of a training of one's own, ``(N, 2)``.
        own_wait: its wait.
    """

    name: str
    field: int
    seen: tuple[int, ...]
    waits: np.ndarray
    right: np.ndarray
    gradients: np.ndarray
    lstm_waits: np.ndarray
    lstm: np.ndarray
    chance: float
    cursor: int
    helps: tuple[tuple[str, tuple[float, ...]], ...]
    outside: int
    own: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    own_wait: int = 0
