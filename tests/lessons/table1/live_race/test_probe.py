"""Races of the study as curves: cut to a shorter race, seeds at the same moments; and a race under way."""

import pytest

from unrolled.lessons.table1.live_race import probe as probes
from unrolled.lessons.table1.live_race import recipe as training

MODELS = ("tcn", "lstm", "fair_lstm", "gru", "rnn", "min_gru")


def race(shift=0.0, slope=-0.01):
    """Measured every second of ten: 10 updates a second, a score that falls evenly."""
    curve = [[k + shift, 10 * k, 0.2 + slope * k] for k in range(1, 11)]
    return {"curves": dict.fromkeys(MODELS, curve)}


def test_a_shorter_race_is_the_beginning_of_a_longer_one():
    runs = {"copy 0": race(), "copy 1": race(slope=-0.02), "adding 0": race()}
    whole, third = (probes.measured(runs, "copy", seconds)["gru"] for seconds in (60, 20))
    assert whole.seconds.tolist() == list(range(1, 11))
    assert third.seconds.tolist() == [1, 2, 3]
    assert whole.scores.shape == (2, 10)
    assert whole.scores[:, 2] == pytest.approx([0.17, 0.14])
    assert third.updates == pytest.approx([10, 20, 30])


def test_seeds_measured_a_moment_later_are_read_at_the_moments_of_the_first():
    found = probes.measured({"copy 0": race(), "copy 1": race(shift=0.5)}, "copy", 60)["rnn"]
    assert found.scores[0, 3] == pytest.approx(0.16)
    assert found.scores[1, 3] == pytest.approx(0.165)  # between 3.5 s and 4.5 s
    assert found.updates[3] == pytest.approx((40 + 35) / 2)


def test_names_of_tasks_are_not_taken_for_others():
    assert probes.measured({"copy 0": race()}, "adding", 60) == {}
    assert probes.measured({}, "copy", 60) == {}


def test_the_view_has_what_the_task_says():
    view = probes.view({}, "digits", 20, "updates")
    assert (view.unit, view.higher, view.trivial, view.axis, view.own, view.measured) == (
        "%", True, 10.0, "updates", {}, {},
    )  # fmt: skip
    assert view.share == pytest.approx(20 / 6)
    assert set(probes.SCALES) == set(training.RACES)
    assert view.parameters == probes.parameters("digits")


def test_a_race_under_way_with_and_without_points():
    racers = training.line_up("adding", 0)
    racers["gru"].points = [(0.5, 10, 0.2), (1.0, 21, 0.1)]
    found = probes.curves(racers)
    assert found["gru"].seconds.tolist() == [0.5, 1.0]
    assert found["gru"].updates.tolist() == [10, 21]
    assert found["gru"].scores.tolist() == [[0.2, 0.1]]
    assert found["tcn"].seconds.shape == (0,)
    assert found["tcn"].scores.shape == (1, 0)


def test_a_missing_result_file_is_no_runs(monkeypatch, tmp_path):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    assert probes.committed() == {}
