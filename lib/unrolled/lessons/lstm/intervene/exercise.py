"""Exercises on holding a part of a network. Solutions are in ``notebooks/solutions/intervene.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

HELD = Question(
    "Along each line the carry of unit 64 in layer 2 sinks, from above zero to below, and a line end lifts it again. "
    "You hold it at −10 while the network writes. What comes?",
    (
        Choice(
            "much the same: one unit of 512 cannot matter",
            False,
            "Most of them could go and nobody would notice. Not this one: hold it and read.",
        ),
        Choice(
            "lines of a word or two",
            True,
            "To the network the line always seems long enough already, so it ends it wherever it may. At +10 it is the "
            "other way round: every line seems to have just begun.",
        ),
        Choice(
            "letters without any order",
            False,
            "That is what holding a whole gate does. One carry leaves the rest at work: spelling stays, and what "
            "changes is what this unit is for.",
        ),
    ),
)
CAUSE = Question(
    "The carry of unit 231 in layer 2 tells the first line of a speech from all others (AUC 0.93 on test plays). You "
    "hold it. How many bits a character does that cost on a play?",
    (
        Choice(
            "many: what a unit tracks so well, the network relies on",
            False,
            "That the unit knows it does not mean that anybody listens to this unit. Others may know it, too.",
        ),
        Choice(
            "next to none",
            True,
            "Tracking is not using. Only an intervention tells one from the other; that is why it was made.",
        ),
        Choice(
            "less than none: the network gets better without it",
            False,
            "Training keeps what helps and drops what harms. A unit that harms would have been silenced.",
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

    def due(length: int, seed: int, factor: int) -> list[list[float]]:
        noise = np.random.default_rng(seed).gumbel(size=length)
        return [noise.tolist(), (factor * noise).tolist()]

    why = (
        "Nothing was changed, so both passages must be the same. If the dice differ, too, no one can say what the "
        "change did."
    )
    cases = [
        Case((untouched, untouched, 1, 0), due(1, 0, 1), why),
        Case((untouched, untouched, 3, 1), due(3, 1, 1), why),
        Case((untouched, twice, 2, 0), due(2, 0, 2), "The second passage is the changed network's, on the same noise."),
    ]
    for _ in range(3):
        length, seed = int(_generator.integers(4, 9)), int(_generator.integers(1000))
        cases.append(Case((untouched, twice, length, seed), due(length, seed, 2), "A random case."))
    hints = (
        "Run it with the same network twice. What should come out, and what does?",
        "How often does the generator throw its dice?",
        "Throw once, keep the numbers under a name, and hand that to both.",
    )
    return check(function, cases, hints)
