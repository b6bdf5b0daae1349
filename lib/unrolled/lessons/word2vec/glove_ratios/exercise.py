"""Exercises and question of GloVe. The solutions are in ``notebooks/solutions/glove.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

WATER = Question(
    "Water often stands near ice, and near steam. In six billion words, what was P(water | ice) / P(water | steam)?",
    (
        Choice(
            "near 1",
            True,
            "1.36 in the paper. A word that goes with both cancels out of the ratio, however frequent it is; so does a "
            "word that goes with neither, such as fashion.",
        ),
        Choice(
            "much more than 1: water is one of the most frequent neighbours of ice",
            False,
            "It is, and so it is of steam. A large share near ice says nothing about ice *rather than* steam; "
            "the ratio asks only for that.",
        ),
        Choice(
            "near 0: the two uses of water cancel each other",
            False,
            "They cancel in a quotient, not in a difference: two equal shares have the ratio 1. "
            "A ratio near 0 belongs to words that go with steam alone, such as gas.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_ratio(function: Callable[[int, int, int, int], float]) -> Result:
    """Check ``ratio(near_a, near_b, around_a, around_b)``: P(k | a) / P(k | b) from four counts."""
    due = "A word that occurs three times as often has about three times as many words around it."

    def case(near_a: int, near_b: int, around_a: int, around_b: int, why: str) -> Case:
        return Case((near_a, near_b, around_a, around_b), near_a / around_a / (near_b / around_b), why)

    cases = [
        case(6, 2, 100, 100, "Six times near a and two times near b, of a hundred words each, is a ratio of 3."),
        case(6, 2, 300, 100, f"Divide each count by what stands around its word in all. {due}"),
        case(0, 4, 50, 80, "What never stands near a has the share 0 there."),
    ]
    for _ in range(3):
        near_a, near_b, around_a, around_b = (int(n) for n in _generator.integers([1, 1, 60, 60], [50, 50, 900, 900]))
        cases.append(case(near_a, near_b, around_a, around_b, due))
    hints = (
        "P(k | a) is a share: of all words that stand near a, how many are k?",
        "Two shares first, then their quotient, that of a above.",
        "return (near_a / around_a) / (near_b / around_b)",
    )
    return check(function, cases, hints)


def check_weighting(function: Callable[[float, float, float], float]) -> Result:
    """Check ``weighting(x, most, power)``: equation 9 of GloVe, and 0 for a pair that never stood together."""

    def due(x: float, most: float, power: float) -> float:
        return 0.0 if x == 0 else min(1.0, (x / most) ** power)

    def case(x: float, most: float, power: float, why: str) -> Case:
        return Case((x, most, power), due(x, most, power), why)

    cases = [
        case(16, 256, 0.75, "A sixteenth of x_max to the power of 3/4 is an eighth."),
        case(10, 10, 0.75, "At x_max the weight has reached 1."),
        case(400, 100, 0.75, "Above x_max the weight stays at 1: no pair should outweigh the others without end."),
        case(0, 100, 0.75, "A pair that never stood together has no logarithm to learn: it weighs 0."),
        case(0, 100, 0.0, "With power 0 all pairs that stood together weigh 1, but 0 to the power of 0 is 1, too: "
                          "a pair that never did still weighs 0."),
    ]  # fmt: skip
    for _ in range(3):
        x, most, power = _generator.uniform(0.5, 30), _generator.uniform(40, 120), _generator.uniform(0.3, 1)
        cases.append(case(round(x, 1), round(most, 1), round(power, 2), "Divide by x_max first, then take the power."))
    hints = (
        "Three cases: never together, fewer times than x_max, and at least as often.",
        "Which value should the largest of counts have? And what is 0.0 ** 0.0 in Python?",
        "return min(1, (x / most) ** power) if x > 0 else 0",
    )
    return check(function, cases, hints)
