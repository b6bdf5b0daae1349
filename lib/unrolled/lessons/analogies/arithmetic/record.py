"""One analogy: which words are nearest to b − a + c, and the same in two dimensions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """What an analogy should give.

    Attributes:
        word: in lower case.
        source: who says so, such as "Table 8".
        other: another pair of the same relation, if there is one.
        step: its place among the examples of Table 8, from 0; None elsewhere.
    """

    word: str
    source: str
    other: tuple[str, str] | None = None
    step: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A word of the list.

    Attributes:
        word: as in the vocabulary.
        score: how well it answers.
        rank: its place from 1; 0 for an input that is left out.
        is_input: whether it is one of the three input words.
    """

    word: str
    score: float
    rank: int
    is_input: bool


@dataclass(frozen=True)
class Spot:
    """A word on the map.

    Attributes:
        word: as in the vocabulary.
        role: "a", "b", "c", "answer", "expected", "near", "other a" or "other b".
        x, y: in the plane of the first two principal components of the words on the map.
    """

    word: str
    role: str
    x: float
    y: float


@dataclass(frozen=True)
class Row:
    """A row of Table 8.

    Attributes:
        number: from 1.
        count: of rows.
        pair: a and b.
        examples: c and the paper's answer, as the paper spells them.
        first: the step of its first example, from 0, counted through the whole table.
        steps: in the whole table.
        step: of the example looked at last.
    """

    number: int
    count: int
    pair: tuple[str, str]
    examples: tuple[tuple[str, str], ...]
    first: int
    steps: int
    step: int


@dataclass(frozen=True)
class Analogy:
    """a is to b as c is to what?

    Attributes:
        words: a, b and c, as in the vocabulary.
        method: "cosine" or "3CosMul".
        allowed: whether a, b and c may be the answer.
        about: the vectors.
        dimensions: D of them.
        size: how many words have one.
        candidates: the best words, inputs at their places; the last may be the expected word, from further down.
        answer: the first word.
        ahead: its score less that of the next one.
        otherwise: the first word if inputs were treated the other way.
        expected: what it should be; None where nobody says.
        expected_rank: its place, from 1; 0 if it has no vector or is an input left out.
        spots: words on the map.
        target: where b − a + c lies on the map.
        kept: share of these words' variance in the plane.
        row: of Table 8, looked at last.
    """

    words: tuple[str, str, str]
    method: str
    allowed: bool
    about: str
    dimensions: int
    size: int
    candidates: tuple[Candidate, ...]
    answer: str
    ahead: float
    otherwise: str
    expected: Expected | None
    expected_rank: int
    spots: tuple[Spot, ...]
    target: tuple[float, float]
    kept: float
    row: Row | None = None
