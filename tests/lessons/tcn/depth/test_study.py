"""The committed study of depth: complete, and a deep plain network does no better than counting."""

import pytest

from unrolled.lessons.tcn.depth import recipe, study
from unrolled.lessons.tcn.depth.probe import depth
from unrolled.training.results import load_results


def test_the_deepest_plain_network_does_no_better_than_counting():
    for start in study.STARTS:
        shown = depth(16, start)
        deepest = {kind: band.middle[-1] for kind, band in shown.nats.items()}
        assert deepest["plain"] == pytest.approx(shown.baseline, abs=0.02)
        assert deepest["identity"] < 2.3


def test_every_training_is_there_with_three_seeds():
    assert set(load_results(recipe.NAME)) == set(study.jobs())
    assert len(recipe.TRAINING_SEEDS) == 3
