"""The panel of one update: every control over its values, the cursor, new draws, other numbers."""

import re

import pytest

from told import refused
from unrolled.lessons.word2vec.one_update.panel import MOST, UpdatePanel


@pytest.fixture
def panel():
    return UpdatePanel()


def test_it_starts_on_a_pair_whose_target_was_drawn_as_a_negative(panel):
    update = panel.record.update
    assert (update.sources, update.target, update.again) == (("walked",), "the", 1)
    assert "was drawn as a negative once" in panel.describe()
    assert panel.status.text == panel.describe()


@pytest.mark.parametrize("model", ["cbow", "skip-gram"])
def test_every_setting_is_drawn(panel, model):
    panel.model.value = model
    for control, values in ((panel.negatives, range(1, MOST + 1)), (panel.power, [k / 20 for k in range(21)])):
        for value in values:
            control.value = value
            assert not panel.status.problem
            assert panel.describe() in panel.drawing()
            assert not re.search(r"[\"+(,]nan", panel.drawing())


def test_settings_reach_the_record_and_keep_the_pair(panel):
    panel.negatives.value, panel.power.value = 9, 0.5
    assert (len(panel.record.update.candidates), panel.record.power) == (10, 0.5)
    assert panel.record.update.target == "the"
    panel.model.value = "cbow"
    assert panel.record.update.target == "walked"


def test_the_cursor_goes_through_all_pairs(panel):
    count = len(panel.record.pairs)
    for place in (0, count - 1, count // 2):
        panel.live.cursor = place
        assert panel.record.place == place
        assert panel.status.text == panel.describe()


def test_a_new_draw_changes_the_negatives(panel):
    before = panel.record.update
    panel.new_draw.presses += 1
    after = panel.record.update
    assert (after.sources, after.candidates) != (before.sources, before.candidates)


@pytest.mark.parametrize(
    ("control", "typed"), [("negatives", "0"), ("negatives", "11"), ("power", "1.1"), ("power", "a")]
)
def test_other_numbers_are_refused(panel, control, typed):
    with refused(panel):
        getattr(panel, control).type(typed)
