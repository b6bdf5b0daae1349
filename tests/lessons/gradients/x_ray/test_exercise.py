"""Checkers on gradients accept the solution and reject planted wrong answers with a sentence that helps."""

import math

import numpy as np
import pytest
import torch

from answers import accepts, explains, raises, stub
from solved import solutions_of
from unrolled.lessons.gradients.x_ray import exercise as exercises

solutions = solutions_of("gradients")


def back_without_slope(g, W, hs):
    for _ in hs:
        g = W.T @ g
    return g


def back_not_turned(g, W, hs):
    for h in hs[::-1]:
        g = W @ ((1 - h**2) * g)
    return g


def back_in_the_wrong_order(g, W, hs):
    for h in hs:
        g = W.T @ ((1 - h**2) * g)
    return g


def back_slope_outside(g, W, hs):
    for h in hs[::-1]:
        g = (1 - h**2) * (W.T @ g)
    return g


def back_one_short(g, W, hs):
    return solutions.gradient_back(g, W, hs[1:])


def half_life_linear(n):
    return 1 - 0.5 / n


def half_life_of_a_quarter(n):
    return 0.5**n


def half_life_to_e(n):
    return np.exp(-1 / n)


def bound_by_eigenvalues(size, W, hs):
    return size * np.prod([abs(np.linalg.eigvals(W)).max() * (1 - h**2).max() for h in hs])


def bound_by_frobenius(size, W, hs):
    return size * np.prod([np.linalg.norm(W) * (1 - h**2).max() for h in hs])


def bound_by_mean_slope(size, W, hs):
    return size * np.prod([np.linalg.norm(W, 2) * (1 - h**2).mean() for h in hs])


def bound_by_flattest(size, W, hs):
    return size * np.prod([np.linalg.norm(W, 2) * (1 - h**2).min() for h in hs])


def bound_without_size(size, W, hs):
    return solutions.largest_gradient(1.0, W, hs)


def carry_mean_first(g, fs):
    return g * fs.mean() ** len(fs)


def carry_summed(g, fs):
    return g * fs.sum(axis=0)


def carry_wrong_axis(g, fs):
    return (g[:, None] * fs.T).prod(axis=0)


def carry_last_only(g, fs):
    return g * fs[-1]


def windows_not_cut(w, xs, window):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    h, found = torch.zeros((), dtype=torch.float64), []
    for start in range(0, len(xs), window):
        for x in xs[start : start + window]:
            h = torch.tanh(w * h + x)
        (slope,) = torch.autograd.grad(h**2, w, retain_graph=True)
        found.append(slope.item())
    return found


def windows_from_zero(w, xs, window):
    found = []
    for start in range(0, len(xs), window):
        found += solutions.window_gradients(w, xs[start : start + window], window)
    return found


def windows_cut_each_step(w, xs, window):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    h, found = torch.zeros((), dtype=torch.float64), []
    for start in range(0, len(xs), window):
        for x in xs[start : start + window]:
            h = torch.tanh(w * h.detach() + x)
        (slope,) = torch.autograd.grad(h**2, w)
        found.append(slope.item())
    return found


CHECKERS = {
    exercises.check_gradient_back: (
        solutions.gradient_back,
        [back_without_slope, back_not_turned, back_in_the_wrong_order, back_slope_outside, back_one_short],
    ),
    exercises.check_radius_for_half_life: (
        solutions.radius_for_half_life,
        [half_life_linear, half_life_of_a_quarter, half_life_to_e],
    ),
    exercises.check_largest_gradient: (
        solutions.largest_gradient,
        [bound_by_eigenvalues, bound_by_frobenius, bound_by_mean_slope, bound_by_flattest, bound_without_size],
    ),
    exercises.check_through_the_carry: (
        solutions.through_the_carry,
        [carry_mean_first, carry_summed, carry_wrong_axis, carry_last_only],
    ),
    exercises.check_window_gradients: (
        solutions.window_gradients,
        [windows_not_cut, windows_from_zero, windows_cut_each_step],
    ),
}


@pytest.mark.parametrize(("checker", "solution"), [(c, s) for c, (s, _) in CHECKERS.items()])
def test_solutions_pass(checker, solution):
    accepts(checker, solution)


@pytest.mark.parametrize(
    ("checker", "wrong"), [(c, w) for c, (_, all_) in CHECKERS.items() for w in [stub, raises, *all_]]
)
def test_wrong_answers_are_rejected_with_a_sentence_that_helps(checker, wrong):
    explains(checker, wrong)


def back_by_torch(g, W, hs):
    """A product of Jacobians, written down as matrices."""
    jacobians = [torch.diag(torch.tensor(1 - h**2)) @ torch.tensor(W, requires_grad=True) for h in hs]
    return torch.tensor(g) @ torch.linalg.multi_dot([*jacobians[::-1], torch.eye(len(g), dtype=torch.float64)])


def radius_by_logarithm(n):
    return math.exp(-math.log(2) / n)


def bound_by_roots(size, W, hs):
    """The largest singular value is the root of the largest eigenvalue of W'W."""
    return size * np.prod([math.sqrt(np.linalg.eigvalsh(W.T @ W)[-1]) * max(1 - h**2) for h in hs])


def carry_by_logarithms(g, fs):
    with np.errstate(divide="ignore"):
        return list(g * np.exp(np.log(fs).sum(0)))


def windows_by_hand(w, xs, window):
    """Forward, with the slope beside the state."""
    h = slope = 0.0
    found = []
    for t, x in enumerate(xs):
        slope = 0.0 if t % window == 0 else slope
        before, h = h, math.tanh(w * h + x)
        slope = (1 - h * h) * (before + w * slope)
        found.append(2 * h * slope)
    return np.array(found[window - 1 :: window])


UNUSUAL = {
    "gradient_back": back_by_torch,
    "radius_for_half_life": radius_by_logarithm,
    "largest_gradient": bound_by_roots,
    "through_the_carry": carry_by_logarithms,
    "window_gradients": windows_by_hand,
}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)
