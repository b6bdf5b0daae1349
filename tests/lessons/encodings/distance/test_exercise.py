"""The checker of cosines accepts the solution and rejects stubs and planted wrong answers; the question is measured."""

import math

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.encodings.distance import exercise as exercises
from unrolled.lessons.encodings.distance.probe import load_study

solutions = solutions_of("distance")


def only_the_product(a, b):
    return a @ b


def divides_by_one_length(a, b):
    return a @ b / max(np.sqrt(a @ a), 1e-12)


def squares_of_lengths(a, b):
    return a @ b / max((a @ a) * (b @ b), 1e-12)


def divides_by_nothing(a, b):
    with np.errstate(invalid="ignore"):
        return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def without_sign(a, b):
    return abs(solutions.cosine(a, b))


def distance(a, b):
    return 1 - solutions.cosine(a, b)


def test_the_solution_is_accepted():
    accepts(exercises.check_cosine, solutions.cosine)


@pytest.mark.parametrize(
    "wrong",
    [stub, raises, only_the_product, divides_by_one_length, squares_of_lengths, divides_by_nothing, without_sign,
     distance],
)  # fmt: skip
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_cosine, wrong)


def test_the_right_answer_is_what_was_measured():
    study = load_study()["SimLex999"]
    assert study["opposites"] == 64
    assert round(study["codings"]["GloVe"]["people"]) == 13
    assert study["codings"]["GloVe"]["coding"] > 60


def by_angles_of_unit_vectors(a, b):
    a, b = (np.divide(x, math.hypot(*x) or 1) for x in (a, b))
    return 1 - ((a - b) ** 2).sum() / 2 if a.any() and b.any() else 0


UNUSUAL = [by_angles_of_unit_vectors]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_cosine, right)
