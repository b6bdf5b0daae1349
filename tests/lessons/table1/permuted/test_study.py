"""The study of the bug: with an order drawn anew the test is near chance, for both classifiers and all seeds."""

import numpy as np
import pytest
import torch

from unrolled.datasets import digits
from unrolled.lessons.table1.permuted import probe, recipe, study
from unrolled.training.results import load_results


def test_a_permutation_drawn_anew_brings_the_test_near_chance():
    runs = load_results(recipe.NAME)
    assert len(runs) == len(recipe.CLASSIFIERS) * len(recipe.SEEDS)
    for run in runs.values():
        assert run["same"] > 0.7
        assert len(run["anew"]) == recipe.FRESH
        assert np.mean(run["anew"]) < 0.2
        assert max(run["anew"]) < run["same"] - 0.5


def test_the_means_are_those_of_the_runs():
    runs, found = load_results(recipe.NAME), probe.recognised()
    assert set(found) == {"TCN", "logistic regression"}
    assert found["TCN"][0] == pytest.approx(sum(runs[f"tcn {seed}"]["same"] for seed in (0, 1, 2)) / 3)
    assert found["TCN"][1] == pytest.approx(sum(sum(runs[f"tcn {seed}"]["anew"]) for seed in (0, 1, 2)) / 15)


def test_fresh_orders_are_permutations_and_none_is_the_training_sets():
    orders = recipe.fresh_orders(0)
    assert len({tuple(order.tolist()) for order in [*orders, digits.permutation(0)]}) == recipe.FRESH + 1
    assert all(torch.equal(order.sort().values, torch.arange(digits.STEPS)) for order in orders)


def test_a_run_is_the_same_twice_and_learns():
    one, two = (study.job("logistic", 1, updates=60) for _ in range(2))
    assert one == two
    assert one["same"] > 0.5 > 0.3 > np.mean(one["anew"])


def test_the_tcn_reads_in_order_and_the_logistic_regression_all_at_once():
    torch.manual_seed(0)
    x = torch.randn(2, digits.STEPS, 1)
    for classifier in recipe.CLASSIFIERS:
        assert recipe.fresh(classifier).last(x).shape == (2, digits.KINDS)
