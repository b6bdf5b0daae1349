"""A passage that a model wrote beside the one that really comes there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Opening:
    """Where two passages begin.

    Attributes:
        title: of the play.
        line: of the play, counted from 1, on which the opening begins.
        text: what both go on from.
        after: how the play really goes on.
    """

    title: str
    line: int
    text: str
    after: str


@dataclass(frozen=True)
class Passage:
    """What goes on from an opening.

    Attributes:
        text: T characters.
        sentences: start and length of each, speakers' names left out; the last may be cut.
        words: whole words in the text.
        unknown: start and length of the words that no training text holds.
        speakers: the names in the text, each once.
        strangers: those of them that do not speak in this play.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    words: int
    unknown: tuple[tuple[int, int], ...]
    speakers: tuple[str, ...]
    strangers: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two passages after the same opening.

    Attributes:
        opening: what both go on from.
        temperature: at which ``ours`` was written.
        ours: what the model wrote.
        his: what the play has.
        sentence: the number of the sentence pointed at, in both.
    """

    opening: Opening
    temperature: float
    ours: Passage
    his: Passage
    sentence: int = 0
