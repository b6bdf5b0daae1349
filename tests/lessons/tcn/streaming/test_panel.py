"""Streaming: what is kept for each size, and sizes that are too much."""

import pytest

from cursors import check_cursor
from told import refused
from unrolled.lessons.tcn.streaming.panel import StreamingPanel


@pytest.fixture
def panel():
    made = StreamingPanel()
    yield made
    made.close()


def test_the_cursor_changes_what_is_said_and_drawn(panel):
    check_cursor(panel)


def test_streams(panel):
    panel.levels.value = 8
    assert panel.record.field == 1 + 2 * 2 * 255
    with refused(panel, "MiB"):
        panel.levels.value = 20
        panel.kernel.value = 8
    panel.kernel.value = 1
    assert panel.record.kept["tcn"] == 0


def test_a_step_taken_while_sizes_are_refused_counts_afterwards(panel):
    panel.levels.value, panel.kernel.value = 20, 8
    panel.live.cursor = 5
    assert "MiB" in panel.status.text
    assert panel.record.t == 17
    panel.kernel.value = 1
    assert panel.record.t == panel.live.cursor == 5
