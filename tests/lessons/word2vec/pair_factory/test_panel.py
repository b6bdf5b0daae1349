"""The pair factory's panel: every control over its values, the cursor, new draws, bad input."""

import re

import pytest
import traitlets

from told import refused
from unrolled.lessons.word2vec.pair_factory.panel import SEED, SENTENCE, THRESHOLDS, PairFactoryPanel


@pytest.fixture
def panel():
    return PairFactoryPanel()


def shown(panel):
    view = panel.record
    return view.pairs[view.place] if view.pairs else None


def test_it_starts_in_the_middle_of_the_sentence(panel):
    assert shown(panel) == (4, (6,))
    assert panel.describe() == f"Pair {panel.record.place + 1} of {len(panel.record.pairs)}: walked predicts the."
    assert panel.status.text == panel.describe()
    assert "New_York" in panel.drawing()


def test_every_setting_is_drawn(panel):
    sweeps = {
        panel.window: range(1, 11),
        panel.threshold: [value for _, value in THRESHOLDS],
        panel.model: ["cbow", "skip-gram"],
    }
    for model in ("cbow", "skip-gram"):
        panel.model.value = model
        for control, values in sweeps.items():
            for value in values:
                control.value = value
                assert not panel.status.problem
                assert panel.describe() in panel.drawing()
                assert not re.search(r"[\"+(,]nan", panel.drawing())
                assert panel.live.cursor == panel.record.place
                assert panel.live.last == max(len(panel.record.pairs), 1) - 1


def test_settings_reach_the_record(panel):
    panel.window.value, panel.threshold.value = 7, "1e-4"
    view = panel.record
    assert (view.window, view.threshold) == (7, 1e-4)
    assert not view.kept.all()
    panel.model.value = "cbow"
    assert panel.record.model == "cbow"
    assert panel.record.update.target == "walked"


def test_the_pair_looked_at_is_kept_where_it_can_be(panel):
    for window in (10, 4, 5):
        panel.window.value = window
        assert shown(panel) == (4, (6,))
    panel.threshold.value = "1e-3"
    assert shown(panel)[0] == 4


def test_the_cursor_goes_through_all_pairs(panel):
    count = len(panel.record.pairs)
    seen = set()
    for place in range(count):
        panel.live.cursor = place
        assert panel.record.place == place
        seen.add(shown(panel))
        assert panel.describe().startswith(f"Pair {place + 1} of {count}")
    assert len(seen) == count


def test_a_new_draw_keeps_the_sentence_and_changes_what_is_drawn(panel):
    before = panel.record
    panel.new_draw.presses += 1
    after = panel.record
    assert after.words == before.words
    assert (after.kept.tolist(), after.reaches.tolist()) != (before.kept.tolist(), before.reaches.tolist())
    again = PairFactoryPanel(seed=SEED + 1)
    assert again.record.reaches.tolist() == after.reaches.tolist()


def test_a_sentence_of_ones_own(panel):
    panel.text.value = "Los Angeles is <b>far</b> from Qwertyville"
    assert panel.record.words == ("Los_Angeles", "is", "b", "far", "b", "from", "Qwertyville")
    assert "<b>" not in panel.drawing()
    assert panel.record.place == 0
    assert "left out first: Qwertyville" in panel.status.text
    assert not panel.status.problem
    panel.text.value = SENTENCE
    assert "left out" not in panel.status.text


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "no word"), ("dog", "stands alone"), ("猫 кошка", "“猫”, “кошка”"), ("dog " * 41, "41 words: up to 40")],
)
def test_bad_sentences_are_told_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.text.value = text
    assert panel.text.value == text
    reaches = panel.record.reaches.tolist()
    panel.new_draw.presses += 1  # of the last good sentence
    assert not panel.status.problem
    assert panel.record.reaches.tolist() != reaches
    assert panel.record.words[3] == "New_York"


def test_a_sentence_of_which_nothing_is_kept(panel):
    panel.threshold.value = "1e-5"
    panel.text.value = "of the and a in"
    assert panel.record.update is None
    assert "No pair" in panel.drawing()
    assert panel.live.last == 0
    panel.model.value = "cbow"
    assert not panel.status.problem
    panel.threshold.value = "0"
    assert panel.record.update is not None


@pytest.mark.parametrize(("control", "typed"), [("window", "11"), ("window", "0"), ("window", "a")])
def test_other_numbers_are_refused(panel, control, typed):
    with refused(panel):
        getattr(panel, control).type(typed)


def test_other_choices_are_refused(panel):
    for control in (panel.model, panel.threshold):
        with pytest.raises(traitlets.TraitError):
            control.value = "other"
