"""The exercise and the question on exploding gradients. The solution is in ``notebooks/solutions/exploding.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

CLIFF = Question(
    "Two descents come to a cliff, where the gradient is about 800,000 long; before, it was below 1. The learning rate "
    "is 0.1, and one of the two clips its gradient to a norm of 1. What does the clipped one do there?",
    (
        Choice(
            "it goes another way, since clipping turns the gradient",
            False,
            "Shortening a vector does not change its direction. Clipping each number by itself would: that is what "
            "the exercise below is about.",
        ),
        Choice(
            "it steps the same way, but only 0.1 far, and goes on from there",
            True,
            "The direction was right, only the length was useless. The other descent is thrown out of the picture and "
            "lands on a plain without a gradient that could lead it back.",
        ),
        Choice(
            "it stops: a gradient that large is thrown away",
            False,
            "Without the update it would stay at the same edge, with the same gradient, for ever.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_clip(function: Callable[[Sequence[np.ndarray], float], Sequence[np.ndarray]]) -> Result:
    """Check *find the bug*: ``clip(gradients, threshold)`` shortens all gradients together to one norm."""

    def case(gradients: Sequence[Sequence[float]], threshold: float, why: str) -> Case:
        parts = [np.array(part, dtype=float) for part in gradients]
        norm = np.linalg.norm(np.concatenate(parts))
        scale = min(1.0, threshold / norm) if norm else 1.0
        return Case((parts, threshold), [scale * part for part in parts], why)

    cases = [
        case([[3, 4]], 10, "A gradient shorter than the threshold stays as it is."),
        case([[3, 4]], 1, "The norm of (3, 4) is 5, so each number is divided by 5: the direction must stay."),
        case(
            [[3, 0], [0, 4]], 1,
            "Two weight matrices, one gradient: the norm is that of all numbers together, here 5. Clipping each "
            "matrix by itself turns the step.",
        ),
        case([[0, 0]], 1, "A gradient of 0 stays 0; mind the division."),
    ]  # fmt: skip
    for _ in range(3):
        sizes = _generator.integers(2, 5, 3)
        parts = [_generator.normal(0, 3, size) for size in sizes]
        cases.append(case(parts, float(_generator.uniform(0.5, 4)), "A random case of three parts."))
    hints = (
        "Draw the gradient (3, 4) and what your function makes of it. Do both point the same way?",
        "Pascanu, Mikolov and Bengio scale the whole gradient by one number. Which one?",
        "norm = sqrt of the sum of all squares in all parts; scale = min(1, threshold / norm) where norm > 0.",
    )
    return check(function, cases, hints)
