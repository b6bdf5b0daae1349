"""Chorales: writers and temperatures, the player, and a network of one's own."""

import numpy as np
import pytest

from cursors import check_cursor
from trainings import train
from unrolled.lessons.tcn.chorales.panel import ChoralesPanel


@pytest.fixture
def panel():
    made = ChoralesPanel()
    yield made
    made.close()


def test_the_cursor_changes_what_is_said_and_drawn(panel):
    check_cursor(panel)


def test_chorales(panel):
    first = panel.record.written
    panel.temperature.value = 0.3
    cold = panel.record.written
    assert (cold.voices[: cold.given] == first.voices[: first.given]).all()
    assert (np.diff(cold.voices[12:], axis=0) == 0).mean() > (np.diff(first.voices[12:], axis=0) == 0).mean()
    panel.draw.presses += 1
    assert (panel.record.written.voices != cold.voices).any()
    panel.writer.value = "own"
    assert "Train your own" in panel.status.text
    panel.writer.value = "bach"
    assert panel.record.written.writer == "Bach"
    assert panel.player.data == b""
    panel.play.presses += 1
    assert panel.player.data[:4] == b"RIFF"
    panel.writer.value = "shares"
    panel.underlay.value = "on"
    assert "frequency" in panel.record.written.writer


def test_a_chorale_network_of_one_s_own(panel):
    panel.seconds.low, panel.seconds.step = 0, 0.5
    panel.seconds.value = 0.5
    train(panel)
    assert panel.writer.value == "own"
    assert panel.record.written.writer == "your TCN"
    assert "our runs had" in panel.status.text
