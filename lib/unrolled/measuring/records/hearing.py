"""All analogy questions, asked of one set of word vectors: answers counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """Correct answers, with the question words excluded as answers and with them allowed.

    Attributes:
        left_out: correct answers if a, b and c cannot be the answer.
        allowed: correct answers if they can.
    """

    left_out: int
    allowed: int


@dataclass(frozen=True)
class Heard:
    """The answers to one section of questions.

    Attributes:
        name: as in the file, such as "gram3-comparative".
        semantic: whether it asks for facts rather than grammar.
        asked: questions in the file.
        covered: those whose four words have vectors.
        right: answered correctly by the analogy.
        alone: answered correctly by the nearest neighbour of c, whatever a and b are.
        offset: answered correctly by the word nearest to b - a, whatever c is.
        echoed: how often one of a, b and c came first when they were allowed.
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
    """The answers to all sections of questions.

    Attributes:
        sections: in the file's order.
        about: a description of the vectors.
        dimensions: D of them.
        size: how many words could be answers.
        method: "cosine" or "3CosMul".
        pairs: how many example pairs were averaged; 0 for all of a section but those that hold c or the answer.
        seconds: the time it took.
    """

    sections: tuple[Heard, ...]
    about: str
    dimensions: int
    size: int
    method: str
    pairs: int
    seconds: float
