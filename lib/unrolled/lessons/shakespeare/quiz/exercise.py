"""Exercise and question of *Real or synthetic?*. The solution is in ``notebooks/solutions/quiz.py``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.lessons.shakespeare.quiz import probe as probes

GIVEAWAY = Question(
    "A program that cannot read must tell plays from passages written at τ = 0.6, with one number for each passage. "
    "Which number serves it best?",
    (
        Choice(
            "how many words no training play holds",
            False,
            "At so low a temperature the network plays safe, and nearly all of its words are real ones. Shakespeare "
            "invents words, too. This number is the best one further up: see the chart after the panel.",
        ),
        Choice(
            "how little the passage surprises the network",
            False,
            "A good one here, since what is drawn at τ = 0.6 is too likely to be true: people say unlikely things all "
            "the time. Further up it fails, and then it turns round. And even here another number is better.",
        ),
        Choice(
            "how many of its speakers belong to different plays",
            True,
            "The network has no cast. It takes any name that fits, and its speakers have never met. Nothing that they "
            "say need be read for that, which is why the names are hidden at first.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_chance(function: Callable[[int, int], float]) -> Result:
    """Check the odds of guessing: ``chance(right, judged)`` is the probability of so many right or more with a coin."""

    def case(right: int, judged: int, why: str) -> Case:
        return Case((right, judged), probes.chance(right, judged), why)

    cases = [
        case(1, 1, "One passage, one coin: half of the time it is right."),
        case(0, 3, "None right or more is every outcome there is."),
        case(2, 2, "Two coins must both be right: a half of a half."),
        case(1, 2, "One right or more: of four outcomes of two coins, only the one with both wrong is left out."),
        case(7, 10, "Seven, eight, nine or ten right all count: a score is surprising only with all better ones."),
    ]
    for _ in range(3):
        judged = int(_generator.integers(11, 40))
        cases.append(case(int(_generator.integers(judged // 3, judged)), judged, "A random case."))
    hints = (
        "Of 2 ** judged outcomes, all equally likely, how many have exactly k right?",
        "That is math.comb(judged, k). Which k count as so many right or more?",
        "Sum comb(judged, k) for k in range(right, judged + 1), and divide by 2 ** judged.",
    )
    return check(function, cases, hints)
