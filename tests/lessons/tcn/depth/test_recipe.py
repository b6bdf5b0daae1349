"""The study of depth: its trainings come out as committed, and a deep plain network hears nothing."""

import pytest

from unrolled.lessons.tcn.depth import recipe as study
from unrolled.lessons.tcn.depth import study as residual_study
from unrolled.lessons.tcn.depth.probe import depth
from unrolled.training.results import load_results


def test_a_short_training_tells_the_two_kinds_apart():
    """Eighty updates of two levels: with the path it has begun to learn contexts, without it hardly."""
    with_path, without = (study.train(kind, "torch", 2, 0, 0.01, steps=80)["nats"] for kind in study.KINDS)
    assert with_path < 3.0
    assert without > with_path + 0.2


def test_the_baseline_is_counted_again():
    assert study.measure_baseline()["nats"] == load_results(study.NAME)["single characters"]["nats"]


def test_the_deepest_plain_network_does_no_better_than_counting():
    for start in residual_study.STARTS:
        shown = depth(16, start)
        deepest = {kind: band.middle[-1] for kind, band in shown.nats.items()}
        assert deepest["plain"] == pytest.approx(shown.baseline, abs=0.02)
        assert deepest["identity"] < 2.3
