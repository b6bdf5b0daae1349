"""Clipping by norm: the solution passes; clipping number by number, part by part, or always does not."""

import numpy as np
import pytest
import torch

from answers import accepts, refuses, stub
from solved import solutions_of
from unrolled.lessons.gradients.exploding import exercise as exercises
from unrolled.lessons.gradients.exploding.probe import cliff, nearest

solutions = solutions_of("exploding")


def each_number(gradients, threshold):
    """The bug the notebook shows."""
    return [np.clip(part, -threshold, threshold) for part in gradients]


def each_part(gradients, threshold):
    return [part * min(1, threshold / max(np.linalg.norm(part), 1e-12)) for part in gradients]


def always(gradients, threshold):
    norm = np.sqrt(sum((part**2).sum() for part in gradients)) or 1.0
    return [part * threshold / norm for part in gradients]


def divides_by_zero(gradients, threshold):
    norm = float(np.sqrt(sum((part**2).sum() for part in gradients)))
    return [part * min(1, threshold / norm) for part in gradients]


def test_the_solution_is_accepted():
    accepts(exercises.check_clip, solutions.clip)


@pytest.mark.parametrize("wrong", [stub, each_number, each_part, always, divides_by_zero])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    result = refuses(exercises.check_clip, wrong)
    assert wrong.__name__ in result.finding
    assert result.why


def test_the_question_fits_the_panel():
    view = cliff(30, *nearest(2.2, -0.2), 0.1, 1.0)
    assert 8e5 < view.clipped.norm.max() < 1e6  # "nearly a million times as long as usual"
    usual = np.median(view.clipped.norm)
    assert 0.1 < usual < 1


def by_torch(gradients, threshold):
    parts = [torch.nn.Parameter(torch.zeros(part.shape, dtype=torch.float64)) for part in gradients]
    for part, gradient in zip(parts, gradients, strict=True):
        part.grad = torch.tensor(gradient)
    torch.nn.utils.clip_grad_norm_(parts, threshold)
    return tuple(part.grad for part in parts)


def in_place(gradients, threshold):
    for part, clipped in zip(gradients, solutions.clip(gradients, threshold), strict=True):
        part[:] = clipped
    return gradients


UNUSUAL = [by_torch, in_place]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_clip, right)


def to_a_single_row(gradients, threshold):
    return np.concatenate(solutions.clip(gradients, threshold))


def by_the_largest_number(gradients, threshold):
    largest = max(abs(part).max() for part in gradients)
    return [part * min(1, threshold / (largest or 1)) for part in gradients]


@pytest.mark.parametrize("wrong", [to_a_single_row, by_the_largest_number])
def test_other_shapes_and_norms_are_refused(wrong):
    refuses(exercises.check_clip, wrong)
