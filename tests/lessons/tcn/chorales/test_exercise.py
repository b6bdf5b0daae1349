"""Drawing a note: the checker accepts the solution and refuses the usual mistakes."""

import numpy as np
import pytest
import torch

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.tcn.chorales import exercise as exercises

solutions = solutions_of("chorales")


def test_the_solution_is_accepted():
    accepts(exercises.check_next_note, solutions.next_note, 10)


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
    assert why in str(refuses(exercises.check_next_note, wrong))


def scaled_by_the_temperature(logits, temperature, noise):
    """The course's own form: all is multiplied by τ."""
    return np.argmax(logits + temperature * noise)


def by_sorting(logits, temperature, noise):
    scores = torch.tensor(logits, requires_grad=True) / temperature + torch.tensor(noise)
    return sorted(range(len(scores)), key=lambda k: -scores[k].item())[0]


UNUSUAL = [scaled_by_the_temperature, by_sorting]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_next_note, right, 300)  # ties are rare


@pytest.mark.parametrize(
    "wrong",
    [
        lambda s, t, n: int((s / t - n).argmax()),
        lambda s, t, n: int((s / t).argmax()),
        lambda s, t, n: int((s / t + n / t).argmax()),
        lambda s, t, n: int((np.exp(s / t) + n).argmax()),
        lambda s, t, n: int((s + n).argmax()),
    ],
)
def test_other_mixtures_of_scores_and_noise_are_refused(wrong):
    for _ in range(10):
        refuses(exercises.check_next_note, wrong)
