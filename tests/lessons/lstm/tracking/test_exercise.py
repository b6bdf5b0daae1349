"""The checker of scores accepts the solution and rejects the stub and planted wrong answers."""

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.lstm.gates.panel import TRACKED
from unrolled.lessons.lstm.tracking import exercise as exercises
from unrolled.lessons.lstm.tracking.probe import load_trackers

solutions = solutions_of("tracking")


def split(values, labels):
    values, labels = np.array(values), np.array(labels)
    return values[labels == 1], values[labels == 0]


def share_above_zero(values, labels):
    return float(np.mean((np.array(values) > 0) == np.array(labels)))


def difference_of_means(values, labels):
    ones, zeros = split(values, labels)
    return ones.mean() - zeros.mean()


def the_other_way_round(values, labels):
    return 1 - solutions.auc(values, labels)


def without_equals(values, labels):
    ones, zeros = split(values, labels)
    return float(np.mean(ones[:, None] > zeros))


def equals_in_full(values, labels):
    ones, zeros = split(values, labels)
    return float(np.mean(ones[:, None] >= zeros))


def over_all_pairs(values, labels):
    ones, zeros = split(values, labels)
    return float((ones[:, None] > zeros).sum() / (len(values) * (len(values) - 1) / 2))


def test_the_solution_is_accepted():
    accepts(exercises.check_auc, solutions.auc)


@pytest.mark.parametrize(
    "wrong",
    [
        stub, raises, share_above_zero, difference_of_means, the_other_way_round, without_equals, equals_in_full,
        over_all_pairs,
    ],
)  # fmt: skip
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_auc, wrong)


def test_the_replies_name_what_the_panel_has():
    assert any(found.feature == "line" for found in load_trackers())
    for choice in exercises.LINE.choices[:2]:
        assert f"“{TRACKED['line']}”" in choice.reply  # the learner is sent to a choice that the panel has


def by_ranks(values, labels):
    """Mann and Whitney: the sum of the ranks of one kind."""
    values, labels = np.array(values), np.array(labels, dtype=bool)
    ranks = np.array([(values < value).sum() + ((values == value).sum() + 1) / 2 for value in values])
    ones = labels.sum()
    return (ranks[labels].sum() - ones * (ones + 1) / 2) / (ones * (~labels).sum())


UNUSUAL = [by_ranks]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_auc, right)
