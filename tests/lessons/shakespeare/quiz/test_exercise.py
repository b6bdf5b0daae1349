"""The checker of the odds accepts the solution and rejects planted wrong answers; the question is measured."""

import math
from fractions import Fraction

import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.shakespeare.quiz import exercise as exercises
from unrolled.lessons.shakespeare.quiz.probe import load_rules

solutions = solutions_of("quiz")


def exactly_as_many(right, judged):
    return math.comb(judged, right) / 2**judged


def more_only(right, judged):
    return solutions.chance(right + 1, judged)


def as_many_or_fewer(right, judged):
    return sum(math.comb(judged, k) for k in range(right + 1)) / 2**judged


def share_of_right_ones(right, judged):
    return right / judged


def all_right(right, judged):
    return 0.5**right


def the_last_is_left_out(right, judged):
    return sum(math.comb(judged, k) for k in range(right, judged)) / 2**judged


def test_the_solution_is_accepted():
    accepts(exercises.check_chance, solutions.chance)


@pytest.mark.parametrize(
    "wrong",
    [stub, raises, exactly_as_many, more_only, as_many_or_fewer, share_of_right_ones, all_right, the_last_is_left_out],
)
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_chance, wrong)


def test_the_third_choice_is_the_right_one():
    assert [choice.right for choice in exercises.GIVEAWAY.choices] == [False, False, True]


def test_the_right_answer_is_what_was_measured():
    rules = load_rules()
    cold, hot = rules[0.6], rules[1.2]
    assert max(cold, key=lambda name: cold[name].accuracy) == "company"
    assert cold["surprise"].accuracy > max(cold[name].accuracy for name in ("unknown", "copied"))  # a good one here
    assert not cold["surprise"].above  # how little it surprises
    assert hot["surprise"].above  # it turns round
    between = [rules[tau]["surprise"].accuracy for tau in rules if 0.6 < tau < 1.2]
    assert max(between) < cold["surprise"].accuracy  # further up it fails
    assert cold["unknown"].accuracy < 0.7  # nearly all of its words are real ones
    assert max(hot, key=lambda name: hot[name].accuracy) == "unknown"  # the best one further up


def test_speakers_of_different_plays_tell_at_every_temperature():
    """As the notebook's summary says."""
    assert all(found["company"].accuracy > 0.8 for found in load_rules().values())


def coin_by_coin(right, judged):
    """Without formulas: how likely each score is, one toss after the other."""
    odds = {0: Fraction(1)}
    for _ in range(judged):
        odds = {k: (odds.get(k, 0) + odds.get(k - 1, 0)) / 2 for k in range(max(odds) + 2)}
    return sum(p for k, p in odds.items() if k >= right)


UNUSUAL = [coin_by_coin]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_chance, right)
