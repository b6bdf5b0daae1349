"""A picture and the training drawings nearest to it, in two senses of near."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Neighbour:
    """A training drawing.

    Attributes:
        image: ``(64, 64, 3)`` uint8.
        caption: what models train on.
        vendor: "noto" or "twemoji".
        distance: to the picture, in the unit of its side.
        shared: attributes that the captions name ("thing", or "role" of people, "who", "tone", "count",
            "colour"), and whether they agree; none for a picture without references.
    """

    image: np.ndarray
    caption: str
    vendor: str
    distance: float
    shared: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Side:
    """The nearest in one sense.

    Attributes:
        name: "features" or "pixels".
        neighbours: the k nearest, nearest first.
        consensus: the caption that the neighbours agree on most.
        right: whether it is one of the picture's references; None without references.
    """

    name: str
    neighbours: tuple[Neighbour, ...]
    consensus: str
    right: bool | None

    def agreeing(self, attribute: str) -> tuple[int, int]:
        """How many neighbours share an attribute, and how many could be compared."""
        compared = [same for one in self.neighbours for name, same in one.shared if name == attribute]
        return sum(compared), len(compared)


@dataclass(frozen=True)
class Neighbourhood:
    """What the panel shows.

    Attributes:
        image: ``(64, 64, 3)`` uint8, the picture.
        title: which it is.
        references: its captions; none for a learner's own picture.
        written: the network's caption.
        right: whether that is one of the references; None without references.
        trained: whether the encoder is the network's, or one of its shape that has learned nothing.
        features, pixels: the two sides.
    """

    image: np.ndarray
    title: str
    references: tuple[str, ...]
    written: str
    right: bool | None
    trained: bool
    features: Side
    pixels: Side

    @property
    def k(self) -> int:
        """How many neighbours are asked."""
        return len(self.features.neighbours)


@dataclass(frozen=True)
class Agreement:
    """How often the nearest training drawing shares an attribute with a picture.

    Attributes:
        name: "features", "untrained" or "pixels".
        pictures: how many were asked.
        shares: for each attribute the share of pictures whose nearest drawing agrees, from 0 to 1, of those where
            one of the captions names it.
    """

    name: str
    pictures: int
    shares: dict[str, float]
