"""What several networks of equal size paid for each character of one text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.measuring.records.surprisal import Surprisal


@dataclass(frozen=True)
class Machine:
    """A network and what it expected.

    Attributes:
        model: "tcn", "lstm", "fair_lstm", "gru", "rnn" or "min_gru".
        title: as the table says it.
        read: its expectations along the text.
    """

    model: str
    title: str
    read: Surprisal

    @property
    def mean(self) -> float:
        """Bits a character over the text; the first one does not count. Not-a-number for a single character."""
        return float(self.read.bits[1:].mean()) if len(self.read.bits) > 1 else np.nan


@dataclass(frozen=True)
class OneString:
    """A text of T characters as several networks read it.

    Attributes:
        text: the text.
        machines: those networks, the lowest mean first.
        cursor: the place pointed at, from 0 to T - 1.
        against_best: whether differences to the first machine are shown, not bits.
    """

    text: str
    machines: tuple[Machine, ...]
    cursor: int
    against_best: bool = False

    def heights(self, machine: Machine) -> np.ndarray:
        """``(T,)`` bits, or how many more than the first machine paid; the first character has 0."""
        return machine.read.bits - (self.machines[0].read.bits if self.against_best else 0)

    def mean(self, machine: Machine) -> float:
        """The mean of these over the text."""
        return machine.mean - (self.machines[0].mean if self.against_best else 0)
