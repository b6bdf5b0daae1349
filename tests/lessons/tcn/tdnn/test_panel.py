"""The TDNN: its cursor, and trainings anew."""

import pytest

from cursors import check_cursor
from trainings import train
from unrolled.lessons.tcn.tdnn.panel import TDNNPanel


@pytest.fixture
def panel():
    made = TDNNPanel(updates=20)
    yield made
    made.close()


def test_the_cursor_changes_what_is_said_and_drawn(panel):
    check_cursor(panel)


def test_a_tdnn_trained_anew(panel):
    before = panel.record.evidence
    panel.kind.value = "2"
    assert panel.record.kind == 2
    train(panel)
    assert (panel.record.evidence != before).any()
    assert "seed 1" in panel.status.text


def test_stop_ends_a_training_and_the_networks_of_before_stay():
    panel = TDNNPanel(updates=2)
    panel._updates = 10**9
    before = panel.record.evidence
    panel.begin.presses += 1
    panel.stop.presses += 1
    panel.finish()
    assert panel.error is None
    assert panel.status.text == "Stopped: the two networks of before stay."
    assert (panel.record.evidence == before).all()
    panel.close()
