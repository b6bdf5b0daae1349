"""How new a written text is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """A passage of a generated text that also occurs in the corpus.

    Attributes:
        start: its first character in the text.
        length: its characters.
        title: of the first text of the corpus that contains it.
        line: there, counted from 1.
        after: how the corpus goes on there.
    """

    start: int
    length: int
    title: str
    line: int
    after: str


@dataclass(frozen=True)
class Novelty:
    """A generated text compared with the corpus its model was trained on; shares run from 0 to 1.

    Attributes:
        copies: passages of the corpus, long enough to count, in order.
        longest: the longest passage of the corpus, however short; None for an empty text.
        copied: share of characters inside ``copies``.
        unseen: by n, the share of n-grams that do not occur in the corpus.
        words: whole words in the text.
        real_words: share of them that occur in the corpus.
        unknown_words: those that do not, each once, in lower case.
        repeated: share of eight-character passages that occurred in the text before.
    """

    copies: tuple[Copy, ...]
    longest: Copy | None
    copied: float
    unseen: dict[int, float]
    words: int
    real_words: float
    unknown_words: tuple[str, ...]
    repeated: float


@dataclass(frozen=True)
class Passage:
    """What a model wrote at one temperature, and how new it is."""

    temperature: float
    text: str
    novelty: Novelty
    entropy: float


@dataclass(frozen=True)
class Microscope:
    """Passages at several temperatures, drawn with the same noise after the same prompt.

    Attributes:
        prompt: the text read.
        passages: in the order of their temperatures.
        column: the passage pointed at.
    """

    prompt: str
    passages: tuple[Passage, ...]
    column: int = 0
