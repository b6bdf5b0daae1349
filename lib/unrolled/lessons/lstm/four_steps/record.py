"""Every value of a recurrent cell along a text, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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

    memory: ClassVar[str] = "c"  # what is carried from character to character
    keeps: ClassVar[str] = "f"  # the gate that keeps it

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
        """A value of a unit at the cursor, by name; ``tanh_c``; or ``old``, the memory before the step."""
        if name == "tanh_c":
            return float(np.tanh(self.values["c"][self.cursor, unit]))
        if name == "old":
            return float(self.values[self.memory][self.cursor - 1, unit]) if self.cursor else 0.0
        return float(self.values[name][self.cursor, unit])

    def raw(self, name: str, unit: int) -> float:
        """What goes into a gate of a unit at the cursor."""
        return float(self.before[name][self.cursor, unit])

    @property
    def limit(self) -> float:
        """The largest memory of the units shown, over the whole text: the end of its colour scale."""
        return max(float(np.abs(self.values[self.memory][:, list(self.window)]).max()), 1e-6)


@dataclass(frozen=True)
class GRUSteps(FourSteps):
    """One layer of a GRU along a text.

    ``before`` holds ``r`` and ``z``, what goes into their σ, and the two shares that go into the candidate's tanh:
    ``x_n`` from the character and ``h_n`` from the state, the latter before the reset gate. ``values`` holds
    ``r z n h``. The steps are 1 reset, 2 update gate, 3 candidate, 4 mix.
    """

    memory: ClassVar[str] = "h"
    keeps: ClassVar[str] = "z"
