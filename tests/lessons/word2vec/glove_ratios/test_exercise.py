"""The checkers of GloVe accept the solutions and reject planted wrong answers; the question is the paper's."""

from fractions import Fraction

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.word2vec.glove_ratios import exercise as exercises
from unrolled.lessons.word2vec.glove_ratios.probe import TABLE_1

solutions = solutions_of("glove")


WRONG_RATIOS = {
    "counts alone": lambda a, b, x, y: a / b,
    "upside down": lambda a, b, x, y: (b / y) / max(a / x, 1e-9),
    "a difference": lambda a, b, x, y: a / x - b / y,
    "one share": lambda a, b, x, y: a / x,
    "the other share in both": lambda a, b, x, y: (a / y) / (b / y),
}
WRONG_WEIGHTS = {
    "no upper end": lambda x, most, power: (x / most) ** power if x else 0,
    "no power": lambda x, most, power: min(1, x / most),
    "always 3/4": lambda x, most, power: min(1, (x / most) ** 0.75) if x else 0,
    "the power before the quotient": lambda x, most, power: min(1, x**power / most) if x else 0,
    "never met weighs 1": lambda x, most, power: min(1, (x / most) ** power),
    "max instead of min": lambda x, most, power: max(1, (x / most) ** power) if x else 0,
    "upside down": lambda x, most, power: min(1, (most / x) ** power) if x else 0,
}


def test_the_solutions_are_accepted():
    accepts(exercises.check_ratio, solutions.ratio)
    accepts(exercises.check_weighting, solutions.weighting)


@pytest.mark.parametrize("wrong", [stub, raises, *WRONG_RATIOS.values()], ids=["stub", "raises", *WRONG_RATIOS])
def test_wrong_ratios_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_ratio, wrong)


@pytest.mark.parametrize("wrong", [stub, raises, *WRONG_WEIGHTS.values()], ids=["stub", "raises", *WRONG_WEIGHTS])
def test_wrong_weights_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_weighting, wrong)


def test_the_first_choice_is_the_right_one():
    assert [choice.right for choice in exercises.WATER.choices] == [True, False, False]


def test_the_right_choice_is_what_the_paper_printed():
    published = TABLE_1["ice", "steam", "water"]
    assert 0.5 < published.ratio < 2
    assert f"{published.ratio}" in exercises.WATER.choices[0].reply
    assert TABLE_1["ice", "steam", "gas"].ratio < 0.1  # as the last reply says


def ratio_of_fractions(near_a, near_b, around_a, around_b):
    return Fraction(near_a, around_a) / Fraction(near_b, around_b)


def weighting_by_clipping(x, most, power):
    return np.sign(x) * np.clip(x / most, 0, 1) ** power


UNUSUAL = {"ratio": ratio_of_fractions, "weighting": weighting_by_clipping}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
