"""The half-life exercise takes the solution and refuses near misses."""

import math

import pytest

from answers import accepts, explains, raises, stub
from solved import solutions_of
from unrolled.lessons.lstm.carry import exercise as exercises

solutions = solutions_of("carry")


def the_gate_itself(n):
    return 2 ** (-1 / n)


def chrono_upper_end(n):
    return math.log(n - 1) if n > 1 else 0.0


def one_over_n(n):
    f = 1 - 1 / n
    return math.log(f / (1 - f)) if 0 < f < 1 else 0.0


def time_constant(n):
    f = math.exp(-1 / n)
    return math.log(f / (1 - f))


def sign_turned(n):
    return -solutions.forget_bias(n)


WRONG = [stub, raises, the_gate_itself, chrono_upper_end, one_over_n, time_constant, sign_turned]


def test_the_solution_passes():
    accepts(exercises.check_forget_bias, solutions.forget_bias)


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_answers_are_rejected_with_a_sentence_that_helps(wrong):
    explains(exercises.check_forget_bias, wrong)


def from_the_odds(n):
    return -math.log(math.expm1(math.log(2) / n))


UNUSUAL = [from_the_odds]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_forget_bias, right)
