"""The checker of side-by-side writing accepts the solution and rejects the bug; the questions fit what was measured."""

import re

import numpy as np
import pytest

from answers import accepts, refuses, stub
from solved import solutions_of
from unrolled.lessons.lstm.intervene import exercise as exercises
from unrolled.lessons.lstm.tracking.probe import load_trackers

solutions = solutions_of("intervene")


def dice_thrown_twice(untouched, changed, length, seed):
    """The bug the notebook shows."""
    dice = np.random.default_rng(seed)
    return untouched(dice.gumbel(size=length)), changed(dice.gumbel(size=length))


def the_same_network_twice(untouched, changed, length, seed):
    noise = np.random.default_rng(seed).gumbel(size=length)
    return untouched(noise), untouched(noise)


def another_seed(untouched, changed, length, seed):
    return solutions.side_by_side(untouched, changed, length, seed + 1)


def no_seed(untouched, changed, length, seed):
    noise = np.random.default_rng().gumbel(size=length)
    return untouched(noise), changed(noise)


def test_the_solution_is_accepted():
    accepts(exercises.check_side_by_side, solutions.side_by_side)


@pytest.mark.parametrize("wrong", [stub, dice_thrown_twice, the_same_network_twice, another_seed, no_seed])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_side_by_side, wrong)


def test_the_questions_name_the_units_that_were_found():
    found = {one.feature: one for one in load_trackers()}
    for question, one in ((exercises.HELD, found["line"]), (exercises.CAUSE, found["speech"])):
        assert re.search(r"unit (\d+) in layer (\d)", question.ask).groups() == (str(one.unit + 1), str(one.layer))
    assert found["line"].sign == 1  # its carry rises along the line, as HELD says
    assert f"AUC {found['speech'].test:.2f}" in exercises.CAUSE.ask


def one_network_after_the_other(untouched, changed, length, seed):
    """The same seed twice gives the same dice twice."""
    return [np.array(network(np.random.default_rng(seed).gumbel(size=length))) for network in (untouched, changed)]


UNUSUAL = [one_network_after_the_other]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_side_by_side, right)
