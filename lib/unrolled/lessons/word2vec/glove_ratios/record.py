"""Ratios of co-occurrence: what stands near one word rather than near another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A column of Table 1 of the GloVe paper.

    Attributes:
        first: P(k | a).
        second: P(k | b).
        ratio: of both.
    """

    first: float
    second: float
    ratio: float


@dataclass(frozen=True)
class RatioRow:
    """A word k near a word a and near a word b.

    Attributes:
        word: k.
        first: how often k stands near a.
        second: how often near b.
        p_first: P(k | a), the share of k in what stands near a.
        p_second: P(k | b).
        ratio: P(k | a) / P(k | b); nan where k stands near neither, infinite where only near a.
        low: lower end of the 95 % interval of the ratio.
        high: upper end.
        published: the paper's numbers for the same three words, if it has them.
    """

    word: str
    first: int
    second: int
    p_first: float
    p_second: float
    ratio: float
    low: float
    high: float
    published: Published | None = None

    @property
    def side(self) -> int:
        """1 if k goes with a, -1 if with b, 0 if the counts do not tell."""
        return (self.low > 1) - (self.high < 1)


@dataclass(frozen=True)
class Ratios:
    """Two words, and the words looked for near them.

    Attributes:
        words: a and b.
        often: how often each occurs.
        around: how many words stand near each, all its occurrences together.
        window: places on each side that count as near.
        rows: one for each k.
        telling: the words that most surely go with a, and those with b.
        corpus: how many words the corpus has.
    """

    words: tuple[str, str]
    often: tuple[int, int]
    around: tuple[int, int]
    window: int
    rows: tuple[RatioRow, ...]
    telling: tuple[tuple[str, ...], tuple[str, ...]]
    corpus: int
