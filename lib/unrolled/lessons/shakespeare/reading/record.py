"""How several readers fare along one text, and what a name costs each time it comes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unrolled.measuring.records.surprisal import Surprisal


@dataclass(frozen=True)
class Word:
    """A word of a text and what it cost a reader.

    Attributes:
        start: its first character in the text.
        letters: as written.
        bits: the sum over its characters.
        nth: how often the text has held it by then, itself included; capitals count as small letters.
    """

    start: int
    letters: str
    bits: float
    nth: int


@dataclass(frozen=True)
class Reading:
    """A text of T characters under the eyes of R readers.

    Attributes:
        title: of the text; "yours" if it has none.
        reads: what each reader expected, by its name, with one cursor for all.
        reader: the one whose colours and words are shown.
        window: characters over which the curves are means.
        curves: by reader ``(T,)`` bits a character over the last ``window`` characters; not-a-number at the start.
        words: of the reader shown, the most surprising first.
        means: bits a character by the text's title, then by reader.
    """

    title: str
    reads: dict[str, Surprisal]
    reader: str
    window: int
    curves: dict[str, np.ndarray]
    words: tuple[Word, ...]
    means: dict[str, dict[str, float]]

    @property
    def shown(self) -> Surprisal:
        """What the chosen reader expected."""
        return self.reads[self.reader]


@dataclass(frozen=True)
class Headings:
    """What speakers' names cost, by how often they have come in the same play.

    Attributes:
        speakers: how many speakers are counted.
        bits: by reader ``(N,)``, the mean cost of a whole name the first time, the second, and so on.
    """

    speakers: int
    bits: dict[str, np.ndarray]
