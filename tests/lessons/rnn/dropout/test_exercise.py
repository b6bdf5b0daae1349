"""Dropping nodes by hand: the solution passes; dropout left on, or unscaled, does not."""

import numpy as np
import pytest

from answers import accepts, refuses, stub
from solved import solutions_of
from unrolled.lessons.rnn.dropout import exercise as exercises
from unrolled.lessons.rnn.dropout.probe import on_a_play

solutions = solutions_of("dropout")


def left_on(h, kept, rate, training):
    """The bug the notebook shows."""
    return h * kept / (1 - rate)


def unscaled(h, kept, rate, training):
    return h * kept if training else h


def scaled_by_the_rate(h, kept, rate, training):
    return h * kept / max(rate, 1e-9) if training else h


def scaled_in_evaluation(h, kept, rate, training):
    return h * kept if training else h * (1 - rate)


def test_the_solution_is_accepted():
    accepts(exercises.check_masked, solutions.drop)


@pytest.mark.parametrize("wrong", [stub, left_on, unscaled, scaled_by_the_rate, scaled_in_evaluation])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    assert wrong.__name__ in refuses(exercises.check_masked, wrong).finding


def test_the_right_answer_is_what_was_measured():
    """Both kinds of removed nodes end below no dropout with every seed, and close to each other."""
    ends = {study.kind: study.values[:, -1] for study in on_a_play()}
    one, each = ends["nodes, one mask"], ends["nodes, each step"]
    assert max(one.max(), each.max()) < ends["none"].min()
    assert abs(one.mean() - each.mean()) < (ends["none"].mean() - max(one.mean(), each.mean())) / 3
    assert pytest.approx(0.028, abs=5e-4) == 0.7**10
    assert np.ptp(one) < 0.1


def by_selection(h, kept, rate, training):
    """Changes what it is given, column by column."""
    if training:
        for column in range(h.shape[1]):
            h[:, column] = h[:, column] / (1 - rate) if kept[column] else 0
    return h


UNUSUAL = [by_selection]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_masked, right)
