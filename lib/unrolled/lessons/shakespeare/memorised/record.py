"""Where a passage stands in the texts that its writer learned from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.measuring.records.novelty import Copy


@dataclass(frozen=True)
class Baseline:
    """What share of short passages of held-out plays is copied, by the fewest characters in a row that count.

    Attributes:
        length: characters of a passage.
        least: ``(M,)`` fewest characters, ascending.
        mean: ``(M,)`` over all passages of these plays.
        low: ``(M,)`` a tenth of the passages is below.
        high: ``(M,)`` a tenth of them is above.
    """

    length: int
    least: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Spot:
    """One place at which a match stands, with the lines around it.

    Attributes:
        title: of the play.
        line: there, counted from 1.
        before: what stands before it on these lines.
        match: the passage itself.
        after: what stands after it.
    """

    title: str
    line: int
    before: str
    match: str
    after: str


@dataclass(frozen=True)
class Memorised:
    """A passage, its matches with the corpus, and one of them looked up.

    Attributes:
        source: who wrote it, in words.
        text: T characters.
        least: the fewest characters in a row that count as a match.
        matches: in order.
        match: the one looked up, 0 if there is none.
        spot: a place of the corpus at which it stands; None without a match.
        place: which of them, from 0.
        places: how many there are.
        copied: ``(M,)`` the share inside matches, for each length of the baseline.
        baseline: held-out plays.
    """

    source: str
    text: str
    least: int
    matches: tuple[Copy, ...]
    match: int
    spot: Spot | None
    place: int
    places: int
    copied: np.ndarray
    baseline: Baseline
