"""Exercise *a verdict*. The solution is in ``notebooks/solutions/verdict.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.lessons.table1.verdict.probe import verdict

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_verdict(function: Callable[[Sequence[float], Sequence[float], bool], str]) -> Result:
    """Check ``verdict(first, second, higher)``: "first", "second" or "open", from the scores of both sides' seeds."""

    def case(first: list[float], second: list[float], higher: bool, why: str) -> Case:
        return Case((first, second, higher), verdict(first, second, higher), why)

    cases = [
        case([8.2, 8.3], [8.5, 8.6], False, "Both seeds of the first lose less than both of the second."),
        case([91.0, 90.5], [97.2, 96.9], True, "Here more is better: `higher` is True."),
        case([8.2, 8.6], [8.5, 8.7], False, "The means differ, but one seed of the first is worse than one of the "
                                            "second. That is no verdict yet."),
        case([97.0], [97.0], True, "Equal scores are no difference."),
        case([5.0, 5.2, 5.1], [5.2, 5.3], False, "The worst seed of the first equals the best of the second: it does "
                                                 "not beat it."),
        case([0.02], [0.00004], False, "One seed each is thin, but the rule is the same."),
        case([1.0, 9.0], [2.0, 3.0], True, "The best seed of the first is better than all, and its worst is worse than "
                                           "all: open."),
    ]  # fmt: skip
    for _ in range(6):
        higher = bool(_generator.integers(2))
        sides = [(_generator.normal(size=_generator.integers(1, 5)) + shift).round(2).tolist() for shift in (0, 2)]
        first, second = sides if _generator.integers(2) else sides[::-1]
        cases.append(case(first, second, higher, "A random case."))
    hints = (
        "A side wins where its worst seed is better than the other side's best seed.",
        "With `higher`, the worst is the smallest number: min(first) > max(second). Without it, everything turns "
        "around: max(first) < min(second).",
        "Three cases for each direction: first wins, second wins, and in all others the answer is open.",
    )
    return check(function, cases, hints)
