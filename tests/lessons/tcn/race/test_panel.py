"""The race: a run of one's own beside those of the study."""

import pytest

from cursors import check_cursor
from trainings import train
from unrolled.lessons.tcn.race.panel import TCNRacePanel


@pytest.fixture
def panel():
    made = TCNRacePanel()
    yield made
    made.close()


def test_the_cursor_changes_what_is_said_and_drawn(panel):
    check_cursor(panel)


def test_a_race_of_one_s_own(panel):
    panel.stop.presses += 1
    assert "press Train to begin" in panel.status.text
    panel.seconds.low = 0
    panel.seconds.step = 0.5
    panel.seconds.value = 1.0
    train(panel)
    assert len(panel.record.own_points)
    assert "TCN" in panel.status.text
    assert "yours" in panel.describe()
    panel.task.value = "adding"
    assert not len(panel.record.own_points)
    panel.axis.value = "seconds"
    assert "Adding" in panel.describe()
