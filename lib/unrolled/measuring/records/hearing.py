"""All analogy questions, asked of one set of word vectors: answers counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """Right answers of one kind, with the words asked with left out and with them allowed.

    Attributes:
        left_out: right answers where a, b and c cannot be the answer.
        allowed: right answers where they can.
    """

    left_out: int
    allowed: int


@dataclass(frozen=True)
class Heard:
    """One section.

    Attributes:
        name: as in the file, such as "gram3-comparative".
        semantic: whether it asks for facts, not for grammar.
        asked: questions in the file.
        covered: those whose four words have vectors.
        right: answered rightly, as asked.
        alone: answered rightly by the nearest neighbour of c, whatever a and b are.
        offset: answered rightly by the word nearest to b - a, whatever c is.
        echoed: with a, b and c allowed, how often one of them came first.
    """

    name: str
    semantic: bool
    asked: int
    covered: int
    right: Count
    alone: Count
    offset: Count
    echoed: int


@dataclass(frozen=True)
class Hearing:
    """All sections.

    Attributes:
        sections: in the file's order.
        about: the vectors.
        dimensions: D of them.
        size: how many words could be answers.
        method: "cosine" or "3CosMul".
        pairs: how many example pairs were averaged; 0 for all of a section but those that hold c or the answer.
        seconds: it took.
    """

    sections: tuple[Heard, ...]
    about: str
    dimensions: int
    size: int
    method: str
    pairs: int
    seconds: float
