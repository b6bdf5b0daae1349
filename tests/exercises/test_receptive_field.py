"""The checkers accept the solutions and refuse the usual mistakes with the right reason."""

import importlib.util
from pathlib import Path

import pytest

from unrolled.exercises import receptive_field as exercises
from unrolled.probes import receptive_field as probes
from unrolled.widgets.receptive_field import SENTENCE

PATH = Path(__file__).resolve().parents[2] / "notebooks" / "solutions" / "receptive_field.py"
spec = importlib.util.spec_from_file_location("solutions_receptive_field", PATH)
solutions = importlib.util.module_from_spec(spec)
spec.loader.exec_module(solutions)


def test_the_solutions_are_accepted():
    for _ in range(5):
        assert exercises.field(solutions.field).ok
        assert exercises.dilations(solutions.dilations).ok


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda k, d, c: None, "returned nothing"),
        (lambda k, d, c: c * (k - 1) * sum(d), "1, not 0"),
        (lambda k, d, c: 1 + c * k * sum(d), "1, not 0"),
        (lambda k, d, c: 1 + (k - 1) * sum(d), "two convolutions"),
        (lambda k, d, c: 1 + c * (k - 1) * (2 ** len(d) - 1), "need not double"),
        (lambda k, d, c: 1 / 0, "stopped with ZeroDivisionError"),
    ],
)
def test_wrong_fields_are_refused(wrong, why):
    result = exercises.field(wrong)
    assert not result.ok
    assert why in str(result)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda n: (n, [1]), "least possible"),
        (lambda n: (3, [1, 4]), "hole"),
        (lambda n: (2, [1, 2, 4]), "are wanted"),
        (lambda n: (2, [2**k for k in range(12)]), "least possible"),
        (lambda n: ..., "stopped with"),
    ],
)
def test_wrong_stacks_are_refused(wrong, why):
    result = exercises.dilations(wrong)
    assert not result.ok
    assert why in str(result)


def test_the_questions_have_one_right_answer_which_is_measured():
    for question in (exercises.FIELD, exercises.EFFECTIVE, exercises.POKE):
        assert sum(choice.right for choice in question.choices) == 1
    assert probes.Settings(3, (1, 2, 4)).field == 15
    table = probes.Settings(7, tuple(2**n for n in range(8)), 2)
    views = [probes.measure(table, SENTENCE, seed=seed) for seed in range(5)]
    assert (views[0].formula, len(views[0].text)) == (3061, 784)
    assert max(view.effective for view in views) < 150
