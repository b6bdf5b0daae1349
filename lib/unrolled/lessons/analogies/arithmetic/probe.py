"""One analogy asked: the best words with the inputs at their places, what is expected, and all of it in a plane."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from unrolled.datasets import analogy_questions
from unrolled.datasets.analogy_questions import TABLE_8, Relationship, Section
from unrolled.datasets.word_breaks import composed
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.arithmetic.record import Analogy, Candidate, Expected, Row, Spot
from unrolled.lessons.analogies.plane.probe import Plane
from unrolled.measuring.analogies import question, scores
from unrolled.runtime import UnrolledError

SHOWN, NEAR = 10, 4  # words in the list; of them, beside the answer, on the map


class AnalogyError(UnrolledError, ValueError):
    """Words that are no analogy."""


def steps(table: Sequence[Relationship] = TABLE_8) -> list[tuple[str, str, str]]:
    """a, b and c of each example of a table, row by row: France is to Paris as Italy is to what?"""
    return [(*row.pair, word) for row in table for word, _ in row.examples]


def row_of(step: int, table: Sequence[Relationship] = TABLE_8) -> Row:
    """The row of a table that holds a step."""
    number, first = 0, 0
    while step >= first + len(table[number].examples):
        first += len(table[number].examples)
        number += 1
    one = table[number]
    return Row(number + 1, len(table), one.pair, one.examples, first, len(steps(table)), step)


class Key:
    """Looks up what is expected: in Table 8 first, then in the 19,544 questions.

    Args:
        table: relationships with examples.
        sections: questions of four words.
    """

    def __init__(self, table: Sequence[Relationship] = TABLE_8, sections: Sequence[Section] = ()):
        self._due: dict[tuple[str, ...], Expected] = {}  # by a, b and c
        for section in sections:
            pairs = dict(section.pairs)
            for a, b, c, d in section.questions:
                other = next((one for one in pairs.items() if one[0] not in (a, c) and one[1] not in (b, d)), None)
                self._due.setdefault((a, b, c), Expected(d, "the word2vec questions", other))
        step = 0
        for row in table:
            for j, (word, answer) in enumerate(row.examples):
                a, b, c = _lower((*row.pair, word))
                beside = row.examples[0 if j else 1] if len(row.examples) > 1 else None
                other = beside and (beside[0].lower(), beside[1].lower())
                self._due[a, b, c] = Expected(answer.lower(), "Table 8", other, step)
                step += 1

    def expected(self, words: Sequence[str]) -> Expected | None:
        """What the answer to a, b and c should be; None where nobody says."""
        return self._due.get(_lower(words))


@functools.cache
def published() -> Key:
    """Table 8 and the questions of word2vec."""
    return Key(TABLE_8, analogy_questions.sections())


def _lower(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def clean(names: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """Words as typed, without blanks around them.

    Args:
        names: of the boxes, for the sentence.
        words: what stands in them.

    Raises:
        AnalogyError: if one is empty or more than one word.
    """
    for name, word in zip(names, words, strict=True):
        if len(word.split()) != 1:
            what = f"holds “{word.strip()[:30]}”, which is more than one word" if word.strip() else "is empty"
            raise AnalogyError(f"The box “{name}” {what}: type a single word.")
    return tuple(composed(word).strip() for word in words)


def answer(
    vectors: WordVectors,
    words: Sequence[str],
    *,
    method: str = "cosine",
    allowed: bool = False,
    expected: Expected | None = None,
    row: Row | None = None,
    shown: int = SHOWN,
) -> Analogy:
    """Ask an analogy.

    Args:
        vectors: V words.
        words: a, b and c: a is to b as c is to what?
        method: one of ``measuring.analogies.METHODS``.
        allowed: whether a, b and c may be the answer.
        expected: what should come out.
        row: of Table 8, to show beside it.
        shown: length of the list.

    Raises:
        UnknownWordError: if a, b or c has no vector; the error names the nearest spellings.
        AnalogyError: if the vectors hold no other word.
    """
    asked = question(vectors, *words)
    inputs = set(asked[0].tolist())
    if len(vectors) < len(inputs) + 2:
        raise AnalogyError("There are hardly more words than the three asked with: take larger vectors.")
    found = scores(vectors.units, asked, method)[0]  # (V,)
    order = np.argsort(-found, kind="stable")
    free = order[~np.isin(order, list(inputs))]
    counted, other = (order, free) if allowed else (free, order)
    spell = vectors.vocabulary.words
    rank = {int(k): 1 + place for place, k in enumerate(counted)}
    expected_id = vectors.vocabulary.number(expected.word) if expected and expected.word in vectors else -1
    listed = [int(k) for k in order[:shown]]
    if expected_id >= 0 and expected_id not in listed:
        listed[-1] = expected_id
    spots, target, kept = _map(vectors, asked[0], free[: NEAR + 1], expected)
    return Analogy(
        words=tuple(spell[k] for k in asked[0]), method=method, allowed=allowed, about=vectors.about,
        dimensions=vectors.units.shape[1], size=len(vectors),
        candidates=tuple(Candidate(spell[k], float(found[k]), rank.get(k, 0), k in inputs) for k in listed),
        answer=spell[counted[0]], ahead=float(found[counted[0]] - found[counted[1]]), otherwise=spell[other[0]],
        expected=expected, expected_rank=rank.get(expected_id, 0), spots=spots, target=target, kept=kept, row=row,
    )  # fmt: skip


def _map(
    vectors: WordVectors, asked: np.ndarray, nearest: np.ndarray, expected: Expected | None
) -> tuple[tuple[Spot, ...], tuple[float, float], float]:
    """Spots, the target, and how much of the spots' variance the plane keeps."""
    spell, roles = vectors.vocabulary.words, {}
    for role, k in zip("abc", asked, strict=True):
        roles.setdefault(spell[k], role)
    roles.setdefault(spell[nearest[0]], "answer")
    if expected and expected.word in vectors:
        roles.setdefault(expected.word, "expected")
    if expected and expected.other and all(word in vectors for word in expected.other):
        for role, word in zip(("other a", "other b"), expected.other, strict=True):
            roles.setdefault(word, role)
    for k in nearest[1:]:
        roles.setdefault(spell[k], "near")
    units = np.array([vectors.unit(word) for word in roles], dtype=np.float64)
    a, b, c = (vectors.units[k].astype(np.float64) for k in asked)
    plane = Plane(units[: len({*asked}) + 1], b - a)  # a, b, c and the answer
    spots = tuple(
        Spot(word, role, *map(float, at)) for (word, role), at in zip(roles.items(), plane.project(units), strict=True)
    )
    x, y = plane.project((b - a + c)[None])[0]
    return spots, (float(x), float(y)), plane.kept
