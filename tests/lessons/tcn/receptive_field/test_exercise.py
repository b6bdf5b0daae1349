"""The checkers accept the solutions and refuse the usual mistakes with the right reason."""

import itertools

import numpy as np
import pytest

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.tcn.receptive_field import exercise as exercises
from unrolled.lessons.tcn.receptive_field import probe as probes
from unrolled.lessons.tcn.receptive_field.panel import SENTENCE
from unrolled.models.tcn.size import steps_back

solutions = solutions_of("receptive_field")


def test_the_solutions_are_accepted():
    accepts(exercises.check_field, solutions.field)
    accepts(exercises.check_dilations, solutions.dilations)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda k, d, c: None, "returned nothing"),
        (lambda k, d, c: 1 + (k - 1) * sum(d), "one convolution a block."),
        (lambda k, d, c: c * (k - 1) * sum(d), "add 1"),
        (lambda k, d, c: 1 + c * k * sum(d), "where k − 1 is needed: k taps have k − 1 gaps between them, each"),
        (lambda k, d, c: c * k * sum(d), "And the present step is missing"),
        (lambda k, d, c: (k - 1) * sum(d), "one convolution a block, and the present"),
        (lambda k, d, c: 1 + c * (k - 1) * (2 ** len(d) - 1), "need not"),
        (lambda k, d, c: k ** len(d), "You multiply"),
        (lambda k, d, c: 1 + c * (k - 1) * max(d), "largest dilation alone"),
        (lambda k, d, c: 1 / 0, "stopped with ZeroDivisionError"),
        (lambda k, d, c: [1, 2], "returned [1, 2]"),
    ],
)
def test_wrong_fields_are_refused(wrong, why):
    assert why in str(refuses(exercises.check_field, wrong))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda n: (n, [1]), "least possible"),
        (lambda n: (3, [1, 4]), "a hole at 3 back"),
        (lambda n: (2, [1, 2, 4]), "it sees 8 in all, and 9 steps are wanted"),
        (lambda n: (2, [2**k for k in range(12)]), "costs 24, but the least possible is 6"),
        (lambda n: (2, [2**k for k in range((n - 1).bit_length())]), "costs 8, but the least possible is 6"),
        (lambda n: (10**9, [10**9] * 9), "least possible is 6"),
        (lambda n: (2, [10**12]), "a hole at 1 back"),
        (lambda n: ..., "returned nothing"),
        (lambda n: 5, "two things"),
        (lambda n: (2, ["x"]), "two things"),
        (lambda n: (2, []), "whole numbers"),
        (lambda n: (2.5, [1]), "whole numbers"),
        (lambda n: (float("nan"), [1]), "whole numbers"),
        (lambda n: 1 / 0, "stopped with ZeroDivisionError"),
    ],
)
def test_wrong_stacks_are_refused(wrong, why):
    assert why in str(refuses(exercises.check_dilations, wrong))


def test_the_least_cost_is_that_of_trying_all():
    """Every kernel and every list of dilations that costs less than one level of ``wanted`` taps."""
    for wanted in range(2, 17):
        costs = [wanted]
        for kernel in range(2, wanted):
            for levels in range(1, 5):
                if kernel * levels < min(costs):
                    stacks = itertools.combinations_with_replacement(range(1, wanted), levels)
                    if any(exercises.first_gap(kernel, stack, wanted) == wanted for stack in stacks):
                        costs.append(kernel * levels)
        assert exercises.cheapest(wanted) == min(costs)


def test_first_gap_is_that_of_the_exact_set():
    for kernel, dilations in ((2, (1, 4, 16)), (3, (1, 4)), (3, (1, 3, 9)), (4, (2, 1)), (2, (3,))):
        seen = set(steps_back(kernel, dilations, 1))
        assert exercises.first_gap(kernel, dilations, 99) == next(n for n in range(99) if n not in seen)


def test_no_two_usual_mistakes_are_taken_for_each_other():
    replies = [exercises.check_field(wrong).why for wrong, _ in exercises.USUAL]
    assert replies == [why for _, why in exercises.USUAL]
    assert exercises.check_field(solutions.field).ok


def test_the_right_answers_are_measured():
    assert probes.Settings(3, (1, 2, 4)).field == 15
    table = probes.Settings(7, tuple(2**n for n in range(8)), 2)
    assert probes.Settings(6, (1, 2, 4)).field == 36
    assert probes.Settings(3, (1, 2, 4, 8)).field == 31
    views = [probes.measure(table, SENTENCE, seed=seed) for seed in range(12)]
    assert (views[0].formula, len(views[0].text)) == (3061, 784)
    shares = [float((view.gradient[-150:] ** 2).sum() / (view.gradient**2).sum()) for view in views]
    assert min(shares) > 0.75
    assert np.mean([share > 0.9 for share in shares]) > 0.5


def field_by_windows(kernel, dilations, convolutions):
    """The first step that each convolution reads, one on top of the other."""
    first = 0
    for dilation in [*dilations] * convolutions:
        first -= (kernel - 1) * dilation
    return np.array([1 - first])[0]


def dilations_as_an_array(wanted):
    kernel, chosen = solutions.dilations(wanted)
    return np.int64(kernel), np.array(chosen)


UNUSUAL = {"field": field_by_windows, "dilations": dilations_as_an_array}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
