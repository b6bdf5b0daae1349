"""Targets of each shape: the solution passes, planted slips do not."""

import pytest
import torch

from answers import accepts, refuses, stub
from solved import solutions_of
from unrolled.lessons.rnn.sequences import exercise as exercises

solutions = solutions_of("sequences")


def zeros_for_silence(ids, shape):
    return ids if shape == "in step" else [0] * (len(ids) - 1) + ids[-1:]


def one_target_only(ids, shape):
    return ids if shape == "in step" else ids[-1:]


def the_first(ids, shape):
    return ids if shape == "in step" else [-100] * (len(ids) - 1) + ids[:1]


def always_in_step(ids, shape):
    return ids


def test_the_solution_is_accepted():
    accepts(exercises.check_targets, solutions.targets)


@pytest.mark.parametrize("wrong", [stub, zeros_for_silence, one_target_only, the_first, always_in_step])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    assert wrong.__name__ in refuses(exercises.check_targets, wrong).finding


def turned_round_in_place(ids, shape):
    """Returns its own argument, changed: this must not be compared with itself."""
    ids.reverse()
    return ids


def spoils_its_argument(ids, shape):
    found = solutions.targets(list(ids), shape)
    ids.clear()
    return found


def test_the_argument_is_a_copy():
    refuses(exercises.check_targets, turned_round_in_place)
    assert exercises.check_targets(spoils_its_argument).ok


def in_torch(ids, shape):
    """A tensor with gaps, as cross_entropy takes it."""
    found = torch.tensor(ids)
    found[: -1 if shape == "at the end" else 0] = -100
    return found


UNUSUAL = [in_torch]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_targets, right)
