"""A caption with all that it is scored by, and a second one beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.measuring.records.captions import GROUPS, BleuOrder, BleuParts, Gram, Reading

NAMES = {"thing": "thing", "gender": "people", "tone": "skin", "count": "number", "colour": "colour"}
NUMBER = ("number", True)


@dataclass(frozen=True)
class Scored:
    """A caption and its three scores.

    Attributes:
        caption: as it is compared: lower-case words with one blank between.
        parts: its BLEU, taken apart.
        cider: CIDEr-D, from 0 to 10.
        reading: its attributes beside those of the nearest reference.
    """

    caption: str
    parts: BleuParts
    cider: float
    reading: Reading

    @property
    def marks(self) -> tuple[tuple[str, bool], ...]:
        """Name of each attribute that the caption or its reference mentions, and whether they agree.

        The number of people is named only where it is wrong: where it is right, *people* says enough.
        """
        found = ((name, getattr(self.reading, key)) for key, name in NAMES.items())
        return tuple((name, agrees) for name, agrees in found if agrees is not None and (name, agrees) != NUMBER)

    @property
    def errors(self) -> tuple[str, ...]:
        """Names of the attributes that differ."""
        return tuple(name for name, agrees in self.marks if not agrees)

    @property
    def standing(self) -> tuple[float, float, float]:
        """By BLEU (smoothed, so that there are fewer ties), by CIDEr-D, by attribute: each the larger the better."""
        return self.parts.smoothed, self.cider, -10.0 * GROUPS.index(self.reading.group) - len(self.errors)


@dataclass(frozen=True, eq=False)
class BleuView:
    """What the panel shows.

    Attributes:
        image: ``(64, 64, 3)`` uint8, the picture that is captioned.
        now: the caption that is taken apart.
        kept: another caption of the same picture to compare it with, or None.
        order: n, words of the n-grams shown, 1 to 4.
        cursor: the n-gram looked at, counted from 0; 0 where there is none.
    """

    image: np.ndarray
    now: Scored
    kept: Scored | None
    order: int
    cursor: int

    @property
    def references(self) -> tuple[str, ...]:
        """The captions of the picture that are known to be right."""
        return self.now.parts.references

    @property
    def shown(self) -> BleuOrder:
        """The n-grams of the chosen order."""
        return self.now.parts.orders[self.order - 1]

    @property
    def gram(self) -> Gram | None:
        """The n-gram looked at; None where the caption has fewer than n words."""
        return self.shown.grams[self.cursor] if self.shown.grams else None
