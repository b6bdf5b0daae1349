"""The panel on reading a table: every task, wait and row, and bad input."""

import pytest
import traitlets

from told import problem, whole
from unrolled.lessons.table1.reading.figure import describe_reading
from unrolled.lessons.table1.reading.panel import TASKS, ReadingPanel
from unrolled.lessons.table1.reading.probe import UNITS, WAITS


@pytest.fixture
def panel():
    return ReadingPanel({})


def test_every_task_and_row(panel):
    assert {value for _, value in TASKS} == set(UNITS)
    for task in UNITS:
        panel.task.value = task
        assert panel.record.task == task
        assert (panel.wait.layout.display == "none") == (task != "copy")
        assert panel.live.last_row == 5
        for row in range(6):
            panel.live.row = row
            assert panel.record.row == row
            whole(panel, describe_reading)


def test_every_wait(panel):
    for wait in WAITS:
        panel.wait.value = int(wait)
        assert panel.record.wait == wait
        whole(panel, describe_reading)
    panel.task.value = "jsb"  # the wait says nothing here
    assert panel.record.wait == 0
    panel.task.value = "copy"
    assert panel.record.wait == 2000


def test_the_row_stays_when_the_task_changes(panel):
    panel.live.row = 4
    panel.task.value = "adding"
    assert panel.record.row == panel.live.row == 4


def test_bad_input(panel):
    panel.wait.type("9000")
    assert problem(panel).startswith("Trivial loss for a wait of runs from 100 to 2000, so “9000” cannot be used")
    panel.wait.type("1010")  # snaps
    assert panel.record.wait == 1000
    assert not problem(panel)
    panel.live.row = 99
    assert panel.record.row == 5
    with pytest.raises(traitlets.TraitError, match="Task has no 'ptb'"):
        panel.task.value = "ptb"


def test_it_shows_the_committed_runs():
    panel = ReadingPanel()
    for task in UNITS:
        panel.task.value = task
        whole(panel, describe_reading)
        assert len(panel.describe()) <= 160
