"""Depth: how both kinds of networks start, gradients by hand, a short training, and the baseline counted again."""

import pytest
import torch
from torch import nn

from unrolled.lessons.tcn.depth import recipe
from unrolled.training.results import load_results


def test_a_short_training_tells_the_two_kinds_apart():
    """Eighty updates of two levels: with the path it has begun to learn contexts, without it hardly."""
    with_path, without = (recipe.train(kind, "torch", 2, 0, 0.01, steps=80)["nats"] for kind in recipe.KINDS)
    assert with_path < 3.0
    assert without > with_path + 0.2


def test_the_baseline_is_counted_again():
    assert recipe.measure_baseline()["nats"] == load_results(recipe.NAME)["single characters"]["nats"]


def test_the_sizes_are_autograds():
    model = recipe.network("plain", "torch", 2, 1, 5)
    ids = torch.tensor([0, 3, 1, 4, 2])
    by_value, by_level = recipe.gradient_sizes(model, ids)
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
    one, two = (recipe.network(kind, "he", 3, 4, 7).state_dict() for kind in recipe.KINDS)
    assert all(torch.equal(one[key], two[key]) for key in one)


def test_the_start_of_he_has_the_variance_it_is_said_to_have():
    block = recipe.network("plain", "he", 3, 0, 76).tcn.blocks[1]
    assert float(block.convolutions[0].weights().detach().std()) == pytest.approx((2 / (3 * 32)) ** 0.5, rel=0.05)
