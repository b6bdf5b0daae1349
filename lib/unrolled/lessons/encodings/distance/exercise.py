"""Exercises on distances between words. Solutions are in ``notebooks/solutions/distance.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

OPPOSITES = Question(
    "SimLex999 asks how alike two words are. 64 of its 999 pairs are opposites, such as old and new: people put them "
    "at rank 13 on average, where 0 is the least alike of all pairs and 100 the most. Where do GloVe’s cosines put "
    "them?",
    (
        Choice(
            "at the very bottom: opposite words, opposite directions",
            False,
            "A vector knows in which company a word stands, and old and new stand in the same. Look at the axis: no "
            "pair of the set is near −1.",
        ),
        Choice(
            "about where people put them",
            False,
            "That would need a vector to tell likeness from mere relatedness. Choose SimLex999 in the "
            "panel and mark the opposites.",
        ),
        Choice(
            "above the middle",
            True,
            "They stand in the same sentences and even in the same place of them. Distance here means relatedness.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_cosine(function: Callable[[np.ndarray, np.ndarray], float]) -> Result:
    """Check ``cosine(a, b)``: a · b / (|a| |b|), and 0 where one of them has no length."""

    def case(a: list[float] | np.ndarray, b: list[float] | np.ndarray, why: str) -> Case:
        a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
        lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
        return Case((a, b), float(a @ b) / lengths if lengths else 0.0, why)

    cases = [
        case([1, 0], [0, 1], "One-hot vectors of two words: a right angle."),
        case([3, 0], [5, 0], "The same direction, whatever the lengths: 1."),
        case([1, 1], [-2, -2], "Opposite directions: −1."),
        case([3, 4], [4, 3], "24 / (5 · 5): divide by both lengths."),
        case([0, 0], [1, 2], "A bag without a known word has no direction: return 0, do not divide by it."),
        case([1, 2], [0, 0], "The second may be without length, too."),
    ]
    for D in (3, 7, 100):
        a, b = _generator.normal(size=(2, D))
        cases.append(case(a, b, f"Random vectors of {D} dimensions."))
    hints = (
        "a @ b multiplies place by place and adds up.",
        "The length of a is np.sqrt(a @ a).",
        "Multiply both lengths first; if that is 0, return 0.0, else divide a @ b by it.",
    )
    return check(function, cases, hints)
