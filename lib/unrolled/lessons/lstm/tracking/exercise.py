"""Exercises on units that track something. Solutions are in ``notebooks/solutions/tracking.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.lessons.lstm.tracking import probe as probes

LINE = Question(
    "The network was only ever asked for the next character. Does one of its 512 units, on its own, tell how far along "
    "the line the text is?",
    (
        Choice(
            "no: it was never told what a line is",
            False,
            "It was not, but line ends must be predicted like any other character, and for that it helps to count. "
            "Jump to “place” and look at the colours.",
        ),
        Choice(
            "no: such a thing is spread over many units, and no single one shows it",
            False,
            "A good guess: most of what a network knows is spread out. Here it is not so: jump to “place” and follow "
            "the colour from line to line.",
        ),
        Choice(
            "yes, and on plays it never read",
            True,
            "It helps to predict line ends. The unit was chosen on two plays and scored on two others, and the network "
            "was trained on none of the four.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_auc(function: Callable[[Sequence[float], Sequence[int]], float]) -> Result:
    """Check ``auc(values, labels)``: the share of pairs, one of each label, in which the labelled value is higher."""

    def case(values: Sequence[float], labels: Sequence[int], why: str) -> Case:
        expected = float(probes.auc(probes.ranks(np.array(values, dtype=float)), np.array(labels, dtype=float)))
        return Case((list(values), list(labels)), expected, why)

    cases = [
        case([1, 2], [0, 1], "One pair, and the value with label 1 is the higher one: 1 of 1."),
        case([2, 1], [0, 1], "One pair, and the value with label 1 is the lower one: 0 of 1."),
        case([1, 2, 3], [0, 1, 0], "Two pairs: 2 is above 1 and below 3, so 1 of 2."),
        case([5, 5], [0, 1], "Equal values count one half: between them one can only guess."),
        case([-9, -8, -7, -1], [0, 0, 1, 1], "Only the order counts, not which side of 0 the values are on."),
        case([1, 2, 3, 4], [0, 0, 0, 1], "Pairs have one value of each label: here there are 3, not 4 and not 6."),
    ]
    for _ in range(3):
        size = int(_generator.integers(6, 12))
        labels = _generator.permutation([0, 1, *_generator.integers(0, 2, size - 2)]).tolist()
        cases.append(case(_generator.integers(-4, 5, size).tolist(), labels, "A random case, with some equal values."))
    hints = (
        "Go through all pairs of one value with label 1 and one with label 0. How many are there?",
        "Count 1 for a pair where the first is higher, 0.5 where both are equal, 0 otherwise.",
        "Two loops, one over the values with label 1 and one over those with label 0; the sum divided by the pairs.",
    )
    return check(function, cases, hints)
