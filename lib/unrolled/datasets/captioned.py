"""Pictures with captions: the one form that emoji and photographs share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Captioned:
    """N pictures with their captions.

    Attributes:
        images: ``(N, S, S, 3)`` uint8, on white.
        references: for each picture its captions, lower-case words with single spaces; a model trains on the first.
        names: the name of each picture in its source.

    Raises:
        ValueError: if the three do not have one entry for each picture, or a picture has no caption.
    """

    images: np.ndarray
    references: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not len(self.images) == len(self.references) == len(self.names):
            raise ValueError("Pictures, captions and names must have the same number.")
        if not all(self.references):
            raise ValueError("Each picture needs at least one caption.")

    def __len__(self) -> int:
        return len(self.images)

    @property
    def captions(self) -> tuple[str, ...]:
        """The first caption of each picture."""
        return tuple(captions[0] for captions in self.references)

    def take(self, indices: Sequence[int] | np.ndarray) -> Captioned:
        """Some of the pictures, in the order of ``indices``."""
        chosen = [int(k) for k in np.asarray(indices, dtype=np.int64)]
        return Captioned(
            self.images[chosen], tuple(self.references[k] for k in chosen), tuple(self.names[k] for k in chosen)
        )
