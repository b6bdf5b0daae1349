"""The panel on seeds: every pair of models with every number of seeds, and bad input."""

import pytest
import traitlets

from table_runs import numbers
from told import problem, whole
from unrolled.benchmark.recipes import MODELS
from unrolled.lessons.table1.seeds.figure import describe_noise
from unrolled.lessons.table1.seeds.panel import SeedsPanel

SCORES = {
    "tcn": [8.2063, 8.1950, 8.21, 8.1881, 8.2002, 8.2123],
    "fair_lstm": [8.20, 8.23, 8.19, 8.26, 8.205, 8.22],
    "lstm": [8.63, 8.61],
    "gru": [8.4],
}
RUNS = {
    f"{model}{seed}": numbers("jsb", model, "size", seed, [(1, 9, score, score)])
    for model, scores in SCORES.items()
    for seed, score in enumerate(scores)
}


@pytest.fixture
def panel():
    return SeedsPanel(RUNS)


def test_every_pair_with_every_number_of_seeds(panel):
    for one in MODELS:
        for other in MODELS:
            with panel.batch():
                panel.one.value, panel.other.value = one, other
            for count in (1, 4, 8):
                panel.count.value = count
                view = panel.record
                assert (view.one.model, view.other.model, view.count) == (one, other, count)
                whole(panel, describe_noise)
                assert len(panel.describe()) <= 150
    for count in range(1, 9):
        panel.count.value = count
        assert panel.record.count == count


def test_bad_input(panel):
    panel.count.type("20")
    assert problem(panel).startswith("Seeds that each side reports runs from 1 to 8")
    panel.count.type("3")
    assert panel.record.count == 3
    assert not problem(panel)
    with pytest.raises(traitlets.TraitError, match="has no 'cnn'"):
        panel.one.value = "cnn"


@pytest.mark.parametrize("runs", [{}, None])
def test_without_runs_and_with_the_committed_ones(runs):
    panel = SeedsPanel(runs)
    for other in MODELS:
        panel.other.value = other
        whole(panel, describe_noise)
