"""The checker accepts the solution; each wrong answer gets the sentence that helps."""

import random

import numpy as np
import pytest
import torch

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.table1.permuted import exercise as exercises

solutions = solutions_of("permuted")


def ordered(draw):
    """An answer that applies the order that ``draw(T, seed)`` returns to both sets."""

    def permuted_sets(train, test, seed):
        order = draw(train.shape[1], seed)
        return train[:, order], test[:, order]

    return permuted_sets


def each_image(train, test, seed):
    generator = np.random.default_rng(seed)
    return generator.permuted(train, axis=1), generator.permuted(test, axis=1)


def only_train(train, test, seed):
    return solutions.permuted_sets(train, test, seed)[0], test


def in_place(train, test, seed):
    found = solutions.permuted_sets(train, test, seed)
    train[:], test[:] = found
    return train, test


def rows(train, test, seed):
    generator = np.random.default_rng(seed)
    return generator.permutation(train), generator.permutation(test)


def seeded(T, seed):
    np.random.seed(seed)
    return np.random.permutation(T)


def by_random(T, seed):
    random.seed(seed)
    return random.sample(range(T), T)


def by_torch(T, seed):
    torch.manual_seed(seed)
    return torch.randperm(T).numpy()


WRONG = [
    (exercises.permuted_sets, "Draw the order once"),
    (only_train, "Draw the order once"),
    (lambda train, test, seed: None, "returned nothing"),
    (lambda train, test, seed: train, "return two arrays"),
    (lambda train, test, seed: (train.ravel(), test.ravel()), "leaves the shapes"),
    (lambda train, test, seed: (train, test), "stand where they stood"),
    (each_image, "share one order"),
    (rows, "Permute the columns"),
    (ordered(lambda T, seed: np.random.default_rng(seed).integers(0, T, T)), "each once"),
    (in_place, "Return new arrays"),
    (ordered(lambda T, seed: np.random.permutation(T)), "global random generator"),
    (ordered(seeded), "global random generator"),
    (ordered(by_random), "global random generator"),
    (ordered(by_torch), "global random generator"),
    (ordered(lambda T, seed: np.random.default_rng().permutation(T)), "same seed gave another order"),
    (ordered(lambda T, seed: np.random.default_rng(0).permutation(T)), "another seed gave the same order"),
    (lambda train, test, seed: 1 / 0, "ZeroDivisionError"),
]


def test_the_solution_is_accepted():
    accepts(exercises.check_permuted_sets, solutions.permuted_sets)
    assert exercises.check_permuted_sets(ordered(lambda T, seed: torch.randperm(
        T, generator=torch.Generator().manual_seed(seed)).numpy())).ok  # fmt: skip


@pytest.mark.parametrize(("wrong", "why"), WRONG)
def test_wrong_answers_are_refused_with_the_right_reason(wrong, why):
    for _ in range(3):
        assert why in str(refuses(exercises.check_permuted_sets, wrong))


def test_orders_are_found_again():
    before = np.array([[10, 30, 20], [7, 5, 6]])
    found = exercises._orders(before, before[:, [2, 0, 1]])
    np.testing.assert_array_equal(found, [[2, 0, 1]] * 2)
    assert exercises._orders(before, before[:, [0, 0, 1]]) is None
