"""The panel on the residual block: every control over its values, the cursor, Play, and what cannot be read."""

import numpy as np
import pytest
import torch

from told import refused, whole
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.tcn.residual.figure import describe_block
from unrolled.lessons.tcn.residual.panel import ResidualPanel
from unrolled.models.char_tcn import CharTCN

TEXT = "I grew up in France"


@pytest.fixture
def panel():
    torch.manual_seed(0)
    return ResidualPanel(CharTCN(len(Vocabulary(TEXT)), 12, levels=3), Vocabulary(TEXT), text=TEXT)


def test_it_opens_on_france(panel):
    assert "“F”, character 14 of 19" in panel.describe()
    whole(panel, describe_block)


def test_every_stage_of_every_block(panel):
    for level in ("1", "2", "3", "own"):
        panel.level.value = level
        for stage in map(str, range(10)):
            panel.stage.value = stage
            assert panel.record.stage == int(stage)
            whole(panel, describe_block)


def test_widths_choose_the_untrained_block(panel):
    for C in range(1, 11):
        panel.inputs.value = C
        for H in (1, 4, 10):
            panel.outputs.value = H
            assert panel.level.value == "own"
            assert panel.record.widths == (C, H)
            assert (panel.record.mixing is None) == (C == H)
            whole(panel, describe_block)
    panel.level.value = "2"
    assert panel.record.widths == (12, 12)


def test_the_path_the_dropout_and_a_new_draw(panel):
    before = panel.record.values[9]
    panel.path.value = "without"
    assert not np.array_equal(before, panel.record.values[9])
    panel.path.value = "with"
    np.testing.assert_array_equal(before, panel.record.values[9])
    for kind in ("channels", "values"):
        panel.dropout.value = kind
        one = panel.record.values[9]
        panel.draw.presses += 1
        assert not np.array_equal(one, panel.record.values[9])
        whole(panel, describe_block)
    panel.dropout.value = "off"
    np.testing.assert_array_equal(before, panel.record.values[9])


def test_the_length_follows_the_row(panel):
    panel.live.row = 0
    panel.length.value = 2
    for row in (3, 0, 5):
        panel.live.row = row
        scaled, channel = panel.record, int(panel.record.rows[row])
        norms = panel._reader.read(TEXT, "2").filters[0].length
        np.testing.assert_allclose(scaled.filters[0].length[channel], 2 * norms[channel])
        others = np.arange(12) != channel
        np.testing.assert_array_equal(scaled.filters[0].length[others], norms[others])
        whole(panel, describe_block)


def test_a_move_sends_the_layer_only(panel):
    still = panel.live.svg
    for place in range(19):
        panel.live.cursor = place
        assert panel.record.cursor == place
        whole(panel, describe_block)
    for row in range(10):
        panel.live.row = row
        whole(panel, describe_block)
    assert panel.live.svg == still


def test_play_goes_through_stages_and_characters(panel):
    panel.live.cursor, panel.stage.value = 17, "8"
    seen = []
    panel.play.playing = True
    for _ in range(13):
        panel.play.ticks += 1
        seen.append((panel.record.cursor, panel.record.stage))
    assert seen == [(17, 9), *((18, stage) for stage in range(10)), (18, 9), (18, 9)]
    assert not panel.play.playing


def test_bad_texts_are_told_and_the_last_picture_stays(panel):
    for text, words in (("", "empty"), ("I" * 121, "121"), ("<i>", "“<”")):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "I"
    assert (panel.record.cursor, panel.live.last) == (0, 0)
    whole(panel, describe_block)


def test_each_tick_draws_once(panel, monkeypatch):
    drawn, show = [], panel.live.show
    monkeypatch.setattr(panel.live, "show", lambda record: (drawn.append(record), show(record)))
    panel.stage.value = "8"
    for _ in range(4):  # from the eighth stage of one character to the second of the next
        panel.play.ticks += 1
    assert [record.stage for record in drawn] == [8, 9, 0, 1, 2]
