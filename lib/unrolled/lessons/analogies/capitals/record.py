"""Pairs of words as arrows: how alike the arrows are, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Alike:
    """How alike the arrows of N pairs are, beside those of pairs put together by chance.

    A pair's value is the cosine of its difference with the mean of the other pairs' differences; these are means
    over the pairs.

    Attributes:
        real: of the pairs as given.
        shown: of the pairs as drawn.
        shuffled: ``(S,)`` of the same words in S random pairings.
    """

    real: float
    shown: float
    shuffled: np.ndarray

    @property
    def chance(self) -> float:
        """Of a random pairing at least as alike as the real one; the real one counts as one of them."""
        return (1 + int((self.shuffled >= self.real - 1e-9).sum())) / (1 + len(self.shuffled))


@dataclass(frozen=True)
class Found:
    """How many of the N second words are found as the nearest one.

    Attributes:
        rule: what they are nearest to, such as "the first word alone".
        among_ends: where only the second words are asked.
        among_all: where all words are asked but the first one itself.
    """

    rule: str
    among_ends: int
    among_all: int


@dataclass(frozen=True)
class Arrows:
    """N pairs of words, each an arrow from its first word to its second.

    Attributes:
        about: the vectors.
        dimensions: D of them.
        size: how many words have one.
        pairs: as given.
        starts: ``(N, 2)`` the first words in the plane of their first two principal components.
        ends: ``(N, 2)`` the second words.
        partner: ``(N,)`` whose second word each arrow goes to.
        kept: share of the words' variance in the plane.
        whole: the arrows in all dimensions.
        plane: the arrows in the plane.
        rest: mean cosine of a pair's words after each side's mean is taken away.
        rest_shuffled: the same, mean of all shuffled pairs.
        cosines: ``(N,)`` of each arrow as drawn with the mean of the others.
        nearest: the word nearest to each first word + the mean difference of the other pairs as drawn.
        found: by three rules, how many second words are found.
        cursor: the pair pointed at.
    """

    about: str
    dimensions: int
    size: int
    pairs: tuple[tuple[str, str], ...]
    starts: np.ndarray
    ends: np.ndarray
    partner: np.ndarray
    kept: float
    whole: Alike
    plane: Alike
    rest: float
    rest_shuffled: float
    cosines: np.ndarray
    nearest: tuple[str, ...]
    found: tuple[Found, ...]
    cursor: int = 0

    @property
    def is_shuffled(self) -> bool:
        """Whether the arrows drawn are not the real ones."""
        return bool((self.partner != np.arange(len(self.pairs))).any())
