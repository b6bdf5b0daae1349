"""A question and an exercise on convolutions over time. The solution is in ``notebooks/solutions/one_dimension.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.lessons.tcn.one_dimension.probe import banded

WEIGHTS = Question(
    "A convolution with a kernel of 3 reads a row of 28 pixels and returns 28 numbers. Written as a matrix it has 784 "
    "entries. How many of them are learned?",
    (
        Choice("784: each output has its own weights", False,
               "That is true of a fully connected layer. Here each row of the matrix is the row above, moved by one."),
        Choice("81: those in the band", False, "81 entries are not zero, but they are copies of three numbers."),
        Choice("3", True, "The band repeats the kernel, moved by one in each row. So it fits a row of any length."),
        Choice("28: one for each pixel", False, "A pixel has no weight of its own: a shape counts the same wherever "
                                                "it is."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def check_matrix(function: Callable[[Sequence[float], int, int], np.ndarray]) -> Result:
    """Check ``matrix(w, T, d)``: the ``(T, T)`` matrix of a causal convolution of dilation d."""

    def case(w: Sequence[float] | np.ndarray, T: int, d: int, why: str) -> Case:
        return Case((np.array(w, float), T, d), banded(np.array(w, float), T, d, (len(w) - 1) * d), why)

    cases = [
        case([5], 2, 1, "A kernel of one weight: that weight on the diagonal."),
        case(
            [1, 2],
            3,
            1,
            "The last weight is for the present step, so it stands on the diagonal; the first one below it.",
        ),
        case(
            [1, 2, 3],
            4,
            1,
            "Row t holds the weights of output t: nothing stands above the diagonal, or it would look ahead.",
        ),
        case([1, 2], 5, 2, "With dilation 2 the bands are two apart."),
        case([1, 2, 3], 3, 4, "What a tap would read before the first step is left out, not wrapped around."),
    ]
    for _ in range(3):
        k, T, d = (int(_generator.integers(*ends)) for ends in ((1, 5), (3, 8), (1, 4)))
        cases.append(case(_generator.integers(-4, 5, k), T, d, "A random case."))
    hints = (
        "Begin with np.zeros((T, T)). Which entry says how output t depends on input s?",
        "Tap j of k reads the input (k − 1 − j)·d steps back.",
        "For each t and j: s = t − (k − 1 − j)·d; where s is 0 or more, put w[j] at [t, s].",
    )
    return check(function, cases, hints)
