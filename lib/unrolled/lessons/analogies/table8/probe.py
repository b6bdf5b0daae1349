"""Table 8 of the paper asked again, and why an answer differs: by measurements where it can be measured.

What is said about the paper's own answers (``NOTES``) is common knowledge about 2013, the year of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from unrolled.datasets.analogy_questions import TABLE_8, Relationship
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.candidates.probe import place, ranked
from unrolled.lessons.analogies.table8.record import Cell, Ranked, Sense, Table8
from unrolled.measuring.analogies import scores

SHOWN, NEAR = 5, 4  # best words listed; neighbours of a word with two senses
RARE = 10_000  # a word beyond this place of the list of frequencies is called rare
PARTED = 4  # two senses are the reason if parting them brings the answer forward so many times


@dataclass(frozen=True)
class Note:
    """What is the matter with an answer of the paper.

    Attributes:
        words: a sentence.
        better: answers that would be right.
    """

    words: str
    better: tuple[str, ...] = ()


NOTES = {
    ("small", "larger"): Note("Larger belongs to large; small, smaller is the pair.", ("smaller",)),
    ("messi", "midfielder"): Note("Messi plays as a forward.", ("forward", "striker")),
    ("mozart", "violinist"): Note("He played the violin, too, but is known as a composer.", ("composer",)),
    ("uranium", "plutonium"): Note("Plutonium is another element; the symbol of uranium is U.", ("u",)),
    ("putin", "medvedev"): Note("Medvedev is somebody else; the first name is Vladimir.", ("vladimir",)),
    ("google", "yahoo"): Note("Yahoo is a company; Google was led by Schmidt, then by Page.", ("schmidt", "page")),
    ("ibm", "mcnealy"): Note("McNealy led Sun; IBM was led by Palmisano, then by Rometty.", ("palmisano", "rometty")),
    ("ibm", "linux"): Note("Linux is not made by IBM; AIX is.", ("aix",)),
    ("apple", "iphone"): Note(
        "Windows is a system and an iPhone is a telephone; a Macintosh is nearer.", ("macintosh",)
    ),
    ("france", "tapas"): Note("Tapas are Spanish."),
    ("usa", "pizza"): Note("Pizza came from Italy.", ("hamburger",)),
}
# Words that stand for two things in lower-case text, each with a word of the other sense.
SENSES = {"windows": "doors", "apple": "pear", "jobs": "employment", "au": "darfur"}


def ask(
    vectors: WordVectors,
    *,
    method: str = "cosine",
    allowed: bool = False,
    table: Sequence[Relationship] = TABLE_8,
    senses: Mapping[str, str] = SENSES,
) -> Table8:
    """Ask all examples of a table.

    Args:
        vectors: V words; a word with no vector leaves its example unasked.
        method: one of ``measuring.analogies.METHODS``.
        allowed: whether the input words may be the answer.
        table: relationships with examples.
        senses: words that stand for two things, each with a word of the other sense; try others, the choice matters.
    """
    cells = tuple(
        tuple(_cell(vectors, row.pair, word, paper, method, allowed, senses) for word, paper in row.examples)
        for row in table
    )
    return Table8(cells, vectors.about, len(vectors), method, allowed)


def _cell(
    vectors: WordVectors,
    pair: tuple[str, str],
    word: str,
    paper: str,
    method: str,
    allowed: bool,
    other: Mapping[str, str],
) -> Cell:
    asked, due = tuple(one.lower() for one in (*pair, word)), paper.lower()
    note = NOTES.get((word.lower(), due), Note(""))
    missing = tuple(one for one in asked if one not in vectors)
    if missing:
        return Cell(
            pair, word, paper, missing, (), "", 0, 0.0, "missing", note.words,
            tuple(Ranked(one, 0) for one in note.better), (), 0, Ranked("", 0),
        )  # fmt: skip
    number = vectors.vocabulary.number
    ids = np.array([[number(one) for one in asked]])
    found, inputs = scores(vectors.units, ids, method)[0], set(ids[0].tolist())
    candidates = ranked(vectors.vocabulary.words, found, inputs, allowed=allowed, shown=SHOWN)

    def placed(one: str, among: np.ndarray = found, *, allowed: bool = allowed) -> int:
        return place(among, number(one), inputs, allowed=allowed) if one in vectors else 0

    answer = next(one for one in candidates if one.rank == 1)
    senses, parted = _senses(vectors, (*asked[1:], due), other), 0
    if senses and due in vectors:
        parted = placed(due, scores(_part(vectors, senses), ids, method)[0])
    at = placed(due)
    known = [one for one in (*asked, due) if one in vectors]
    rarest = max((Ranked(one, number(one) + 1) for one in known), key=lambda one: one.place)
    kind = _kind(at, placed(due, allowed=False), due in vectors, note, parted, rarest)
    return Cell(
        pair, word, paper, (), candidates, answer.word, at,
        answer.score - float(found[number(due)]) if at else 0.0, kind, note.words,
        tuple(Ranked(one, placed(one)) for one in note.better), senses, parted,
        rarest,
    )  # fmt: skip


def _kind(at: int, otherwise: int, known: bool, note: Note, parted: int, rarest: Ranked) -> str:
    """The first of the explanations that fits; what is measured decides, save for notes."""
    fits = {
        "first": at == 1,
        "input": otherwise == 1,
        "sense": 0 < parted * PARTED <= at,
        "paper": bool(note.words),
        "no vector": not known,
        "near": 1 < at <= SHOWN,
        "rare": rarest.place > RARE,
    }
    return next((kind for kind, does in fits.items() if does), "other")


def _senses(vectors: WordVectors, words: Sequence[str], other: Mapping[str, str]) -> tuple[Sense, ...]:
    """Those of some words that stand for two things, with their neighbours."""
    found = []
    for word in words:
        if word in vectors and word in other and other[word] in vectors:
            like = vectors.units @ vectors.unit(word)
            near = ranked(vectors.vocabulary.words, like, {vectors.vocabulary.number(word)}, allowed=False, shown=NEAR)
            found.append(Sense(word, other[word], tuple(one.word for one in near if one.rank)))
    return tuple(found)


def _part(vectors: WordVectors, senses: Sequence[Sense]) -> np.ndarray:
    """``(V, D)`` the unit vectors, where some words have lost what they share with a word of their other sense."""
    units = vectors.units.copy()
    for sense in senses:
        one, other = vectors.unit(sense.word), vectors.unit(sense.other)
        left = one - (one @ other) * other
        units[vectors.vocabulary.number(sense.word)] = left / max(np.linalg.norm(left), 1e-12)
    return units
