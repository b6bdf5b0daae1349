"""The banded matrix: the checker accepts the solution and refuses the usual mistakes."""

import numpy as np
import pytest

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.tcn.one_dimension import exercise as exercises

solutions = solutions_of("one_dimension")


def wrapped_around(w, T, d):
    return sum(w[j] * np.roll(np.eye(T), (len(w) - 1 - j) * d, axis=0) for j in range(len(w)))


def test_the_solution_is_accepted():
    accepts(exercises.check_matrix, solutions.matrix, 10)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda w, T, d: None, "returned nothing"),
        (lambda w, T, d: solutions.matrix(w, T, d).T, "on the diagonal"),
        (lambda w, T, d: solutions.matrix(w[::-1], T, d), "on the diagonal"),
        (lambda w, T, d: solutions.matrix(w, T, 1), "two apart"),
        (wrapped_around, "present step"),
    ],
)
def test_wrong_answers_are_refused_with_the_reason(wrong, why):
    assert why in str(refuses(exercises.check_matrix, wrong))


def of_diagonals(w, T, d):
    return sum(weight * np.eye(T, k=-(len(w) - 1 - j) * d) for j, weight in enumerate(w))


def by_pushing_ones_through(w, T, d):
    """Column by column: what a single 1 becomes."""
    kernel = np.zeros((len(w) - 1) * d + 1)
    kernel[::d] = w[::-1]
    return [[float(np.convolve(one, kernel)[t]) for one in np.eye(T)] for t in range(T)]


UNUSUAL = [of_diagonals, by_pushing_ones_through]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_matrix, right)
