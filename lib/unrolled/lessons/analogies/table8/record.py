"""Table 8 asked again: each example with our answer, the paper's, and what was measured about the difference."""

from __future__ import annotations

from dataclasses import dataclass

from unrolled.lessons.analogies.arithmetic.record import Candidate


@dataclass(frozen=True)
class Ranked:
    """A word and its place among the answers.

    Attributes:
        word: in lower case.
        place: from 1; 0 if it has no vector, or is an input left out.
    """

    word: str
    place: int


@dataclass(frozen=True)
class Sense:
    """A word that lower case, or chance, has merged with another.

    Attributes:
        word: the one in the table, in lower case.
        other: a word of its other sense, such as "doors" for "windows".
        near: its nearest words.
    """

    word: str
    other: str
    near: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One example: a is to b as c is to what?

    Attributes:
        pair: a and b, as printed.
        word: c, as printed.
        paper: the paper's answer, as printed.
        missing: those of a, b and c that have no vector; with one of them, nothing was asked.
        candidates: the best words, inputs at their places.
        answer: the first of them; empty if nothing was asked.
        place: of the paper's answer, from 1; 0 if it has none.
        behind: how far the paper's answer's score is below the first one's.
        kind: "first", "missing", "no vector", "input", "paper", "sense", "near", "rare" or "other".
        note: what is the matter with the paper's answer, in a sentence; empty if nothing is.
        better: answers that would be right, and their places.
        senses: words of the example that stand for two things.
        parted: place of the paper's answer once their other sense is taken out of them; 0 without senses.
        rarest: of the four words, the one furthest down the list of frequencies, and its place there.
    """

    pair: tuple[str, str]
    word: str
    paper: str
    missing: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    answer: str
    place: int
    behind: float
    kind: str
    note: str
    better: tuple[Ranked, ...]
    senses: tuple[Sense, ...]
    parted: int
    rarest: Ranked


@dataclass(frozen=True)
class Table8:
    """All of them, and the one looked at.

    Attributes:
        cells: a row for each relationship.
        about: the vectors.
        size: how many words have one.
        method: "cosine" or "3CosMul".
        allowed: whether a, b and c may be the answer.
        row: of the cell looked at.
        column: likewise.
    """

    cells: tuple[tuple[Cell, ...], ...]
    about: str
    size: int
    method: str
    allowed: bool
    row: int = 0
    column: int = 0

    def within(self, places: int) -> int:
        """How many of the paper's answers are among so many best."""
        return sum(0 < cell.place <= places for row in self.cells for cell in row)

    @property
    def count(self) -> int:
        """How many examples there are."""
        return sum(map(len, self.cells))

    @property
    def asked(self) -> int:
        """How many of them could be asked."""
        return sum(not cell.missing for row in self.cells for cell in row)

    @property
    def cell(self) -> Cell:
        """The one looked at."""
        return self.cells[self.row][self.column]
