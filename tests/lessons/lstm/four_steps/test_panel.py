"""The four steps: every control over its values, and what is told when something cannot be."""

import numpy as np
import pytest

from readers import untrained
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps.panel import FourStepsPanel

TEXT = "AB:\na bee had a bean,\nand hid it.\n"
VOCABULARY = Vocabulary(TEXT)


@pytest.fixture(scope="module")
def model():
    return untrained(VOCABULARY, 20, seed=3)


@pytest.fixture
def panel(model):
    return FourStepsPanel(model, VOCABULARY, text=TEXT)


def test_every_step_character_and_unit(panel):
    for step in "1234":
        panel.step.value = step
        for cursor in range(len(TEXT)):
            panel.live.cursor = cursor
            assert panel.record.cursor == cursor
            assert panel.describe().startswith(f"Step {step},")
            assert panel.status.text == panel.describe()
    for row in range(8):
        panel.live.row = row
        assert f"unit {panel.record.units[row] + 1} has o" in panel.describe()
        assert panel.describe() in panel.drawing()


def test_play_goes_through_the_steps_then_on_and_stops_at_the_end(panel):
    panel.live.cursor = len(TEXT) - 2
    panel.play.playing = True
    seen = []
    for _ in range(8):
        panel.play.ticks += 1
        seen.append((panel.record.cursor, panel.record.step, panel.step.value))
    last = len(TEXT) - 1
    assert seen[:3] == [(last - 1, k, str(k)) for k in (2, 3, 4)]
    assert seen[3:7] == [(last, k, str(k)) for k in (1, 2, 3, 4)]
    assert seen[7] == seen[6]
    assert not panel.play.playing


def test_who_closes_here_and_all_units(panel):
    panel.live.cursor = TEXT.index("b")
    before = panel.record.units
    panel.closing.presses += 1
    assert panel.record.units != before
    chosen = panel.record.unit
    panel.units.value = "all"
    assert panel.live.last_row == 19
    assert panel.record.unit == chosen
    panel.live.row = 19
    assert panel.record.window == (16, 17, 18, 19)
    panel.closing.presses += 1
    assert panel.units.value == "eight"
    assert panel.live.last_row == 7
    panel.units.value = "all"
    panel.units.value = "eight"
    assert len(panel.record.units) == 8


def test_another_text_keeps_the_step_and_bad_text_the_picture(panel):
    panel.step.value = "3"
    panel.units.value = "all"
    panel.text.value = "a bad bee"
    assert panel.record.step == 3
    assert panel.live.last == 8
    assert panel.live.last_row == 19
    for text, words in (("", "empty"), ("a<script>", "“<” (place 2)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "a"
    assert not problem(panel)
    assert panel.live.last == 0
    panel.text.value = "a\n" * 250
    assert panel.live.last == 499


def test_a_layer_above_the_first(model):
    panel = FourStepsPanel(model, VOCABULARY, text=TEXT, layer=1)
    traces = model.trace(VOCABULARY.encode(TEXT)[None]).layers
    np.testing.assert_allclose(panel.record.values["c"], traces[1].c[0].detach().numpy())


def test_a_page_hears_only_what_changed(panel):
    """A move inside a page of the text sends the layer, not the drawing under it."""
    before = panel.live.svg
    panel.live.cursor = 3
    assert panel.live.svg == before
    assert "character 4 of" in panel.live.layer
