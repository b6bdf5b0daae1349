"""Exercise and question of *Surprise along the text*. The solution is in ``notebooks/solutions/reading.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

PHONE = Question(
    "A word that no play holds, telephone, comes three times in one text. How many bits does it cost the large "
    "network the third time?",
    (
        Choice(
            "next to nothing: it has read the word twice and remembers it",
            False,
            "A reader would. The state is carried through the whole text, but carrying a state is not the same as "
            "having learned to look a word up in it. Find the three in the list of words.",
        ),
        Choice(
            "more than half of what it cost the first time",
            True,
            "The network has learned the words of its 34 plays into its weights. A word that it meets only while "
            "reading leaves hardly a trace. The numbers stand in the list of words.",
        ),
        Choice(
            "more each time, since it contradicts everything around it",
            False,
            "What is around it changes the cost by a few bits up or down. Compare the three in the list of words.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_costs(function: Callable[[Callable, Sequence[int]], Sequence[float]]) -> Result:
    """Check *find the bug*: ``costs(step, ids)`` asks for each character's probability *before* reading it.

    ``step(state, k)`` here belongs to a tiny machine whose probabilities depend
    on the character just read and on how many were read before.
    """

    def machine(size: int) -> Callable[[Any, int], tuple[list[float], int]]:
        def step(state: int | None, k: int) -> tuple[list[float], int]:
            count = 1 if state is None else state + 1
            weights = np.arange(1, size + 1)
            return np.roll(weights / weights.sum(), k + count).tolist(), count

        return step

    def due(size: int, ids: list[int]) -> list[float]:
        step, state, spent = machine(size), None, []
        for before, k in pairwise(ids):
            p, state = step(state, before)
            spent.append(-np.log2(p[k]))
        return spent

    why = (
        "The probability of a character must come from what was read before it. Here the character has been read "
        "already, and the probabilities belong to the one after it."
    )

    def case(size: int, ids: list[int], words: str = why) -> Case:
        return Case((machine(size), ids), due(size, ids), words)

    cases = [
        case(4, [0, 1]),
        case(4, [2, 3, 0], why + " And the first character is read, too: without it the network starts one too late."),
        case(4, [3], "Nothing stands before a single character, so nothing is measured: the list is empty."),
    ]
    for _ in range(3):
        size = int(_generator.integers(5, 30))
        cases.append(case(size, _generator.integers(0, size, int(_generator.integers(4, 9))).tolist()))
    hints = (
        "Which character has the network read last when the bug's first line asks for a probability?",
        "For a text of two characters there is one cost. Read the first, then look up the second.",
        "Go through pairs: for before, k in zip(ids, ids[1:]): read before, then take -log2 of p[k].",
    )
    return check(function, cases, hints)
