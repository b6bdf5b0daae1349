"""Checkers of the pair factory accept the solutions and reject planted wrong answers; its questions are measured."""

import itertools
import math

import numpy as np
import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.datasets import word_counts
from unrolled.lessons.word2vec.pair_factory import exercise as exercises
from unrolled.models.word2vec import skip_gram_step
from unrolled.training.word2vec import noise_shares

solutions = solutions_of("pair_factory")


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def uphill(v, U):
    return -solutions.gradient(v, U)


def all_positive(v, U):
    return (sigmoid(U @ v) - 1) @ U


def no_label(v, U):
    return sigmoid(U @ v) @ U


def softmax(v, U):
    p = np.exp(U @ v) / np.exp(U @ v).sum()
    return (p - np.eye(len(U))[0]) @ U


def positive_only(v, U):
    return (sigmoid(U[0] @ v) - 1) * U[0]


def without_ds(v, U):
    return (sigmoid(U @ v) - np.eye(len(U))[0]).sum() * v


def the_papers(f, t):
    return min(1, math.sqrt(t / f))


def not_cut(f, t):
    return (math.sqrt(f / t) + 1) * t / f


def share_alone(f, t):
    return min(1, t / f)


def discarded(f, t):
    return 1 - solutions.keep(f, t)


def upside_down(f, t):
    return min(1, (math.sqrt(t / f) + 1) * f / t)


def as_drawn(target, K, draw):
    return [draw() for _ in range(K)]


def left_out(target, K, draw):
    return [word for word in (draw() for _ in range(K)) if word != target]


def drawn_again_once(target, K, draw):
    found = []
    for _ in range(K):
        word = draw()
        found.append(draw() if word == target else word)
    return found


def no_word_twice(target, K, draw):
    found = []
    while len(found) < K:
        word = draw()
        if word != target and word not in found:
            found.append(word)
    return found


def never_ends(target, K, draw):
    while True:
        draw()


WRONG = {
    "gradient": [stub, raises, uphill, all_positive, no_label, softmax, positive_only, without_ds],
    "keep": [stub, raises, the_papers, not_cut, share_alone, discarded, upside_down],
    "negatives": [stub, raises, as_drawn, left_out, drawn_again_once, no_word_twice, never_ends],
}


@pytest.mark.parametrize("name", WRONG)
def test_solutions_are_accepted(name):
    accepts(getattr(exercises, f"check_{name}"), getattr(solutions, name))


@pytest.mark.parametrize(("name", "wrong"), [(name, wrong) for name, answers in WRONG.items() for wrong in answers])
def test_wrong_answers_are_rejected_with_a_sentence(name, wrong):
    result = refuses(getattr(exercises, f"check_{name}"), wrong)
    assert result.why
    assert len(result.hints) == 3


def test_what_was_drawn_is_told():
    result = exercises.check_negatives(as_drawn)
    assert "negatives(7, 2, draws of 3, 7, 5, 9, …)".replace("negatives", "as_drawn") in result.finding
    assert "pulled as the positive and pushed as a negative" in result.why


def test_seven_vectors_move():
    right = next(choice for choice in exercises.MOVERS.choices if choice.right)
    rng = np.random.default_rng(0)
    before = rng.normal(size=(2, 50, 3))
    after = before.copy()
    skip_gram_step(after[0], after[1], [3], 8, [20, 21, 22, 23, 24], 0.1)
    assert (before != after).any(axis=2).sum() == 7
    assert right.words.startswith("seven")
    V = len(word_counts.counts())
    assert f"{V:,}" in exercises.MOVERS.ask
    assert f"{2 * V:,}" in exercises.MOVERS.ask


def test_the_chances_of_the_question_are_those_of_the_corpus():
    counts = word_counts.counts().counts
    none, now, one = (100 * noise_shares(counts, power)[0] for power in (0, 0.75, 1))
    words = [choice.words for choice in exercises.POWER.choices]
    assert words[0].startswith(f"{one:.1f} %")
    assert words[1].startswith(f"{0.75 * one:.1f} %")
    assert words[2] == f"{now:.1f} %"
    assert words[3].startswith(f"{none:.4f} %")
    assert 18.5 < 100 / one < 19.5
    shares = np.cumsum(noise_shares(counts, 1))
    assert 280 < np.searchsorted(shares, 0.5) < 320  # "some 300 words" in the reply


def gradient_by_torch(v, U):
    v, U = torch.tensor(v, requires_grad=True), torch.tensor(U)
    signs = torch.tensor([1.0] + [-1.0] * (len(U) - 1), dtype=torch.float64)
    return torch.autograd.grad(-torch.nn.functional.logsigmoid(signs * (U @ v)).sum(), v)[0]


def keep_by_numpy(f, t):
    return np.minimum(1, np.sqrt(t / f) + t / f)


def negatives_by_filter(target, K, draw):
    return tuple(itertools.islice(filter(target.__ne__, iter(draw, object())), K))


UNUSUAL = {"gradient": gradient_by_torch, "keep": keep_by_numpy, "negatives": negatives_by_filter}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
