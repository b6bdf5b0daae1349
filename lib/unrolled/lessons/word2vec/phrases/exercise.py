"""Exercise and question on phrases. The solution is in ``notebooks/solutions/phrases.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question

NO_DISCOUNT = Question(
    "Set the discount δ to 0. Which pairs have the highest scores of the whole corpus?",
    (
        Choice(
            "the most frequent ones: of the, in the",
            False,
            "They are frequent because both words are. The score divides by both counts, and “of the” has about 4.",
        ),
        Choice(
            "great names: New York, United States",
            False,
            "They score some hundreds. New and United stand before many other words, which lowers their score.",
        ),
        Choice(
            "pairs of rare words that occur about five times, always together",
            True,
            "Two words that occur five times each, always together, score N / 5. Such small counts can be chance, or "
            "one author’s habit. Move δ from 0 to 5 and beyond, and see which pairs stay.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_join(function: Callable[[Sequence[str], Mapping, float], Sequence[str]]) -> Result:
    """Check *find the bug*: ``join(words, scores, threshold)`` joins pairs from left to right, each word once."""

    def due(words: Sequence[str], scores: Mapping[tuple[str, ...], float], threshold: float) -> list[str]:
        joined, k = [], 0
        while k < len(words):
            if scores.get(tuple(words[k : k + 2]), 0) > threshold:
                joined.append("_".join(words[k : k + 2]))
                k += 2
            else:
                joined.append(words[k])
                k += 1
        return joined

    def case(words: str, scores: Mapping[tuple[str, ...], float], threshold: float, why: str) -> Case:
        return Case((words.split(), dict(scores), threshold), due(words.split(), scores, threshold), why)

    city: dict[tuple[str, ...], float] = {("new", "york"): 800.0, ("york", "city"): 150.0}
    twice = "york is part of new_york already. A word that was joined must not be joined again, nor come twice."
    cases = [
        case("a new york mayor", city, 100, "new and york score 800: they become one word, and york is used up."),
        case("new york city", city, 100, twice),
        case("new york", city, 900, "800 is not above 900."),
        case("new york", city, 800, "A score of exactly 800 is not above 800, either."),
        case("york city", city, 100, "Here york is free, and york_city is what the threshold allows."),
        case("new york new york city", city, 100, "Two pairs in a row; the city at the end stands alone."),
    ]
    for _ in range(3):
        names = _generator.permutation(list("abcdefgh"))[:4]
        scores: dict[tuple[str, ...], float] = {
            (a, b): float(_generator.integers(1, 200)) for a in names for b in names
        }
        words = " ".join(_generator.choice(names, 9))
        cases.append(case(words, scores, 100, twice))
    hints = (
        "Run it by hand on new york city. Which words come out, and how often does york?",
        "After a pair was joined, at which word should the loop go on?",
        "A for loop goes on one word at a time. Take while k < len(words), and move k by 2 after a joined pair.",
    )
    return check(function, cases, hints)
