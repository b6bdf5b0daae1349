"""The checker accepts the solution and refuses comparisons of means, of best seeds, and turned directions."""

import statistics

import pytest

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.table1.verdict import exercise as exercises

solutions = solutions_of("verdict")


def by(pick):
    """A wrong rule: compares one number of each side."""

    def rule(first, second, higher):
        one, other = pick(first, higher), pick(second, higher)
        if one == other:
            return "open"
        return "first" if (one > other) == higher else "second"

    return rule


def last_of(scores, higher):
    return scores[-1]


def unusual(first, second, higher):
    """Right in another way: every pair has to agree."""
    pairs = [(a > b) - (a < b) for a in first for b in second]
    sign = 1 if higher else -1
    if all(pair == sign for pair in pairs):
        return "first"
    return "second" if all(pair == -sign for pair in pairs) else "open"


@pytest.mark.parametrize("right", [solutions.verdict, unusual])
def test_right_answers_are_accepted(right):
    accepts(exercises.check_verdict, right)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda first, second, higher: None, "returned nothing"),
        (lambda first, second, higher: "open", "lose less"),
        (lambda first, second, higher: solutions.verdict(first, second, False), "more is better"),
        (lambda first, second, higher: solutions.verdict(first, second, True), "lose less"),
        (by(lambda scores, higher: statistics.fmean(scores)), "no verdict yet"),
        (by(lambda scores, higher: max(scores) if higher else min(scores)), "no verdict yet"),
        (by(last_of), "no verdict yet"),
    ],
)
def test_wrong_rules_are_refused(wrong, why):
    assert why in str(refuses(exercises.check_verdict, wrong))


def test_at_least_as_good_is_not_better():
    def lenient(first, second, higher):
        if not higher:
            first, second = [-a for a in first], [-a for a in second]
        return "first" if min(first) >= max(second) else "second" if min(second) >= max(first) else "open"

    assert "Equal scores" in str(refuses(exercises.check_verdict, lenient))
