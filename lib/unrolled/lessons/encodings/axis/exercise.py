"""Exercises on meaningful dimensions. Solutions are in ``notebooks/solutions/axis.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

ROTATED = Question(
    "All 20,215 vectors are turned by one and the same random rotation. What becomes of the axis from cat to dog, and "
    "of dimension 34?",
    (
        Choice(
            "both stay as they are: a rotation changes nothing",
            False,
            "It changes no length and no cosine, so all that is made of them stays. But the 34th number of a vector is "
            "another one afterwards. Press “rotated”.",
        ),
        Choice(
            "words keep their places on the axis, and dimension 34 is another one",
            True,
            "The axis turns with the words. A raw dimension is a direction of the coordinates, which nobody chose; "
            "after the turn the words stand elsewhere along it.",
        ),
        Choice(
            "both are lost: the vectors are scrambled",
            False,
            "They are turned, not scrambled: cat is as far from dog as before, and so is each word from each other. "
            "Press “rotated”, and watch the left plot.",
        ),
    ),
)


def check_place(function: Callable[[np.ndarray, np.ndarray, np.ndarray], float]) -> Result:
    """Check ``place(a, b, w)``: where w stands on the axis from a to b, all three at length 1."""
    generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass

    def unit(vector: np.ndarray) -> np.ndarray:
        return vector / np.linalg.norm(vector)

    def case(a: object, b: object, w: object, why: str) -> Case:
        a, b, w = (np.array(vector, dtype=float) for vector in (a, b, w))
        return Case((a, b, w), float(unit(unit(b) - unit(a)) @ unit(w)), why)

    long = "Words come with vectors of any length: bring each to length 1 first."
    cases = [
        case([1, 0], [0, 1], [0.6, 0.8], "The axis goes from a to b: a word nearer to b has a positive place."),
        case([1, 0], [0, 1], [0.8, 0.6], "A word nearer to a has a negative place."),
        case([1, 0], [-1, 0], [1, 0], "The axis itself must have length 1: a stands at −1 here, not at −2."),
        case([1, 0], [0, 1], [0, 5], long),
        case([3, 0], [0, 1], [1, 1], long),
    ]
    for _ in range(3):
        a, b, w = generator.normal(size=(3, 5))
        cases.append(case(a, b, w, "Random vectors of five dimensions."))
    hints = (
        "The direction from a to b is a difference. Which of the two is taken away?",
        "Lengths: u(a) = a / |a|. Do it for a, b and w, and once more for the difference.",
        "The place is the dot product of that direction and u(w).",
    )
    return check(function, cases, hints)
