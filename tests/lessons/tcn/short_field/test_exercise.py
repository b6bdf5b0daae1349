"""The furthest wait: the checker accepts the solution and refuses the usual mistakes."""

import pytest

from solved import solutions_of
from unrolled.lessons.tcn.short_field import exercise as exercises

solutions = solutions_of("short_field")


def test_the_solution_is_accepted():
    for _ in range(10):
        result = exercises.check_furthest(solutions.furthest)
        assert result.ok, result


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
    result = exercises.check_furthest(wrong)
    assert not result.ok
    assert why in str(result)
