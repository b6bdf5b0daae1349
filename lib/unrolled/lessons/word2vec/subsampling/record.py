"""Numbers of the panel *Subsampling*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Token:
    """A word of the passage.

    Attributes:
        start, length: where it stands.
        line: the line it is in, from 0.
        count: how often the corpus has it; 0 if it is not in the vocabulary, and so never trained on.
        chance: to be kept.
        kept: whether it is, by its own stored random number.
    """

    start: int
    length: int
    line: int
    count: int
    chance: float
    kept: bool


@dataclass(frozen=True)
class Study:
    """What training at one threshold gave, over some seeds.

    Attributes:
        threshold: t; 0 means that all words were kept.
        seeds: how many.
        scores: by name, each as mean, lowest and highest.
    """

    threshold: float
    seeds: int
    scores: dict[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Subsampling:
    """One threshold.

    Attributes:
        threshold: t.
        formula: "paper" or "program", the one that decides.
        shares: ``(M,)`` shares of the corpus, for the curves.
        curves: ``(M,)`` chance to be kept by each formula.
        marked: words with their share and their chance.
        left: share of all words of the corpus that stay, as expected.
        top: words that are the most frequent ones.
        top_before, top_after: their share of all words, and of those that stay.
        window: largest distance of a context word, in words that stay.
        reach: how far in the text the last word of such a window stands, on average; measured on ``measured`` words.
        measured: words of real text.
        text: the passage.
        tokens: its words.
        words: all words of the corpus.
        index: of the token pointed at.
    """

    threshold: float
    formula: str
    shares: np.ndarray
    curves: dict[str, np.ndarray]
    marked: tuple[tuple[str, float, float], ...]
    left: float
    top: tuple[str, ...]
    top_before: float
    top_after: float
    window: int
    reach: float
    measured: int
    text: str
    tokens: tuple[Token, ...]
    words: int
    index: int

    @property
    def around(self) -> tuple[int, ...]:
        """Tokens in the widest window of the one pointed at; none if that is left out."""
        if not self.tokens[self.index].kept:
            return ()
        line = self.tokens[self.index].line
        kept = [k for k, token in enumerate(self.tokens) if token.kept and token.line == line]
        here = kept.index(self.index)
        return tuple(k for k in kept[max(0, here - self.window) : here + self.window + 1] if k != self.index)
