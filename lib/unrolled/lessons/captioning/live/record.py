"""A captioner while it learns: captions of some pictures, and how well it does on others."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Watched:
    """A held-out picture with its caption of the moment.

    Attributes:
        image: ``(64, 64, 3)`` uint8.
        words: what the network writes.
        marks: of each word, whether it stands in the true caption, in that order.
        truth: the caption it was compared with: of the picture's the one that shares most words.
        right: whether the caption is, word for word, one of the picture's.
    """

    image: np.ndarray
    words: tuple[str, ...]
    marks: tuple[bool, ...]
    truth: str
    right: bool


def _none() -> np.ndarray:
    return np.empty(0)


@dataclass(frozen=True)
class LiveCaptions:
    """A training under way, with N measurements so far.

    Attributes:
        watched: the pictures on display.
        budget: seconds in all.
        others: how many other held-out pictures are measured.
        seconds: ``(N,)`` wall time of each measurement.
        train: ``(N,)`` loss since the measurement before, nats a word.
        heldout: ``(N,)`` loss on the other held-out pictures, nats a word, the true words read.
        exact: ``(N,)`` share of these whose caption is exactly right, 0 to 1.
        expected: lowest and highest share that runs of these settings reached, or None.
        begun: whether the captions are those of a network; until then there are none.
    """

    watched: tuple[Watched, ...]
    budget: float
    others: int
    seconds: np.ndarray = field(default_factory=_none)
    train: np.ndarray = field(default_factory=_none)
    heldout: np.ndarray = field(default_factory=_none)
    exact: np.ndarray = field(default_factory=_none)
    expected: tuple[float, float] | None = None
    begun: bool = False

    @property
    def different(self) -> int:
        """How many different captions the pictures on display have."""
        return len({one.words for one in self.watched})
