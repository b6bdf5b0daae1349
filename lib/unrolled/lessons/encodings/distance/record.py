"""Pairs of words: what people say, and how near the two are under each coding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Agreement:
    """One coding beside the judgements.

    Attributes:
        name: of the coding, for a table.
        similarity: ``(N,)`` cosine of the two vectors of each pair; nan where a word has none.
        rho: Spearman's rank correlation with the judgements; nan where the coding tells no two pairs apart.
        low, high: its interval of 95 %; nan for fewer than four pairs.
        pairs: how many it rests on.
    """

    name: str
    similarity: np.ndarray
    rho: float
    low: float
    high: float
    pairs: int


@dataclass(frozen=True)
class Marked:
    """Pairs to look at together.

    Attributes:
        words: what they are; empty if none are marked.
        which: ``(N,)`` bool.
        people: their mean place in the judgements, 0 the lowest of all pairs, 100 the highest.
        coding: their mean place by the coding shown; both nan for no pair.
    """

    words: str
    which: np.ndarray
    people: float
    coding: float


@dataclass(frozen=True)
class Distances:
    """N pairs, those that people put highest first.

    Attributes:
        source: whose pairs.
        pairs: two words each.
        scores: ``(N,)`` judgements, 0 to 10.
        codings: all of them.
        shown: number of the one that is drawn.
        marked: pairs to look at together.
        cursor: the pair pointed at.
    """

    source: str
    pairs: tuple[tuple[str, str], ...]
    scores: np.ndarray
    codings: tuple[Agreement, ...]
    shown: int
    marked: Marked
    cursor: int = 0

    @property
    def coding(self) -> Agreement:
        """The coding that is drawn."""
        return self.codings[self.shown]
