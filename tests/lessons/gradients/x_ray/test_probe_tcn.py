"""The TCN in the gradient X-ray: its gradients by the input, and where they are exactly 0."""

import numpy as np
import pytest
import torch
from torch import nn

from unrolled.lessons.gradients.x_ray import probe as probes
from unrolled.lessons.gradients.x_ray.probe import Machine, Untrained
from unrolled.models.char_tcn import CharTCN
from unrolled.training import trio

TEXT = "I grew up in France, and so I still speak fluent French"
V = 5
IDS = torch.tensor([0, 3, 1, 4, 4, 2])  # T = 5 to read, one to predict


def test_by_x_against_a_finite_difference():
    torch.manual_seed(1)
    model = CharTCN(V, 4, levels=2).double()
    measured = probes.tcn_flow(model, IDS).x
    x = model.one_hot(IDS[None, :-1])

    def loss(x):
        return nn.functional.cross_entropy(model.h_to_logits(model.tcn(x)[:, -1]), IDS[-1:]).item()

    for t in range(5):
        slopes = []
        for k in range(V):
            step = torch.zeros_like(x)
            step[0, t, k] = 1e-6
            slopes.append((loss(x + step) - loss(x - step)) / 2e-6)
        assert measured[t] == pytest.approx(np.linalg.norm(slopes), rel=1e-5, abs=1e-9)


@pytest.mark.parametrize(("levels", "field"), [(1, 5), (2, 13), (3, 29), (4, 61)])
def test_outside_the_field_it_is_exactly_zero_and_inside_it_is_not(machine, levels, field):
    for seed in (0, 1, 2):
        shown = machine.take(TEXT, wrt="x", levels=levels, seed=seed)
        sizes = shown.lines[3].sizes
        assert (shown.field, shown.levels, shown.lines[3].key) == (field, levels, "tcn")
        assert (sizes[: max(54 - field, 0)] == 0).all()
        assert (sizes[max(54 - field, 0) :] > 0).all()


def test_sizes_are_the_trios_whatever_the_levels():
    rnn = sum(part.numel() for part in Untrained(0, trio.CHARACTERS).models["rnn"].parameters())
    for levels in probes.TCN_LEVELS:
        tcn = probes.untrained_tcn(0, trio.CHARACTERS, levels)
        assert sum(part.numel() for part in tcn.parameters()) == pytest.approx(rnn, rel=0.02)


def test_other_views_have_no_tcn(machine):
    for wrt in ("h", "c"):
        shown = machine.take(TEXT, wrt=wrt)
        assert shown.field is None
        assert "tcn" not in [line.key for line in shown.lines]


def test_the_tcn_is_measured_again_for_other_levels_alone(vocabulary, monkeypatch):
    measured, real = [], probes.tcn_flow
    monkeypatch.setattr(
        probes, "tcn_flow", lambda model, ids: measured.append(model.config["levels"]) or real(model, ids)
    )
    machine = Machine(vocabulary)
    for change in ({"wrt": "h"}, {}, {"radius": 1.5}, {"forget": 0.0}, {"levels": 4}, {"levels": 4, "steps": 9}):
        machine.take(TEXT, **{"wrt": "x", **change})
    assert measured == [3, 4, 4]


def test_the_trained_tcn_is_not_touched_by_the_sliders():
    from unrolled.datasets.shakespeare import vocabulary

    machine = Machine(vocabulary())
    one = machine.take(TEXT, is_trained=True, wrt="x", levels=1)
    two = machine.take(TEXT, is_trained=True, wrt="x", levels=6, radius=2.0)
    np.testing.assert_array_equal(one.lines[3].sizes, two.lines[3].sizes)
    assert (one.field, one.levels) == (two.field, two.levels) == (61, 4)
