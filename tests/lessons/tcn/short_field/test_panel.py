"""Waits around the field: each network, and a training of one's own outside of it."""

import pytest

from cursors import check_cursor
from trainings import train
from unrolled.lessons.tcn.short_field.panel import ShortFieldPanel


@pytest.fixture
def panel():
    made = ShortFieldPanel()
    yield made
    made.close()


def test_the_cursor_changes_what_is_said_and_drawn(panel):
    check_cursor(panel)


def test_networks_around_the_field(panel):
    for _, name in panel.net.choices:
        panel.net.value = name
        view = panel.record
        assert int(view.waits[view.cursor]) in view.seen
    assert "43" in panel.describe()


def test_a_training_outside_of_the_field_of_one_s_own(panel):
    panel.seconds.low, panel.seconds.step = 0, 0.5
    panel.seconds.value = 0.5
    train(panel)
    assert "15 steps back" in panel.status.text
