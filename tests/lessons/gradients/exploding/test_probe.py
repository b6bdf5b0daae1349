"""The cliff: exact derivatives, clipping, descents that fly off."""

import numpy as np
import pytest
import torch

from unrolled.lessons.gradients.exploding import probe as probes
from unrolled.models.rnn import RNNCell


def autograd(w, b, steps):
    """The same loss through the course's own cell, in float64."""
    cell = RNNCell(1, 1).double()
    with torch.no_grad():
        cell.x_to_h.bias.fill_(b)
        cell.h_to_h.weight.fill_(w)
    state = (torch.full((1, 1), probes.START, dtype=torch.float64),)
    for _ in range(steps):
        state = cell(torch.zeros(1, 1, dtype=torch.float64), state).state
    loss = (state[0] - probes.TARGET).square().sum()
    loss.backward()
    return loss.item(), cell.h_to_h.weight.grad.item(), cell.x_to_h.bias.grad.item()


@pytest.mark.parametrize("steps", [1, 2, 30, 100])
@pytest.mark.parametrize(("w", "b"), [(0.0, 0.3), (1.2, 0.1), (2.2, -0.55), (-1.5, 0.2)])
def test_derivatives_are_autograds(w, b, steps):
    assert probes.gradient(w, b, steps) == pytest.approx(autograd(w, b, steps), rel=1e-8, abs=1e-300)


def test_a_step_by_hand():
    h = np.tanh(2 * 0.5 - 1)  # = 0
    assert probes.gradient(2.0, -1.0, 1) == pytest.approx(((h - 0.7) ** 2, 2 * (h - 0.7) * 0.5, 2 * (h - 0.7)))


def test_the_surface_agrees_with_the_loss():
    view = probes.cliff(30, 3, 4, 0.1, 1.0)
    for row, column in ((0, 0), (5, 40), (view.surface.shape[0] - 1, view.surface.shape[1] - 1)):
        loss, _, _ = probes.gradient(view.weights[column], view.biases[row], 30)
        assert view.surface[row, column] == pytest.approx(loss)
    assert view.weights.reshape(-1, view.fine).mean(axis=1) == pytest.approx(probes.WEIGHTS)


def test_clipping_shortens_steps_and_keeps_their_direction():
    rate, threshold = 0.1, 1.0
    plain, clipped = (probes.descend(2.2, -0.2, 30, rate, limit) for limit in (float("inf"), threshold))
    lengths = np.hypot(np.diff(clipped.w), np.diff(clipped.b))
    assert (lengths <= rate * threshold * (1 + 1e-9)).all()
    k = int(plain.norm.argmax())
    assert np.array_equal(plain.w[: k + 1], clipped.w[: k + 1])  # the same until the cliff
    one, other = (np.array([np.diff(path.w)[k], np.diff(path.b)[k]]) for path in (plain, clipped))
    assert one @ other == pytest.approx(np.linalg.norm(one) * np.linalg.norm(other))
    assert plain.norm.max() > 1e5
    assert plain.loss[-1] > 0.05 > 1e-3 > clipped.loss[-1]


def test_a_huge_threshold_changes_nothing():
    view = probes.cliff(30, 22, 12, 0.1, 1e9)
    assert np.array_equal(view.plain.w, view.clipped.w)


@pytest.mark.parametrize("steps", [1, 100])
@pytest.mark.parametrize("rate", [0.01, 1.0])
def test_everything_stays_finite_from_every_corner(steps, rate):
    for column in (0, len(probes.WEIGHTS) - 1, 99):
        for row in (0, len(probes.BIASES) - 1, -5):
            view = probes.cliff(steps, column, row, rate, 0.1)
            for path in (view.plain, view.clipped):
                assert all(np.isfinite(values).all() for values in (path.w, path.b, path.loss, path.norm))


def test_the_nearest_place():
    column, row = probes.nearest(2.19, -0.21)
    assert (probes.WEIGHTS[column], probes.BIASES[row]) == pytest.approx((2.2, -0.2))
