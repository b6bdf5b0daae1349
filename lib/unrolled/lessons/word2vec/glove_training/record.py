"""A small GloVe while it is trained, beside other vectors of the same words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from unrolled.lessons.word2vec.word_training.record import Neighbours


@dataclass(frozen=True)
class Column:
    """What one set of vectors says.

    Attributes:
        name: of the set.
        about: what it learned from.
        neighbours: of the words asked for, or none where nothing is trained yet; a word that is not in it has no
            nearest words.
        at_home: how many of the words of six kinds are nearest to one of their kind.
        kinds: how many of these words there are.
    """

    name: str
    about: str
    neighbours: tuple[Neighbours, ...] = ()
    at_home: int = 0
    kinds: int = 0


@dataclass(frozen=True)
class GloveTraining:
    """A training under way.

    Attributes:
        most: x_max of the weights.
        power: α.
        edges: ``(B + 1,)`` counts X between which pairs are counted.
        pairs: ``(B,)`` the share of all pairs of words that ever stood together in each; none before they are counted.
        weight: ``(B,)`` the share of all weight that these pairs have.
        curve: ``(N, 2)`` share of the training done and loss.
        constant: the loss of one best number for all pairs.
        share: of the training done.
        steps: updates so far.
        seconds: of training so far.
        columns: GloVe first, then those beside it.
    """

    most: float
    power: float
    columns: tuple[Column, ...]
    edges: np.ndarray = field(default_factory=lambda: np.empty(0))
    pairs: np.ndarray = field(default_factory=lambda: np.empty(0))
    weight: np.ndarray = field(default_factory=lambda: np.empty(0))
    curve: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    constant: float = 0.0
    share: float = 0.0
    steps: int = 0
    seconds: float = 0.0
