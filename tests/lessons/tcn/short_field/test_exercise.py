"""The furthest wait: the checker accepts the solution and refuses the usual mistakes."""

import functools

import pytest

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.tcn.short_field import exercise as exercises

solutions = solutions_of("short_field")


def test_the_solution_is_accepted():
    accepts(exercises.check_furthest, solutions.furthest, 10)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda k, d, n: None, "returned nothing"),
        (lambda k, d, n: min(n, 2 * (k - 1) * sum(d)), "holes"),
        (lambda k, d, n: min(n, 1 + 2 * (k - 1) * sum(d)), "the present alone"),
        (lambda k, d, n: min(n, (k - 1) * sum(d)), "two steps back"),
        (lambda k, d, n: max(solutions.furthest(k, d, 999), 0), "limit comes first"),
    ],
)
def test_wrong_answers_are_refused_with_the_reason(wrong, why):
    assert why in str(refuses(exercises.check_furthest, wrong))


def by_bits(kernel, dilations, limit):
    """Bit n of a whole number: the input n steps back is seen."""
    seen = 1
    for dilation in dilations:
        for _ in range(2):
            seen = functools.reduce(lambda found, tap: found | seen << tap * dilation, range(1, kernel), seen)
    return (seen & (1 << limit + 1) - 1).bit_length() - 1


UNUSUAL = [by_bits]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_furthest, right)
