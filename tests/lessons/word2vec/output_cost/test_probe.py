"""What a pair costs: formulas, and estimates between measured points."""

import math

import numpy as np
import pytest

from unrolled.lessons.word2vec.output_cost import probe as probes
from unrolled.lessons.word2vec.output_cost import recipe as training
from unrolled.lessons.word2vec.output_cost.record import Timing


def test_the_slide_in_numbers():
    view = probes.output_cost(10_000, 300, 5, 1e9)
    full, tree, sampled = view.forms
    assert full.weights == 3_000_000  # the slide's
    assert full.multiply_adds == 3 * 3_000_000 + 300
    assert (sampled.outputs, sampled.weights) == (6, 6 * 300)
    assert tree.outputs == pytest.approx(10.26, abs=0.005)


def test_every_size_has_a_tree_and_a_word_to_point_at():
    for power in np.arange(2, 6.01, 0.05):
        view = probes.output_cost(round(10**power), 100, 5, 1e9, index=8)
        assert view.index == len(view.words) - 1
        assert all(rank <= view.V for _, rank, _ in view.words)
        assert probes.tree(view.V)["V"] == view.V


def test_estimates_pass_through_the_points_and_go_on_straight():
    timings = [Timing(V, D, {"full": V * D / 100}) for V in (10, 100) for D in (10, 1000)]
    for V, D in ((10, 10), (100, 1000), (31, 100), (1000, 10), (5, 3000)):
        assert probes.estimate(timings, "full", V, D) == pytest.approx(V * D / 100)
    bent = [Timing(V, 10, {"full": micro}) for V, micro in ((10, 1.0), (100, 2.0), (1000, 50.0))]
    assert [probes.estimate(bent, "full", V, 10) for V in (10, 100, 1000)] == pytest.approx([1, 2, 50])
    assert probes.estimate(bent, "full", 10**2.5, 10) == pytest.approx(10)  # half way by ratio
    assert probes.estimate(bent, "full", 1, 10) == pytest.approx(0.5)
    assert probes.estimate([Timing(10, 10, {"full": 7.0})], "full", 99, 5) == 7
    assert math.isnan(probes.estimate([], "full", 10, 10))


def test_more_negatives_take_more_time_and_nothing_else():
    few, many = (probes.output_cost(10_000, 300, K, 1e9) for K in (5, 11))
    assert many.forms[:2] == few.forms[:2]
    assert many.forms[2].microseconds == pytest.approx(2 * few.forms[2].microseconds)


def test_measuring_here_takes_no_more_than_fits(monkeypatch):
    asked = []
    monkeypatch.setattr(
        training,
        "measure",
        lambda counts, V, D, **options: asked.append((len(counts), V, D)) or {"microseconds": {"full": 1.0}},
    )
    assert probes.measure_here(1_000_000, 300).V == probes.WEIGHTS_HERE // 300
    assert probes.measure_here(500, 300) == Timing(500, 300, {"full": 1.0})
    assert asked == [(20_000, 20_000, 300), (500, 500, 300)]
