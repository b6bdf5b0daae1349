"""What the gates of a network do along a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

WINDOW = (50, 5)  # characters and rows shown large


@dataclass(frozen=True)
class GateTraces:
    """Every inner value of every layer along a text.

    Attributes:
        text: T characters.
        layers: for each layer, arrays ``(H, T)`` by the value's name: i, f, g, o, c, h in an LSTM.
        half_lives: for each layer ``(H,)`` characters, after which the keeping gate alone has halved what a unit holds.
    """

    text: str
    layers: tuple[Mapping[str, np.ndarray], ...]
    half_lives: tuple[np.ndarray, ...]


@dataclass(frozen=True)
class GateMap:
    """One value of one layer, units by characters, with a place to look at.

    Attributes:
        text: T characters.
        layer: counted from 1.
        name: of the value: i, f, g, o, c or h.
        values: ``(H, T)``, by the unit's number.
        half_lives: ``(H,)`` characters.
        sort: what the rows are sorted by: "half-life", "variability" or "number".
        order: ``(H,)`` numbers of the units from the top row to the last, counted from 0.
        cursor: the character looked at.
        row: the row looked at; its unit is ``order[row]``.
        first: first character and first row of the window shown large.
    """

    text: str
    layer: int
    name: str
    values: np.ndarray
    half_lives: np.ndarray
    sort: str
    order: np.ndarray
    cursor: int
    row: int
    first: tuple[int, int]

    @property
    def unit(self) -> int:
        """The number of the unit looked at, counted from 0."""
        return int(self.order[self.row])
