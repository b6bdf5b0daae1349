"""What four ways of drawing write with the same dice, and which characters each of them may draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Truncations:
    """Passages written with the same dice: by temperature alone, and with a rule on top of it.

    Attributes:
        prompt: the text that all of them go on from.
        temperature: of all of them.
        names: K rules in words; the first keeps every character.
        characters: the V characters of the vocabulary.
        texts: K passages of N characters.
        p: ``(K, N, V)`` probabilities at each place of each passage, after the temperature and before a rule.
        kept: ``(K, K, N, V)`` for each passage, each rule and each place: whether the rule keeps a character there.
        cursor: the place pointed at.
        row: the passage pointed at.
    """

    prompt: str
    temperature: float
    names: tuple[str, ...]
    characters: tuple[str, ...]
    texts: tuple[str, ...]
    p: np.ndarray
    kept: np.ndarray
    cursor: int = 0
    row: int = 0

    def parting(self, row: int) -> int:
        """How many first characters a passage shares with the first passage."""
        pairs = zip(self.texts[0], self.texts[row], strict=True)
        return next((n for n, (one, other) in enumerate(pairs) if one != other), len(self.texts[0]))

    @property
    def here(self) -> np.ndarray:
        """Probabilities ``(V,)`` at the cursor."""
        return self.p[self.row, self.cursor]

    @property
    def kept_here(self) -> np.ndarray:
        """What each rule keeps at the cursor, ``(K, V)``."""
        return self.kept[self.row, :, self.cursor]

    @property
    def drawn(self) -> str:
        """The character that was drawn at the cursor."""
        return self.texts[self.row][self.cursor]
