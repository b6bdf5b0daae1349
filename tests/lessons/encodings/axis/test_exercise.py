"""The checker of places accepts the solution and rejects stubs and planted wrong answers."""

import numpy as np
import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.encodings.axis import exercise as exercises

solutions = solutions_of("axis")


def unit(vector):
    return vector / np.linalg.norm(vector)


def the_other_way(a, b, w):
    return solutions.place(b, a, w)


def long_axis(a, b, w):
    return (unit(b) - unit(a)) @ unit(w)


def long_word(a, b, w):
    return unit(unit(b) - unit(a)) @ w


def long_ends(a, b, w):
    return unit(b - a) @ unit(w)


def cosine_with_the_end(a, b, w):
    return unit(b) @ unit(w)


def test_the_solution_is_accepted():
    accepts(exercises.check_place, solutions.place)


@pytest.mark.parametrize("wrong", [stub, raises, the_other_way, long_axis, long_word, long_ends, cosine_with_the_end])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_place, wrong)


def in_torch(a, b, w):
    a, b, w = (torch.nn.functional.normalize(torch.tensor(x, requires_grad=True), dim=0) for x in (a, b, w))
    return torch.cosine_similarity(b - a, w, dim=0)


UNUSUAL = [in_torch]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_place, right)
