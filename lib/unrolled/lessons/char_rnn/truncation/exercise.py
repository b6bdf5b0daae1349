"""Questions and exercise on top-k, top-p and min-p. The solution is in ``notebooks/solutions/char_rnn.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

TAIL = Question(
    "Suppose the network is 99 % sure that a colon comes next. Which rule still allows nine other characters?",
    (
        Choice("top-k with k = 10", True, "It counts characters and looks at nothing else, so it always keeps ten."),
        Choice(
            "top-p with p = 0.9",
            False,
            "The colon alone already has more than 90 % of the probability, so top-p keeps nothing else.",
        ),
        Choice(
            "min-p with m = 0.1",
            False,
            "A character needs a tenth of 99 % to be kept, and all the others together have 1 %.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_top_p(function: Callable[[list[float], float], Sequence[int]]) -> Result:
    """Check top-p: ``top_p(p, share)`` lists the places of the characters kept, the likeliest first."""

    def case(p: Sequence[float], share: float, why: str) -> Case:
        order = np.argsort(-np.array(p), kind="stable")
        count = int((np.cumsum(np.array(p)[order]) < share).sum()) + 1
        return Case(([float(x) for x in p], share), order[:count].tolist(), why)

    cases = [
        case([0.7, 0.2, 0.1], 0.5, "The likeliest character alone has 0.7, which is enough."),
        case(
            [0.7, 0.2, 0.1],
            0.8,
            "0.7 is too little; with the next one it is 0.9. The one that reaches the share stays.",
        ),
        case([0.1, 0.3, 0.6], 0.8, "The likeliest come first, wherever they stand in the list."),
        case([0.4, 0.35, 0.25], 0.6, "Probabilities are added up. None of them is compared with the likeliest one."),
        case([0.25, 0.4, 0.35], 0.1, "At least one character is always kept."),
    ]
    for _ in range(4):
        p = _generator.dirichlet(np.full(8, 0.6))
        cases.append(case(p.tolist(), round(float(_generator.uniform(0.3, 0.97)), 3), "A random case."))
    hints = (
        "Sort the places by probability, the likeliest first. Then add up until the share is reached.",
        "sorted(range(len(p)), key=lambda k: -p[k]) gives the places in that order.",
        "Take a place before you ask whether the sum is large enough: what reaches the share is kept, too.",
    )
    return check(function, cases, hints)
