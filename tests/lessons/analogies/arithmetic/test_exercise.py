"""The checker of analogies accepts the solution and rejects planted wrong answers; the question is measured."""

import numpy as np
import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.datasets.word_vectors import glove
from unrolled.lessons.analogies.arithmetic import exercise as exercises
from unrolled.lessons.analogies.arithmetic.probe import answer, steps

solutions = solutions_of("analogies")


def ask(words, vectors, asked, *, unit=True, signs=(-1, 1, 1), left_out=True, nearest="cosine"):
    """The solution with one thing changed."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [words.index(word) for word in asked]
    x = np.array(signs) @ (units if unit else vectors)[rows]
    found = {
        "cosine": units @ x,
        "dot": vectors @ x,
        "distance": -np.linalg.norm(vectors - x, axis=1),
    }[nearest]
    if left_out:
        found[rows] = -np.inf
    return words[found.argmax()]


def inputs_not_left_out(words, vectors, *asked):
    return ask(words, vectors, asked, left_out=False)


def not_normalised(words, vectors, *asked):
    return ask(words, vectors, asked, unit=False)


def nearest_by_dot_product(words, vectors, *asked):
    return ask(words, vectors, asked, nearest="dot")


def sign_swapped(words, vectors, *asked):
    return ask(words, vectors, asked, signs=(1, -1, 1))


def c_forgotten(words, vectors, *asked):
    return ask(words, vectors, asked, signs=(-1, 1, 0))


def its_number(words, vectors, *asked):
    return words.index(ask(words, vectors, asked))


def test_the_solution_is_accepted():
    accepts(exercises.check_analogy, solutions.analogy, 30)


@pytest.mark.parametrize(
    "wrong",
    [stub, raises, inputs_not_left_out, not_normalised, nearest_by_dot_product, sign_swapped, c_forgotten, its_number],
)  # fmt: skip
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    for _ in range(5):
        refuses(exercises.check_analogy, wrong)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [(inputs_not_left_out, "Leave them out"), (sign_swapped, "a is taken away"), (not_normalised, "before you add"),
     (nearest_by_dot_product, "by cosine"), (c_forgotten, "starts at c")],
)  # fmt: skip
def test_each_slip_has_a_case_of_its_own(wrong, why):
    cases = {case.why: case for case in exercises.cases() if why in case.why}
    assert cases
    for case in cases.values():
        assert wrong(*case.arguments) != case.expected
        assert solutions.analogy(*case.arguments) == case.expected


def test_the_question_is_what_the_shipped_vectors_do():
    assert [choice.right for choice in exercises.INPUTS.choices] == [False, True, False]
    held = glove()
    asked = [answer(held, step, allowed=True) for step in steps()]
    assert 15 < sum(one.answer in one.words for one in asked) < 30
    assert asked[0].answer not in asked[0].words


def three_cos_mul(words, vectors, a, b, c):
    """Levy and Goldberg's other rule, with cosines moved to 0 to 1."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [words.index(word) for word in (a, b, c)]
    to_a, to_b, to_c = ((1 + units @ units[row]) / 2 for row in rows)
    found = to_b * to_c / (to_a + 1e-3)
    found[rows] = -np.inf
    return words[found.argmax()]


def most_parallel(words, vectors, a, b, c):
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [words.index(word) for word in (a, b, c)]
    arrows = units - units[rows[2]]
    found = arrows @ (units[rows[1]] - units[rows[0]]) / np.maximum(np.linalg.norm(arrows, axis=1), 1e-9)
    found[rows] = -np.inf
    return words[found.argmax()]


def only_c_left_out(words, vectors, a, b, c):
    found = ask(words, vectors, (a, b, c), left_out=False)
    return ask(words, vectors, (a, b, c)) if found == c else found


@pytest.mark.parametrize("wrong", [three_cos_mul, most_parallel, only_c_left_out])
def test_other_rules_are_refused(wrong):
    for _ in range(10):  # the cases are drawn anew each time
        refuses(exercises.check_analogy, wrong)


def in_torch(words, vectors, a, b, c):
    """Normalised by torch, sorted, and the first word that was not asked with."""
    units = torch.nn.functional.normalize(torch.tensor(vectors, requires_grad=True), dim=1)
    row = dict(zip(words, units, strict=True))
    near = torch.cosine_similarity(units, row[b] - row[a] + row[c], dim=1)
    return next(words[k] for k in near.argsort(descending=True).tolist() if words[k] not in (a, b, c))


def by_distance_of_unit_vectors(words, vectors, a, b, c):
    """Units are nearest by distance where they are nearest by cosine; the answer is numpy's text."""
    units = vectors / np.sqrt((vectors**2).sum(1))[:, None]
    x = units[words.index(b)] - units[words.index(a)] + units[words.index(c)]
    far = np.linalg.norm(units - x, axis=1)
    far[np.isin(words, (a, b, c))] = np.inf
    return np.array(words)[far.argmin()]


UNUSUAL = [in_torch, by_distance_of_unit_vectors]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_analogy, right)
