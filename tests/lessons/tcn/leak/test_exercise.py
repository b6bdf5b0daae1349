"""The checkers accept the solutions and refuse the usual mistakes with the right reason."""

import numpy as np
import pytest
import torch

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.tcn.leak import exercise as exercises

solutions = solutions_of("leak")


def centred(x, w, d):
    reach = (len(w) - 1) * d
    padded = np.pad(x, (reach // 2, reach - reach // 2))
    return sum(w[j] * padded[j * d : j * d + len(x)] for j in range(len(w)))


def one_poke(model):
    model.eval()
    x = torch.zeros(1, 24, 2)
    changed = x.clone()
    changed[:, 12] = 1
    return not torch.equal(model(x)[:, 11], model(changed)[:, 11])


def without_eval(model):
    x = torch.randn(1, 24, 2)
    changed = x.clone()
    changed[:, 12:] = 0
    return not torch.equal(model(x)[:, :12], model(changed)[:, :12])


def test_the_solutions_are_accepted():
    accepts(exercises.check_causal, solutions.causal)
    accepts(exercises.check_leaks, solutions.leaks)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda x, w, d: None, "returned nothing"),
        (lambda x, w, d: solutions.causal(x, w[::-1], d), "present step"),
        (lambda x, w, d: solutions.causal(x, w, 1), "two steps back"),
        (lambda x, w, d: np.convolve(x, w[::-1]), "expected"),
        (centred, "present step"),
        (lambda x, w, d: solutions.causal(x[::-1], w, d)[::-1], "expected"),
    ],
)
def test_wrong_convolutions_are_refused(wrong, why):
    assert why in str(refuses(exercises.check_causal, wrong))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda model: None, "returned nothing"),
        (lambda model: False, "both sides"),
        (lambda model: True, "it is causal"),
        (one_poke, "change inputs at several"),
        (without_eval, "model.eval()"),
    ],
)
def test_wrong_verdicts_are_refused(wrong, why):
    assert why in str(refuses(exercises.check_leaks, wrong))


def by_numpy(x, w, d):
    """A kernel with zeros between its weights, turned round."""
    kernel = np.zeros((len(w) - 1) * d + 1)
    kernel[::d] = w[::-1]
    return np.convolve(x, kernel)[: len(x)]


def by_torch(x, w, d):
    padded = torch.nn.functional.pad(torch.tensor(x)[None, None], ((len(w) - 1) * d, 0))
    return torch.nn.functional.conv1d(padded, torch.tensor(w.copy(), requires_grad=True)[None, None], dilation=d)[0, 0]


def by_gradient(model):
    """An output that depends on a later input has a gradient there."""
    x = torch.randn(1, 24, 2, requires_grad=True)
    y = model.eval()(x)
    return any(torch.autograd.grad(y[:, t].sum(), x, retain_graph=True)[0][:, t + 1 :].any() for t in range(23))


UNUSUAL = {"by numpy": by_numpy, "by torch": by_torch}


@pytest.mark.parametrize("right", UNUSUAL.values(), ids=UNUSUAL)
def test_right_convolutions_in_another_style_are_accepted(right):
    accepts(exercises.check_causal, right)


def test_a_right_verdict_in_another_style_is_accepted():
    accepts(exercises.check_leaks, by_gradient)


def test_a_verdict_is_true_or_false():
    assert "expected a number" in exercises.check_leaks(lambda model: "no").finding
    assert "expected True or False" in exercises.check_leaks(lambda model: 0.5).finding
