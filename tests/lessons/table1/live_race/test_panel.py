"""A race in the notebook: every task, to its end or stopped, one at a time, and moves in between."""

import pytest

from told import has_nan, problem
from trainings import check_defect, check_two, stop, train, wait
from unrolled.lessons.table1.live_race import recipe as training
from unrolled.lessons.table1.live_race.panel import LiveRacePanel


def panel_of(seconds=1.2, **settings):
    made = LiveRacePanel(**settings)
    if seconds:
        made.budget = lambda: seconds
    return made


@pytest.fixture
def panel():
    made = panel_of()
    yield made
    made.close()


@pytest.mark.parametrize("task", training.RACES)
def test_every_task_is_raced_to_its_end(panel, task):
    panel.task.value = task
    train(panel)
    assert panel.status.text.startswith("Done: ")
    assert not problem(panel)
    assert not has_nan(panel.drawing())
    for model, curve in panel.record.own.items():
        racer = panel.racers[model]
        assert racer.seconds >= 0.2
        assert curve.scores[0].tolist() == [point[2] for point in racer.points]
        assert len(curve.seconds) >= 1
    data = training.RACES[task].task.data()
    last = panel.racers["rnn"].points[-1]
    if last[1] == panel.racers["rnn"].run.step:  # measured after its last update
        again = training.RACES[task].task.measure(panel.racers["rnn"].run.model, data.held_out["valid"]())
        assert again == pytest.approx(last[2], rel=1e-4)


def test_stopping_keeps_what_was_reached_and_stopping_twice_is_told():
    panel = panel_of(1e6)
    panel.begin.presses += 1
    wait(lambda: all(racer.run.step > 1 for racer in panel.racers.values()))
    stop(panel)
    assert panel.status.text.startswith("Stopped")
    assert "Your race" in panel.drawing()
    panel.begin.presses += 1  # and it can begin anew
    assert panel.busy
    panel.close()


def test_of_two_races_the_later_one_goes_on():
    check_two(panel_of(1e6), panel_of(1e6))


def test_moves_while_it_runs_are_for_the_next_race_but_the_axis_is_for_now():
    panel = panel_of(1e6, task="adding")
    panel.begin.presses += 1
    panel.task.value, panel.axis.value = "copy", "updates"
    wait(lambda: panel.racers["tcn"].run.step > 1)
    assert "Adding" in panel.describe()
    assert panel.record.axis == "updates"
    stop(panel)
    panel.seconds.value = "20"
    assert "Copy" in panel.describe()
    assert panel.record.own == {}
    panel.close()


def test_each_race_has_a_seed_of_its_own():
    panel = panel_of(0.3)
    firsts = []
    for _ in range(2):
        panel.begin.presses += 1
        firsts.append(panel.racers["rnn"].order.initial_seed())
        panel.finish()
    assert firsts == [101, 102]
    panel.close()


def test_every_setting_before_a_race_shows_what_was_measured():
    panel = panel_of(None)
    said = set()
    for task in training.RACES:
        for seconds in ("60", "20"):
            for axis in ("seconds", "updates"):
                panel.task.value, panel.seconds.value, panel.axis.value = task, seconds, axis
                assert not problem(panel)
                assert len(panel.record.measured) == 6
                assert not has_nan(panel.drawing())
                assert len(panel.describe()) < 150
                said.add(panel.describe())
    assert len(said) == 10
    assert f"for {panel.seconds.value} s" in panel.status.text
    with pytest.raises(Exception, match="one of 60, 20"):
        panel.seconds.value = "7"
    with pytest.raises(Exception, match="choose a name of the menu"):
        panel.task.value = "seq_mnist"
    panel.close()


def test_without_a_result_file_it_can_be_raced_all_the_same():
    panel = panel_of(0.6, results={})
    assert "No such race was measured before" in panel.status.text
    train(panel)
    assert "thin: measured" not in panel.drawing()
    panel.close()


def test_a_defect_in_the_thread_is_told(panel, monkeypatch):
    monkeypatch.setattr(training, "run_race", lambda *_, **__: 1 / 0)
    check_defect(panel)
