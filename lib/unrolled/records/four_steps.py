"""Every value of an LSTM along a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

WINDOW = 8  # units shown at a time


@dataclass(frozen=True)
class FourSteps:
    """One layer of an LSTM along a text, and what of it is pointed at.

    Attributes:
        text: T characters.
        before: by gate ``i f g o``, ``(T, H)``: what goes into its σ or tanh.
        values: by gate ``i f g o``, and ``c`` and ``h``: ``(T, H)``, after the step.
        units: numbers of the units that can be chosen, in the order they are shown.
        step: 1 forget, 2 input and candidate, 3 update, 4 output.
        cursor: the character, from 0 to T - 1.
        row: which of ``units`` is chosen.
    """

    text: str
    before: dict[str, np.ndarray]
    values: dict[str, np.ndarray]
    units: tuple[int, ...]
    step: int
    cursor: int
    row: int

    @property
    def unit(self) -> int:
        """Number of the chosen unit, counted from 0."""
        return self.units[self.row]

    @property
    def first(self) -> int:
        """Row at the top of the window that holds the chosen one; rows keep their place while it moves inside."""
        return self.row // WINDOW * WINDOW

    @property
    def window(self) -> tuple[int, ...]:
        """Numbers of the units that are shown."""
        return self.units[self.first : self.first + WINDOW]

    def at(self, name: str, unit: int) -> float:
        """A value of a unit at the cursor: ``i f g o c h``, ``c_before``, or ``tanh_c``."""
        if name == "tanh_c":
            return float(np.tanh(self.values["c"][self.cursor, unit]))
        if name == "c_before":
            return float(self.values["c"][self.cursor - 1, unit]) if self.cursor else 0.0
        return float(self.values[name][self.cursor, unit])

    def raw(self, name: str, unit: int) -> float:
        """What goes into a gate of a unit at the cursor."""
        return float(self.before[name][self.cursor, unit])
