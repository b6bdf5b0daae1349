"""Patches laid over a picture one after the other: occlusion (Zeiler and Fergus, arXiv 1311.2901, section 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

COVERS = {"white": 255, "grey": 128}
SIDES = (4, 8, 16)  # of a patch, in pixels of 32


@dataclass(frozen=True)
class Covering:
    """Square patches of one colour, at equal distances.

    Attributes:
        side: pixels of a patch.
        stride: pixels from one patch to the next; it divides the side and the picture's.
        level: of red, green and blue alike, 0 to 255. White is what lies around the drawings.
    """

    side: int = 8
    stride: int = 4
    level: int = COVERS["white"]

    def places(self, size: int) -> int:
        """G, how many patches stand in a row of a picture of ``size`` pixels."""
        return (size - self.side) // self.stride + 1

    def covered(self, image: np.ndarray) -> np.ndarray:
        """``(S, S, 3)`` to ``(G * G, S, S, 3)``: the picture under each patch, row by row."""
        G = self.places(len(image))
        copies = np.repeat(image[None], G * G, axis=0)
        for k, (row, column) in enumerate(product(range(0, G * self.stride, self.stride), repeat=2)):
            copies[k, row : row + self.side, column : column + self.side] = self.level
        return copies

    def maps(self, values: np.ndarray) -> np.ndarray:
        """A value for each patch, ``(T, G, G)``, as maps of squares, ``(T, C, C)``: means over the patches on each."""
        wide, (T, G, _) = self.side // self.stride, values.shape
        total, count = np.zeros((T, G + wide - 1, G + wide - 1)), np.zeros((G + wide - 1, G + wide - 1))
        for row, column in product(range(wide), repeat=2):
            total[:, row : row + G, column : column + G] += values
            count[row : row + G, column : column + G] += 1
        return total / count
