"""Units that track something in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tracker:
    """The unit that tracks a feature best, with its score on texts it was not chosen on.

    Attributes:
        feature: its key, such as "heading".
        words: what it is, such as "inside a NAME:".
        measure: "AUC" for a yes or no, "rank correlation" for a number.
        layer: of the unit, counted from 1.
        unit: its number in the layer, counted from 0.
        sign: 1 where its carry is high with the feature, -1 where it is low.
        validation: its score on the plays it was chosen on.
        test: its score on the test plays.
        shuffled: the best of all units on the test plays with shifted labels, the median over the shifts.
        shuffled_most: likewise, the highest of all shifts.
        character: what the score of the present character alone would be.
    """

    feature: str
    words: str
    measure: str
    layer: int
    unit: int
    sign: int
    validation: float
    test: float
    shuffled: float
    shuffled_most: float
    character: float
