"""A plain RNN and an LSTM on the same text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

WINDOW = 5  # units shown of each
LAGS = (1, 5, 20)  # characters back


@dataclass(frozen=True)
class SideBySide:
    """The repeating module of both, with its values.

    Attributes:
        text: T characters.
        rnn: ``before`` and ``h``, ``(T, H)``: what goes into its tanh, and what comes out.
        lstm: ``i f g o c h``, ``(T, H)``.
        alike: by what is carried, ``(3,)``: autocorrelation at 1, 5 and 20 characters, the mean over units;
            not-a-number where the text is too short.
        cursor: the character, from 0 to T - 1.
        row: the unit of either network, from 0.
        part: which of the LSTM's values stands over the text: ``c``, its carry, or ``h``, its output.
    """

    text: str
    rnn: dict[str, np.ndarray]
    lstm: dict[str, np.ndarray]
    alike: dict[str, np.ndarray]
    cursor: int
    row: int
    part: str = "c"

    @property
    def units(self) -> int:
        """How many units both have."""
        return min(self.rnn["h"].shape[1], self.lstm["h"].shape[1])

    @property
    def window(self) -> tuple[int, ...]:
        """Numbers of the units shown."""
        first = max(min(self.row // WINDOW * WINDOW, self.units - WINDOW), 0)
        return tuple(range(first, min(first + WINDOW, self.units)))
