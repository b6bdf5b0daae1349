"""The eighteen compositions of a role with their captions; and a learner's own picture with its caption."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PEOPLE = ("woman", "man", "person")
TONES = ("", "light", "medium-light", "medium", "medium-dark", "dark")  # "" is yellow
VENDORS = {"noto": "Noto", "twemoji": "Twemoji"}


@dataclass(frozen=True)
class Caption:
    """A caption, word by word.

    Attributes:
        words: T words.
        p: ``(T + 1,)`` the probability of each word after those before it, and of the end.
        right: whether it is one of the picture's references; None for a picture without any.
    """

    words: tuple[str, ...]
    p: np.ndarray
    right: bool | None

    @property
    def text(self) -> str:
        """The words as one sentence."""
        return " ".join(self.words)

    @property
    def whole(self) -> float:
        """The probability of the whole caption, its end with it."""
        return float(self.p.prod())


@dataclass(frozen=True)
class Table:
    """A role for three people in six skin tones: place 6 * person + tone of all that follows.

    Attributes:
        role: as in Unicode's names, or "alone".
        vendor: whose drawings the table shows.
        kinds: of each composition "new triple", "new pair", or "" if it is in training.
        references: of each the caption that models train on.
        images: of each vendor ``(18, 64, 64, 3)`` uint8.
        captions: of each vendor 18.
        trained: of each vendor ``(18,)``, whether this drawing is in training.
        cursor: the tone looked at, 0 to 5.
        row: the person looked at, 0 to 2.
    """

    role: str
    vendor: str
    kinds: tuple[str, ...]
    references: tuple[str, ...]
    images: dict[str, np.ndarray]
    captions: dict[str, tuple[Caption, ...]]
    trained: dict[str, np.ndarray]
    cursor: int
    row: int

    @property
    def place(self) -> int:
        """The composition looked at."""
        return len(TONES) * self.row + self.cursor

    @property
    def held_out(self) -> tuple[int, ...]:
        """Places of the compositions that are not in training."""
        return tuple(k for k, kind in enumerate(self.kinds) if kind)

    def right(self, places: tuple[int, ...] | range = range(18)) -> int:
        """How many of some compositions the network captions right, as the table's vendor draws them."""
        return sum(bool(self.captions[self.vendor][k].right) for k in places)


@dataclass(frozen=True)
class Own:
    """A picture that the learner brought.

    Attributes:
        image: ``(64, 64, 3)`` uint8.
        seen: ``(32, 32, 3)`` uint8, what the network reads.
        caption: what the network writes.
        nearest: ``(64, 64, 3)`` uint8, the training drawing nearest to it in the encoder's feature space.
        nearest_caption: of that drawing.
        distance: to it, 1 - cosine of the centred features.
    """

    image: np.ndarray
    seen: np.ndarray
    caption: Caption
    nearest: np.ndarray
    nearest_caption: str
    distance: float


@dataclass(frozen=True)
class Errors:
    """What captions of held-out compositions get wrong.

    Attributes:
        kind: how they are new.
        pictures: how many there are.
        right: captions without an error.
        wrong: in how many captions "role", "person" or "tone" is wrong; one caption can have several errors.
    """

    kind: str
    pictures: int
    right: int
    wrong: dict[str, int]
