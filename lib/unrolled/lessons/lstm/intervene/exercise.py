"""Exercises on holding a part of a network. Solutions are in ``notebooks/solutions/intervene.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

HELD = Question(
    "Along each line the carry of unit 184 in layer 2 rises, from below zero to above, and a line end sets it back. "
    "You hold it at +10 while the network writes. What will it write?",
    (
        Choice(
            "much the same: one unit of 512 cannot matter",
            False,
            "For most units that is right: holding them changes next to nothing. Not for this one: hold it and read.",
        ),
        Choice(
            "lines of a word or two",
            True,
            "To the network every line seems long enough already, so it ends it soon. At −10 it is the other way "
            "round: every line seems to have just begun.",
        ),
        Choice(
            "letters without any order",
            False,
            "That is what holding a whole gate can do. Holding one carry leaves the rest at work: the spelling stays, "
            "and only the length of the lines changes.",
        ),
    ),
)
CAUSE = Question(
    "The carry of unit 112 in layer 2 tells the first line of a speech from all others (AUC 0.89 on test plays). You "
    "hold it. How many bits a character does that cost on a play?",
    (
        Choice(
            "many: what a unit tracks so well, the network relies on",
            False,
            "What a unit knows need not be used. The network may not need it, or may get it from other units.",
        ),
        Choice(
            "next to none",
            True,
            "To follow is not to be used. Watching cannot tell the two apart; holding the unit can.",
        ),
        Choice(
            "less than none: the network gets clearly better without it",
            False,
            "A unit that does harm on plays like these would have been changed by training.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_side_by_side(function: Callable[..., Sequence[Any]]) -> Result:
    """Check *find the bug*: ``side_by_side(untouched, changed, length, seed)`` must give both writers the same noise.

    The writers here return the noise they were given, so that any difference shows.
    """

    def untouched(noise: np.ndarray) -> list[float]:
        return noise.tolist()

    def twice(noise: np.ndarray) -> list[float]:
        return (2 * noise).tolist()

    def expected(length: int, seed: int, factor: int) -> list[list[float]]:
        noise = np.random.default_rng(seed).gumbel(size=length)
        return [noise.tolist(), (factor * noise).tolist()]

    why = (
        "Nothing was changed, so both passages must be the same. If the dice differ, too, no one can say what the "
        "change did."
    )
    cases = [
        Case((untouched, untouched, 1, 0), expected(1, 0, 1), why),
        Case((untouched, untouched, 3, 1), expected(3, 1, 1), why),
        Case(
            (untouched, twice, 2, 0),
            expected(2, 0, 2),
            "The second passage is the changed network's, on the same noise.",
        ),
    ]
    for _ in range(3):
        length, seed = int(_generator.integers(4, 9)), int(_generator.integers(1000))
        cases.append(Case((untouched, twice, length, seed), expected(length, seed, 2), "A random case."))
    hints = (
        "Run it with the same network in both places. What should come out, and what does?",
        "How often are numbers drawn from the generator?",
        "Draw once, keep the numbers under a name, and give them to both.",
    )
    return check(function, cases, hints)
