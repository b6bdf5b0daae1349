"""Every task against every cost with all settings, from runs and from none, and bad input."""

import itertools

import pytest

from table_runs import falling, named, run
from told import has_nan, problem, whole
from unrolled.lessons.table1.cost.figure import describe_cost
from unrolled.lessons.table1.cost.panel import AGAINST, SETTINGS, SHOWN, CostPanel

RUNS = named(
    run("adding", "tcn", "size", 0, falling(0.2, 6e-5, 10), minutes=9),
    run("adding", "tcn", "size", 1, falling(0.2, 9e-5, 10), minutes=10),
    run("adding", "gru", "size", 0, falling(0.2, 6e-4, 10), minutes=40),
    run("jsb", "lstm", "supplement", 0, falling(9.0, 8.5, 10), ended="time"),
    run("seq_mnist", "fair_lstm", "size", 0, [(98.0, 98.2)]),
)


@pytest.fixture
def panel():
    made = CostPanel(RUNS)
    yield made
    made.close()


def through(panel):
    said = set()
    for task, (_, against), (_, settings) in itertools.product(SHOWN, AGAINST, SETTINGS):
        with panel.batch():
            panel.task.value, panel.against.value, panel.settings.value = task, against, settings
        whole(panel, describe_cost)
        assert len(panel.describe()) < 150
        said.add(panel.describe())
    return said


def test_every_setting_of_some_runs(panel):
    said = through(panel)
    assert any("TCN is best and cheapest" in words for words in said)
    assert any("LSTM alone was run" in words for words in said)


def test_every_setting_of_the_committed_files():
    panel = CostPanel()
    through(panel)
    panel.close()


def test_without_runs_and_measurements():
    panel = CostPanel({}, {})
    said = through(panel)
    assert "What an update costs by length was not measured." in said
    assert sum("not run" in words for words in said) == len(said) - 1
    panel.close()


def test_the_start_and_bad_input():
    panel = CostPanel(RUNS, {}, task="adding", against="parameters")
    assert panel.record.against == "parameters"
    assert "Adding" in panel.describe()
    for control in (panel.task, panel.against, panel.settings):
        before = control.value
        with pytest.raises(Exception, match=r"choose|one of"):
            control.value = "nothing"
        assert control.value == before
    assert not problem(panel)
    assert not has_nan(panel.drawing())
    assert "image/svg+xml" in panel._repr_mimebundle_()
    panel.close()
