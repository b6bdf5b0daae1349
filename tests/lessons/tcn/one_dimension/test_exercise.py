"""The banded matrix: the checker accepts the solution and refuses the usual mistakes."""

import numpy as np
import pytest

from solved import solutions_of
from unrolled.lessons.tcn.one_dimension import exercise as exercises

solutions = solutions_of("one_dimension")


def wrapped_around(w, T, d):
    return sum(w[j] * np.roll(np.eye(T), (len(w) - 1 - j) * d, axis=0) for j in range(len(w)))


def test_the_solution_is_accepted():
    for _ in range(10):
        result = exercises.check_matrix(solutions.matrix)
        assert result.ok, result


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
    result = exercises.check_matrix(wrong)
    assert not result.ok
    assert why in str(result)
