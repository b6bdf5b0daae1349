"""The exercise and the questions on dropout in a sequence. The solution is in ``notebooks/solutions/dropout.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

SURVIVORS = Question(
    "Three nodes in ten are removed. With a fresh mask at each step, which share of the nodes was never removed during "
    "the first ten steps?",
    (
        Choice(
            "70 %: the rate is the same at each step",
            False,
            "At each single step, yes, but it is another 70 % each time. With one mask for the whole text it is 70 %.",
        ),
        Choice(
            "about 3 %: 0.7 multiplied by itself ten times",
            True,
            "0.7¹⁰ = 0.028. Whatever a single node holds will have been cut off at least once.",
        ),
        Choice(
            "none: ten times 30 % is more than all of them",
            False,
            "Chances of independent draws multiply, they do not add: 0.7¹⁰ is small, but not 0.",
        ),
    ),
)
BETTER = Question(
    "A plain RNN is trained on a single play, too short for it, and then reads two others. Nodes are removed with one "
    "mask for each window of 50 steps, as the slide says, or with a fresh mask at each step. Which ends with the lower "
    "loss?",
    (
        Choice(
            "one mask, by far: fresh masks destroy the memory",
            False,
            "That is the usual argument, and it sounds well. Compare the two bands.",
        ),
        Choice(
            "no dropout: a network with missing nodes knows less",
            False,
            "It fits the play better, and that is the trouble: see how its held-out loss turns up again.",
        ),
        Choice(
            "both beat no dropout, and lie close together",
            True,
            "Here a removed node regularises, one mask or many. What differs between them shows on the next task.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_masked(function: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Result:
    """Check *find the bug*: ``drop(h, kept, rate, training)`` removes nodes with one mask, and rests in evaluation.

    h is ``(T, H)``, kept ``(H,)`` of 0 and 1.
    """

    def case(h: np.ndarray, kept: np.ndarray, rate: float, training: bool, why: str) -> Case:
        due = h * kept / (1 - rate) if training else h
        return Case((h.copy(), kept.copy(), rate, training), due, why)

    two = np.array([[1.0, 2.0], [3.0, 4.0]])
    cases = [
        case(two, np.array([1.0, 0.0]), 0.5, True, "The same node is missing at each step; the others count double."),
        case(two, np.array([1.0, 0.0]), 0.5, False, "In evaluation nothing is removed and nothing is scaled."),
        case(two, np.array([1.0, 1.0]), 0.0, True, "At rate 0 everything stays as it is."),
    ]
    for training in (True, False):
        T, H = (int(size) for size in _generator.integers(2, 5, 2))
        kept = (_generator.random(H) < 0.6).astype(float)
        rate = float(_generator.choice([0.2, 0.4, 0.75]))
        cases.append(case(_generator.normal(0, 1, (T, H)), kept, rate, training, "A random case."))
    hints = (
        "What should the same network, asked twice in evaluation, answer?",
        "While training, the kept nodes are divided by 1 - rate, so that the sum they make stays as large on average.",
        "if not training: return h. Otherwise h * kept / (1 - rate).",
    )
    return check(function, cases, hints)
