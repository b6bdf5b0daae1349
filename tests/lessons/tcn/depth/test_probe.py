"""Gradients by depth: the committed numbers against a new measurement, and a measurement by hand."""

import numpy as np
import pytest
import torch
from torch import nn

from unrolled.lessons.tcn.depth import recipe as study
from unrolled.lessons.tcn.depth import study as residual_study
from unrolled.lessons.tcn.depth.probe import depth, point_at


@pytest.mark.parametrize(("kind", "start", "levels"), [("plain", "torch", 3), ("identity", "he", 4)])
def test_the_committed_gradients_are_measured_again(kind, start, levels):
    again = study.measure_gradients(kind, start, levels)
    for measure in ("values", "weights"):
        band = depth(levels, start, measure).sizes[kind]
        for name, row in (("low", band.low), ("median", band.middle), ("high", band.high)):
            np.testing.assert_allclose(row, again[measure][name], rtol=1e-2)


def test_the_sizes_are_autograds():
    model = study.network("plain", "torch", 2, 1, 5)
    ids = torch.tensor([0, 3, 1, 4, 2])
    by_value, by_level = study.gradient_sizes(model, ids)
    logits, _ = model(ids[None, :-1])
    nn.functional.cross_entropy(logits[0], ids[1:]).backward()
    for k, block in enumerate(model.tcn.blocks):
        squares = sum(float(part.grad.square().sum()) for part in block.parameters() if part.grad is not None)
        assert by_level[k] == pytest.approx(squares**0.5, rel=1e-5)
    (x,) = (model.one_hot(ids[None, :-1]).requires_grad_(),)
    nn.functional.cross_entropy(model.h_to_logits(model.tcn(x))[0], ids[1:]).backward()
    assert by_value[0] == pytest.approx(float(x.grad.norm()), rel=1e-5)
    assert len(by_value) == 3


def test_both_kinds_start_from_the_same_weights():
    one, two = (study.network(kind, "he", 3, 4, 7).state_dict() for kind in study.KINDS)
    assert all(torch.equal(one[key], two[key]) for key in one)


def test_the_start_of_he_has_the_variance_it_is_said_to_have():
    block = study.network("plain", "he", 3, 0, 76).tcn.blocks[1]
    assert float(block.convolutions[0].weights().detach().std()) == pytest.approx((2 / (3 * 32)) ** 0.5, rel=0.05)


def test_views_are_complete_and_in_order():
    for start in residual_study.STARTS:
        for levels in (2, 9, 16):
            for measure, more in (("values", 1), ("weights", 0)):
                shown = depth(levels, start, measure, cursor=99)
                assert shown.cursor == levels + more - 1
                assert shown.level == levels
                for band in (*shown.sizes.values(), *shown.nats.values()):
                    assert (band.low <= band.middle).all()
                    assert (band.middle <= band.high).all()
                assert len(shown.sizes["plain"].middle) == levels + more
    assert shown.depths.tolist() == list(residual_study.TRAINED)
    assert set(np.concatenate(list(shown.rates.values())).tolist()) <= set(residual_study.RATES)
    assert point_at(shown, -4).cursor == 0


def test_every_training_is_there_with_three_seeds():
    from unrolled.training.results import load_results

    assert set(load_results(study.NAME)) == set(residual_study.jobs())
    assert len(study.TRAINING_SEEDS) == 3


def test_what_was_not_measured_is_refused():
    with pytest.raises(ValueError, match="2 to 16"):
        depth(17)
