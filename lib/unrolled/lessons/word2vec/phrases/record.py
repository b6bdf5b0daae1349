"""Numbers of the panel *Phrases*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Pair:
    """Two words side by side.

    Attributes:
        first, second: the words.
        together: how often they stand side by side.
        alone: how often each occurs.
        chance: how often they would stand side by side if words were drawn one by one.
        score: of the pair.
        place: in the order of scores, from 1.
        rank: the place it would have among all words by frequency, as one word.
        joined: whether its score is above the threshold.
    """

    first: str
    second: str
    together: int
    alone: tuple[int, int]
    chance: float
    score: float
    place: int
    rank: int
    joined: bool

    @property
    def name(self) -> str:
        """Both as one word."""
        return f"{self.first}_{self.second}"


@dataclass(frozen=True)
class Gap:
    """What is between two words of the sentence.

    Attributes:
        score: of the pair; not-a-number where the table does not have it.
        above: whether that is above the threshold.
        joined: whether the two become one word in this pass.
    """

    score: float
    above: bool
    joined: bool


@dataclass(frozen=True)
class Phrases:
    """What is joined.

    Attributes:
        threshold: a pair is joined if its score is above.
        discount: δ.
        word: what is looked for; empty for all joined pairs.
        rows: the page of the list that holds the pair pointed at.
        first: place in the list of the first of them, from 0.
        total: pairs in the list.
        index: place in the list of the one pointed at.
        thresholds: ``(M,)`` for the curves.
        numbers: ``(M,)`` pairs that are joined at each.
        shares: ``(M,)`` and which share of the corpus's words that would take, each pair as two words.
        joined: pairs above the threshold.
        share: likewise.
        words: all words of the corpus.
        sentence: words as they were typed.
        gaps: between each two of them.
    """

    threshold: float
    discount: float
    word: str
    rows: tuple[Pair, ...]
    first: int
    total: int
    index: int
    thresholds: np.ndarray
    numbers: np.ndarray
    shares: np.ndarray
    joined: int
    share: float
    words: int
    sentence: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def now(self) -> Pair | None:
        """The pair pointed at; None if the list is empty."""
        return self.rows[self.index - self.first] if self.rows else None
