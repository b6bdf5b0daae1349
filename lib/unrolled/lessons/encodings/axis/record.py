"""Words along an axis between two words and, beside it, along a raw dimension."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Line:
    """Words and a whole vocabulary along one direction of length 1.

    Attributes:
        positions: ``(N,)`` of the words of the list; a unit vector lies between -1 and 1.
        below: ``(N,)`` the share of the vocabulary that lies below each.
        crowd: ``(B,)`` how many words of the vocabulary are in each of B equal bins.
        limit: the bins go from ``-limit`` to ``limit``.
        right: pairs of the list in the order expected; a tie counts one half.
    """

    positions: np.ndarray
    below: np.ndarray
    crowd: np.ndarray
    limit: float
    right: float


@dataclass(frozen=True)
class AxisView:
    """An axis that a learner made, and one dimension that nobody made.

    Attributes:
        ends: the words it goes from and to.
        cosine: of these two.
        words: N words of the list, in the order expected.
        groups: ``(N,)`` which group of it each is in, from 0.
        vocabulary: how many words the vocabulary has.
        pairs: pairs of words from different groups; 0 if the list has no order.
        axis: along the axis.
        beaten: how many axes between two words drawn at random order the list less well.
        drawn: how many such axes were tried.
        dimension: the raw dimension looked at, from 1.
        raw: along it.
        rotated: whether all vectors were turned by one random rotation first.
        moved: the furthest any word of the list was moved along the axis by the turning.
        scores: ``(D,)`` the share of pairs in order along each raw dimension, in its better direction.
    """

    ends: tuple[str, str]
    cosine: float
    words: tuple[str, ...]
    groups: np.ndarray
    vocabulary: int
    pairs: int
    axis: Line
    beaten: int
    drawn: int
    dimension: int
    raw: Line
    rotated: bool
    moved: float
    scores: np.ndarray
