"""Drawing a note: the checker accepts the solution and refuses the usual mistakes."""

import pytest

from solved import solutions_of
from unrolled.lessons.tcn.chorales import exercise as exercises

solutions = solutions_of("chorales")


def test_the_solution_is_accepted():
    for _ in range(10):
        result = exercises.check_next_note(solutions.next_note)
        assert result.ok, result


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda s, t, n: None, "returned nothing"),
        (lambda s, t, n: int(s.argmax()), "noise is added"),
        (lambda s, t, n: int(((s + n) / t).argmax()), "expected"),
        (lambda s, t, n: int((s * t + n).argmax()), "divided by"),
    ],
)
def test_wrong_answers_are_refused_with_the_reason(wrong, why):
    result = exercises.check_next_note(wrong)
    assert not result.ok
    assert why in str(result)
