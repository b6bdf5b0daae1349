"""How far apart things are opened and closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Distances:
    """The pairs of one kind in passages by one writer, by their distance in characters.

    Attributes:
        edges: ``(B + 1,)`` of the bins, doubling.
        closed: ``(B,)`` how many were closed correctly at such a distance.
        broken: ``(B,)`` how many were ended otherwise there.
        cut: ``(B,)`` how many were still open when the passage ended.
        still_open: ``(B + 1,)`` share still open after so many characters as at each edge (Kaplan and Meier 1958).
    """

    edges: np.ndarray
    closed: np.ndarray
    broken: np.ndarray
    cut: np.ndarray
    still_open: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """``(B,)`` closed correctly, of those ended at such a distance; nan where there is none."""
        ended = self.closed + self.broken
        return np.where(ended > 0, self.closed / np.maximum(ended, 1), np.nan)


@dataclass(frozen=True)
class Expected:
    """Real pairs of one kind, read by one model: the probability it gives to the sign that closes, where that stands.

    Attributes:
        edges: ``(B + 1,)`` of the bins of distance.
        pairs: ``(B,)`` how many pairs.
        probability: ``(B,)`` mean over them; nan where there is none.
    """

    edges: np.ndarray
    pairs: np.ndarray
    probability: np.ndarray


@dataclass(frozen=True)
class Line:
    """One line of the balance chart: a name, and a value at each distance; nan where nothing was counted.

    Attributes:
        name: who wrote or read.
        role: "real", "counting" or "network", which chooses how it is drawn.
        distances: ``(N,)`` characters.
        values: ``(N,)`` from 0 to 1.
        counts: ``(N,)`` pairs behind each value.
    """

    name: str
    role: str
    distances: np.ndarray
    values: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True)
class Balance:
    """All that the balance panel shows.

    Attributes:
        kind: of pair, in words.
        question: "closed", "open" or "expected".
        lines: at most one of real source, one of counting and four of networks.
    """

    kind: str
    question: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Study:
    """What the study measured.

    Attributes:
        written: by writer, then by kind.
        read: by reader, then by kind.
        facts: by writer or reader: its τ, or after how many updates.
    """

    written: Mapping[str, Mapping[str, Distances]]
    read: Mapping[str, Mapping[str, Expected]]
    facts: Mapping[str, Mapping[str, float]]
