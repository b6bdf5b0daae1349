"""The checker of arrows accepts the solution and rejects the bug and planted wrong answers."""

import numpy as np
import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.analogies.capitals import exercise as exercises

solutions = solutions_of("capitals")


def cosine(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def its_own_proof(starts, ends):
    arrows = ends - starts
    return np.mean([cosine(arrow, arrows.mean(axis=0)) for arrow in arrows])


def only_dot_products(starts, ends):
    arrows = ends - starts
    return np.mean([arrow @ np.delete(arrows, k, axis=0).mean(axis=0) for k, arrow in enumerate(arrows)])


def words_and_not_arrows(starts, ends):
    return solutions.alike(np.zeros_like(starts), ends)


def one_for_each(starts, ends):
    return [cosine(arrow, np.delete(ends - starts, k, axis=0).mean(axis=0)) for k, arrow in enumerate(ends - starts)]


def all_other_pairs(starts, ends):
    """The mean of single cosines, not the cosine with the mean."""
    arrows = ends - starts
    N = range(len(arrows))
    return np.mean([cosine(arrows[i], arrows[j]) for i in N for j in N if i != j])


def test_the_solution_is_accepted():
    accepts(exercises.check_alike, solutions.alike, 20)


@pytest.mark.parametrize(
    "wrong", [stub, raises, its_own_proof, only_dot_products, words_and_not_arrows, one_for_each, all_other_pairs]
)
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_alike, wrong)


def test_the_second_choice_is_the_right_one():
    assert [choice.right for choice in exercises.SHUFFLED.choices] == [False, True, False]


def in_torch(starts, ends):
    arrows = torch.tensor(ends - starts, requires_grad=True)
    return torch.cosine_similarity(arrows, arrows.sum(0, keepdim=True) - arrows).mean()


UNUSUAL = [in_torch]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_alike, right)
