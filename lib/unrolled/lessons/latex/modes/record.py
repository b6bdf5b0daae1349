"""Units that know what mode a LaTeX source is in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.lessons.lstm.tracking.record import Tracker


@dataclass(frozen=True)
class Use:
    """What holding a unit changes while a network reads a text.

    Attributes:
        held: the two values it was held at, as it is with the label and as it is without.
        bits: mean bits a character: untouched, held as with the label, held as without.
        closing: the mean chance of the character that ends what the label tells, at places with the label, for the
            same three; None where no single character ends it.
    """

    held: tuple[float, float]
    bits: tuple[float, float, float]
    closing: tuple[float, float, float] | None


@dataclass(frozen=True)
class Mode(Tracker):
    """A tracker in LaTeX; plays are chapters there.

    Attributes:
        linear: the score on test chapters of the best weighted sum of all units of its layer, fitted on the others.
        use: what holding it changes on test chapters.
        others: the bits a character when some other units of its layer are held likewise, as without the label.
    """

    linear: float
    use: Use
    others: tuple[float, ...]


@dataclass(frozen=True)
class ModeView:
    """One unit's carry along a text, beside a label of each character.

    Attributes:
        text: T characters.
        label: its key.
        words: what it is.
        truth: ``(T,)`` the label, zeros and ones or a number.
        layer: of the unit, counted from 1.
        unit: counted from 0.
        carry: ``(T,)`` its carry after each character.
        measure: "AUC" or "rank correlation".
        score: on this text, from 0 to 1; not a number where the label is the same everywhere.
        found: the label's best unit of the study, if this is it.
        use: what holding it changes on this text; None while that is measured, or where it can't be.
        cursor: the character pointed at.
    """

    text: str
    label: str
    words: str
    truth: np.ndarray
    layer: int
    unit: int
    carry: np.ndarray
    measure: str
    score: float
    found: Mode | None
    use: Use | None
    cursor: int = 0
