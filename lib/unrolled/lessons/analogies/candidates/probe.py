"""The best words for one question, the input words at their places, whether they count or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unrolled.lessons.analogies.arithmetic.record import Candidate


def ranked(
    words: Sequence[str], found: np.ndarray, inputs: set[int], *, allowed: bool, shown: int
) -> tuple[Candidate, ...]:
    """The best words with their ranks.

    Args:
        words: V words.
        found: ``(V,)`` their scores.
        inputs: numbers of the input words.
        allowed: whether these have a rank; else they are listed with rank 0.
        shown: how many words count at most; inputs left out are listed beside them.
    """
    few = min(shown + len(inputs), len(found))
    best = np.argpartition(-found, few - 1)[:few]
    listed, rank = [], 0
    for k in best[np.argsort(-found[best], kind="stable")]:
        counts = allowed or int(k) not in inputs
        rank += counts
        listed.append(Candidate(words[k], float(found[k]), rank if counts else 0, int(k) in inputs))
        if rank == shown:
            break
    return tuple(listed)


def place(found: np.ndarray, word: int, inputs: set[int], *, allowed: bool) -> int:
    """The rank of one word from 1; 0 if it is an input left out.

    Args:
        found: ``(V,)`` scores.
        word: its number.
        inputs: numbers of the input words.
        allowed: whether these count.
    """
    if word in inputs and not allowed:
        return 0
    ahead = int((found > found[word]).sum())
    return 1 + ahead - (0 if allowed else sum(bool(found[k] > found[word]) for k in inputs))
