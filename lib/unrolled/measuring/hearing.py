"""All analogy questions asked of one set of word vectors, in blocks that stay small.

N questions of a section, P different pairs in it, V words, D dimensions.
Two baselines show how much needs no analogy: the nearest neighbour of c, which
ignores a and b, and the word nearest to b - a, which ignores c (Linzen, *Issues
in Evaluating Semantic Spaces Using Word Analogies*, RepEval 2016). The mean over
several pairs is that of Drozd, Gladkova and Matsuoka, *Word Embeddings,
Analogies, and Machine Learning: Beyond King − Man + Woman = Queen*, COLING 2016.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from unrolled.datasets.analogy_questions import Section, sections
from unrolled.datasets.word_vectors import WordVectors
from unrolled.measuring.analogies import EPSILON, METHODS, products
from unrolled.measuring.records.hearing import Count, Heard, Hearing
from unrolled.runtime import one_thread

ROWS, TABLE = 64, 256  # questions scored at a time; distinct rows whose scores are cached for a section
BEST = 4  # three words can be left out, so the answer is among the first four


class _Side:
    """Cosines of one term of the questions with all words; rows that occur often are computed once.

    Args:
        units: ``(V, D)``.
        rows: ``(K, D)`` the distinct vectors.
        index: ``(N,)`` which of them each question has.
    """

    def __init__(self, units: np.ndarray, rows: np.ndarray, index: np.ndarray):
        self._units, self._rows, self._index = units, rows, index
        self._table = products(rows, units) if len(rows) <= TABLE else None

    def block(self, part: slice) -> np.ndarray:
        """``(n, V)`` for some of the questions; the caller may change it."""
        index = self._index[part]
        return products(self._rows[index], self._units) if self._table is None else self._table[index]


@one_thread
def hear(
    vectors: WordVectors,
    questions: Sequence[Section] | None = None,
    *,
    method: str = "cosine",
    pairs: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
) -> Hearing | None:
    """Answer all analogy questions with one set of word vectors, and count the correct answers.

    Args:
        vectors: V words, at least five of them; questions with other words are skipped, and their number is reported.
        questions: by default all 19,544.
        method: one of ``measuring.analogies.METHODS``.
        pairs: how many pairs' vectors are averaged for a and for b: the question's own and those after it in the
            section; 0 for all. A pair that holds c or the answer is never one of them.
        cancelled: called between blocks; True stops.

    Returns:
        None if it was cancelled.

    Raises:
        ValueError: if there is no such method.
    """
    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}: choose one of {', '.join(METHODS)}.")
    start, answered = time.perf_counter(), []
    for section in sections() if questions is None else questions:
        found = _section(vectors, section, method, pairs, cancelled)
        if found is None:
            return None
        answered.append(found)
    seconds = time.perf_counter() - start
    return Hearing(tuple(answered), vectors.about, vectors.units.shape[1], len(vectors), method, pairs, seconds)


def _section(
    vectors: WordVectors, section: Section, method: str, pairs: int, cancelled: Callable[[], bool]
) -> Heard | None:
    covered = [words for words in section.questions if all(word in vectors for word in words)]
    if not covered:
        none = Count(0, 0)
        return Heard(section.name, section.semantic, len(section.questions), 0, none, none, none, 0)
    number = vectors.vocabulary.number
    ids = np.array([[number(word) for word in words] for words in covered])  # (N, 4)
    units, inputs, answers = vectors.units, ids[:, :3], ids[:, 3]
    score = _scorer(units, ids, method, pairs)
    left_out = allowed = echoed = 0
    for at in range(0, len(ids), ROWS):
        if cancelled():
            return None
        part = slice(at, at + ROWS)
        found = score(part)
        first = found.argmax(axis=1)
        allowed += int((first == answers[part]).sum())
        echoed += int((first[:, None] == inputs[part]).any(axis=1).sum())
        np.put_along_axis(found, inputs[part], -np.inf, axis=1)
        left_out += int((found.argmax(axis=1) == answers[part]).sum())
    terms, which = np.unique(ids[:, 2], return_inverse=True)
    alone = _baseline(units, units[terms], which, ids)
    terms, which = np.unique(ids[:, :2], axis=0, return_inverse=True)
    offset = _baseline(units, units[terms[:, 1]] - units[terms[:, 0]], which.ravel(), ids)
    count = len(section.questions), len(covered)
    return Heard(section.name, section.semantic, *count, Count(left_out, allowed), alone, offset, echoed)


def _scorer(units: np.ndarray, ids: np.ndarray, method: str, pairs: int) -> Callable[[slice], np.ndarray]:
    """A function from some of the questions to their ``(n, V)`` scores."""
    a, b, index = averaged(units, ids, pairs)
    if method == "cosine":
        c = units[ids[:, 2]]
        return lambda part: products(b[index[part]] - a[index[part]] + c[part], units)  # length does not change ranks
    terms, which = np.unique(ids[:, 2], return_inverse=True)
    sides = _Side(units, b, index), _Side(units, units[terms], which), _Side(units, a, index)

    def multiplied(part: slice) -> np.ndarray:
        found, by, over = (side.block(part) for side in sides)
        for cosines in (found, by, over):
            cosines += 1
            cosines /= 2
        over += EPSILON
        found *= by
        found /= over
        return found

    return multiplied


def averaged(units: np.ndarray, ids: np.ndarray, pairs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each question, the mean vectors of the first and the second words of the example pairs.

    Args:
        units: ``(V, D)``.
        ids: ``(N, 4)`` numbers of a, b, c and the answer.
        pairs: how many; 0 for all that hold neither c nor the answer.

    Returns:
        ``(K, D)`` and ``(K, D)`` distinct means, and ``(N,)`` which of them each question uses.
    """
    known, where = np.unique(ids.reshape(-1, 2), axis=0, return_inverse=True)  # (P, 2): the pairs ab and cd
    own, asked = where.reshape(-1, 2).T
    if pairs == 1:
        return units[known[:, 0]], units[known[:, 1]], own
    P = len(known)
    apart = ~(known[:, None, :, None] == known[None, :, None, :]).any(axis=(2, 3))  # (P, P): no word in common
    order = (own[:, None] + np.arange(P)) % P  # (N, P): the question's own pair, then those after it
    usable = apart[asked[:, None], order]
    usable[:, 0] = True
    usable &= usable.cumsum(axis=1) <= (pairs or P)
    chosen = np.zeros((len(ids), P), dtype=bool)
    np.put_along_axis(chosen, order, usable, axis=1)
    _, first, index = np.unique(np.packbits(chosen, axis=1), axis=0, return_index=True, return_inverse=True)
    weights = chosen[first].astype(np.float32)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights @ units[known[:, 0]], weights @ units[known[:, 1]], index.ravel()


def _baseline(units: np.ndarray, rows: np.ndarray, index: np.ndarray, ids: np.ndarray) -> Count:
    """How many questions are answered correctly by the words nearest to some rows.

    Args:
        units: ``(V, D)``.
        rows: ``(K, D)``.
        index: ``(N,)`` the row of each question.
        ids: ``(N, 4)`` numbers of a, b, c and the answer.
    """
    best = np.concatenate([_best(products(rows[at : at + ROWS], units)) for at in range(0, len(rows), ROWS)])[index]
    free = ~(best[:, :, None] == ids[:, None, :3]).any(axis=2)  # (N, BEST)
    answer = np.take_along_axis(best, free.argmax(axis=1)[:, None], axis=1)[:, 0]
    return Count(int((answer == ids[:, 3]).sum()), int((best[:, 0] == ids[:, 3]).sum()))


def _best(found: np.ndarray) -> np.ndarray:
    """``(K, BEST)`` the numbers of the best words of each row, best first."""
    best = np.argpartition(-found, BEST - 1, axis=1)[:, :BEST]
    order = np.argsort(-np.take_along_axis(found, best, axis=1), axis=1, kind="stable")
    return np.take_along_axis(best, order, axis=1)


def section_score(vectors: WordVectors, name: str) -> tuple[int, int]:
    """How many questions of a section are answered correctly, and how many consist of known words only.

    Inputs are left out of the answers, as in published scores.
    """
    section = next(one for one in sections() if one.name == name)
    hearing = hear(vectors, [section])
    assert hearing is not None  # nobody cancels it
    [heard] = hearing.sections
    return heard.right.left_out, heard.covered
