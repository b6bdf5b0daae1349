"""Questions and an exercise on fields that are too short. The solution is in ``notebooks/solutions/short_field.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.models.tcn.size import steps_back

OUTSIDE = Question(
    "A TCN with a field of 15 must name a symbol that it read 17 steps ago. After 800 updates it is right as often as "
    "a guess. What would help?",
    (
        Choice("four times the updates", False, "The gradient at the symbol is exactly 0, and no number of updates "
                                                "changes that."),
        Choice("four times the channels", False, "More channels see the same steps."),
        Choice("one more level, or a larger kernel", True, "Both make the field longer, and either is enough."),
        Choice("nothing: TCNs do not remember", False, "Three steps nearer it is right every time."),
    ),
)  # fmt: skip

EDGE = Question(
    "Another TCN has k = 3, dilations 1, 2, 4, 8 and two convolutions a level, so a field of 61. How far back may the "
    "symbol stand for the network to learn it within 800 updates?",
    (
        Choice("60 steps: as far as it sees", False, "It sees that far, but by a single path through eight "
                                                     "convolutions. Look there."),
        Choice("some 55 steps: the last few are seen too faintly", True,
               "One path of 6,561 leads to the furthest step, and its contribution is tiny beside the others."),
        Choice("any distance, with less success", False, "Beyond the field it can only guess."),
    ),
)  # fmt: skip

_generator = np.random.default_rng()


def check_furthest(function: Callable[[int, Sequence[int], int], int]) -> Result:
    """Check ``furthest(kernel, dilations, limit)``: the longest wait up to ``limit`` that a TCN can see.

    Two convolutions a block. A wait in a hole cannot be seen.
    """

    def case(kernel: int, dilations: Sequence[int], limit: int, why: str) -> Case:
        seen = steps_back(kernel, dilations)
        return Case((kernel, list(dilations), limit), max(step for step in seen if step <= limit), why)

    cases = [
        case(1, [1, 2], 9, "A kernel of 1 sees the present alone: 0 steps back."),
        case(
            2,
            [1],
            9,
            "Two convolutions reach two steps back. The field is 3, but the symbol stands at most 2 steps back.",
        ),
        case(2, [1, 2, 4], 99, "The field counts the present step, too: field − 1 steps back."),
        case(2, [1, 2, 4], 5, "Here the limit comes first."),
        case(2, [1, 4, 16], 15, "Within the field there are holes: 11 to 15 steps back nothing is seen."),
        case(2, [1, 4, 16], 43, "The furthest step is 42 back; mind the holes only below the limit."),
    ]
    for _ in range(3):
        dilations = [1, *(4 ** (1 + np.arange(_generator.integers(1, 3)))).tolist()]
        cases.append(case(int(_generator.integers(2, 4)), dilations, int(_generator.integers(3, 60)), "A random case."))
    hints = (
        "Which steps does one convolution read? 0, d, 2d, … (k − 1)·d back.",
        "Two layers on top of each other read every sum of a step of the one and a step of the other.",
        "Keep a set, {0} at first; for each dilation, twice: all s + j·d. Then take the largest that is not over the "
        "limit.",
    )
    return check(function, cases, hints)
