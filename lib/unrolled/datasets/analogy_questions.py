"""The 19,544 analogy questions of word2vec, and the ten relationships of Table 8.

``data/questions-words.txt.xz`` is the file that came with word2vec, under the
Apache License 2.0 (``data/licences/apache-2.0.txt``), byte for byte:
Mikolov, Chen, Corrado and Dean, *Efficient Estimation of Word Representations
in Vector Space*, arXiv 1301.3781, 2013.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from unrolled.datasets.paths import committed_text

FILE = "questions-words.txt.xz"
SHA256 = "8acb5d6c7d3b4536833a054f623794e5222f4a3a37cb45b10808c60ad4b36c69"
SEMANTIC = ("capital-common-countries", "capital-world", "currency", "city-in-state", "family")


@dataclass(frozen=True)
class Section:
    """Questions of one kind.

    Attributes:
        name: as in the file, such as "gram3-comparative".
        questions: rows of four words, "athens greece baghdad iraq", in lower case.
    """

    name: str
    questions: tuple[tuple[str, str, str, str], ...]

    @property
    def semantic(self) -> bool:
        """Whether it asks for facts rather than grammar: the first five sections, as in the paper."""
        return self.name in SEMANTIC

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The distinct pairs that the questions are made of, in order."""
        both = [pair for a, b, c, d in self.questions for pair in ((a, b), (c, d))]
        return tuple(dict.fromkeys(both))


def unpack(text: str) -> tuple[Section, ...]:
    """Sections from the text of the file: a name after ``: ``, then lines of four words."""
    found: list[tuple[str, list]] = []
    for line in text.splitlines():
        if line.startswith(":"):
            found.append((line[1:].strip(), []))
        elif line.strip():
            found[-1][1].append(tuple(line.lower().split()))
    return tuple(Section(name, tuple(questions)) for name, questions in found)


@functools.cache
def sections() -> tuple[Section, ...]:
    """All fourteen sections, five of them semantic.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_text(FILE, SHA256, "analogy questions"))


@dataclass(frozen=True)
class Relationship:
    """One row of Table 8: a pair, and three more words with the answers the paper's vectors gave.

    Attributes:
        pair: "France", "Paris".
        examples: three pairs of a word and the paper's answer, right or wrong.
    """

    pair: tuple[str, str]
    examples: tuple[tuple[str, str], ...]


def _pair(line: str, between: str) -> tuple[str, str]:
    first, second = line.split(between)
    return first, second


TABLE_8 = tuple(
    Relationship(_pair(head, " - "), tuple(_pair(one, ": ") for one in rest.split(", ")))
    for head, rest in (
        ("France - Paris", "Italy: Rome, Japan: Tokyo, Florida: Tallahassee"),
        ("big - bigger", "small: larger, cold: colder, quick: quicker"),
        ("Miami - Florida", "Baltimore: Maryland, Dallas: Texas, Kona: Hawaii"),
        ("Einstein - scientist", "Messi: midfielder, Mozart: violinist, Picasso: painter"),
        ("Sarkozy - France", "Berlusconi: Italy, Merkel: Germany, Koizumi: Japan"),
        ("copper - Cu", "zinc: Zn, gold: Au, uranium: plutonium"),
        ("Berlusconi - Silvio", "Sarkozy: Nicolas, Putin: Medvedev, Obama: Barack"),
        ("Microsoft - Windows", "Google: Android, IBM: Linux, Apple: iPhone"),
        ("Microsoft - Ballmer", "Google: Yahoo, IBM: McNealy, Apple: Jobs"),
        ("Japan - sushi", "Germany: bratwurst, France: tapas, USA: pizza"),
    )
)  # fmt: skip
