"""A step of a stream: the checker accepts the solution and refuses the usual mistakes."""

import numpy as np
import pytest

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.tcn.streaming import exercise as exercises

solutions = solutions_of("streaming")


def late_reader(ring, w, d, x, t):
    """Overwrites before it reads."""
    k = len(w)
    ring[t % len(ring)] = x
    return w[-1] * x + sum(w[j] * ring[(t - (k - 1 - j) * d) % len(ring)] for j in range(k - 1))


def test_the_solution_is_accepted():
    accepts(exercises.check_stream, solutions.stream, 10)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda ring, w, d, x, t: None, "returned nothing"),
        (lambda ring, w, d, x, t: w[-1] * x, "only slot"),
        (late_reader, "only slot"),
        (lambda ring, w, d, x, t: solutions.stream(ring, w, 1, x, t), "Three steps back"),
        (lambda ring, w, d, x, t: solutions.stream(ring, w[::-1], d, x, t), "last weight"),
    ],
)
def test_wrong_answers_are_refused_with_the_reason(wrong, why):
    assert why in str(refuses(exercises.check_stream, wrong))


def moves_its_ring(ring, w, d, x, t):
    """The oldest input always stands first: no counting round."""
    y = np.dot(w, [*ring[::d], x])
    ring[:] = [*ring[1:], x]
    return y


UNUSUAL = [moves_its_ring]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_stream, right)
