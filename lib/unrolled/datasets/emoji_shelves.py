"""The drawings that the panels of notebook 10 offer, on shelves by what training has seen of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from unrolled.datasets import emoji
from unrolled.datasets.emoji import EmojiError

SHELVES = ("new compositions", "new things", "the other vendor", "training")


@dataclass(frozen=True)
class Shelf:
    """Drawings by one vendor.

    Attributes:
        name: one of ``SHELVES``.
        vendor: "noto" or "twemoji".
        indices: ``(N,)`` numbers of their emoji.
    """

    name: str
    vendor: str
    indices: np.ndarray

    def __len__(self) -> int:
        return len(self.indices)

    def images(self, places: np.ndarray | list[int], size: int = 32) -> np.ndarray:
        """``(K, size, size, 3)`` uint8 of the drawings at some places of the shelf."""
        return emoji.sheet(self.vendor).pictures(self.indices[np.asarray(places, dtype=np.int64)], size)

    def image(self, place: int, size: int = 32) -> np.ndarray:
        """``(size, size, 3)`` uint8; captioners read 32 pixels, 64 are for display."""
        return self.images([place], size)[0]

    def references(self, place: int) -> tuple[str, ...]:
        """The captions of a drawing; a model trains on the first."""
        return emoji.emoji()[self.indices[place]].references


@functools.cache
def shelf(name: str) -> Shelf:
    """The test drawings of one held-out kind, or Noto's training drawings.

    Raises:
        EmojiError: if there is no such shelf.
    """
    if name == "new compositions":
        return Shelf(name, "noto", emoji.splits()["test compositions"])
    if name == "new things":
        return Shelf(name, "noto", emoji.splits()["test pictures"])
    if name == "the other vendor":
        return Shelf(name, "twemoji", emoji.others()["test other vendor"])
    if name == "training":
        return Shelf(name, "noto", emoji.splits()["train"])
    raise EmojiError(f"There is no shelf {name!r}: choose one of {', '.join(SHELVES)}.")
