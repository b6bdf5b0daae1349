"""Exercise *plan a budget*. The solution is in ``notebooks/solutions/plan.py``."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def _longest_first(minutes: Sequence[float], cores: int) -> float:
    """Each run, the longest first, on the core that is free first; the time when the last core stops."""
    busy = [0.0] * cores
    for run in sorted(minutes, reverse=True):
        heapq.heapreplace(busy, busy[0] + run)
    return max(busy)


def check_sweep_minutes(function: Callable[[Sequence[float], int], float]) -> Result:
    """Check ``sweep_minutes(minutes, cores)``: how long a sweep takes that begins the longest runs first.

    A run takes one core and cannot be split. The next run begins on the core that is free first. Graham, *Bounds on
    Multiprocessing Timing Anomalies*, SIAM Journal on Applied Mathematics 17, 1969: at most a third longer than the
    shortest plan there is.
    """

    def case(minutes: list[float], cores: int, why: str) -> Case:
        return Case((minutes, cores), _longest_first(minutes, cores), why)

    cases = [
        case([30], 1, "A single run on a single core takes as long as it takes."),
        case([50, 10], 2, "A run cannot be split: while one core is busy for 50 minutes, the other one waits."),
        case([30, 30, 30], 2, "Three runs on two cores: one core gets two of them, so the longest run alone does not "
                              "tell the time."),
        case([60, 20, 30, 60], 2, "Sort first: the longest runs begin at once. Left for the end, one would run alone."),
        case([60, 50, 20, 10], 2, "Longest first, and each run goes to the core that is free first, not to the cores "
                                  "in turn."),
        case([3, 3, 2, 2, 2], 2, "Longest first is a rule of thumb. A better plan exists here, but the question is "
                                 "what this rule gives."),
        case([40, 20], 5, "With more cores than runs, the longest run decides."),
        case([], 2, "Nothing to run takes no time."),
    ]  # fmt: skip
    for _ in range(4):
        cores, count = int(_generator.integers(2, 5)), int(_generator.integers(5, 12))
        cases.append(case(_generator.integers(1, 90, count).tolist(), cores, "A random case."))
    hints = (
        "Keep one number for each core: how many minutes of work it has been given. All start at 0.",
        "Go through sorted(minutes, reverse=True). Add each run to the core with the smallest number.",
        "The sweep ends when the last core does: return the largest number.",
    )
    return check(function, cases, hints)
