"""The panel of gates over a text: every control over its values, and what is told when a text cannot be read."""

import numpy as np
import pytest
import torch

from readers import untrained
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.gates.panel import GatesPanel
from unrolled.lessons.lstm.gates.probe import SORTS
from unrolled.lessons.lstm.tracking.record import Tracker

TEXT = "AB:\nabba had a cabbage,\nand a bee hid a big bean.\n\n"
VOCABULARY = Vocabulary(TEXT)
TRACKERS = (
    Tracker("heading", "inside a speaker's NAME:", "AUC", 2, 5, 1, 0.9, 0.8, 0.5, 0.55, 0.7),
    Tracker("line", "the place in the line", "rank correlation", 1, 17, -1, 0.9, 0.7, 0.03, 0.05, 0.2),
)


def network(cell="lstm", layers=2):
    return untrained(VOCABULARY, 20, layers, cell)


@pytest.fixture
def panel():
    return GatesPanel(network(), VOCABULARY, text=TEXT, trackers=TRACKERS)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_every_value_of_every_layer_in_every_order(cell):
    panel = GatesPanel(network(cell), VOCABULARY, text=TEXT)
    with torch.inference_mode():
        records = panel._model.trace(VOCABULARY.encode(TEXT)[None]).layers
    for layer in ("1", "2"):
        panel.layer.value = layer
        for _, name in panel.value.choices:
            panel.value.value = name
            for sort in SORTS:
                panel.sort.value = sort
                view = panel.record
                assert (view.layer, view.name, view.sort, view.unit) == (int(layer), name, sort, 0)
                np.testing.assert_allclose(view.values, getattr(records[int(layer) - 1], name)[0].T, atol=1e-6)
                assert panel.describe() in panel.drawing()


def test_every_place_and_every_row(panel):
    for cursor in range(len(TEXT)):
        panel.live.cursor = cursor
        assert panel.record.cursor == cursor
    for row in range(20):
        panel.live.row = row
        assert panel.record.row == row
        assert f"unit {panel.record.order[row] + 1}, carry C at character {len(TEXT)}" in panel.describe()
    with panel.live.hold_trait_notifications():
        panel.live.cursor, panel.live.row = 3, 4
    assert (panel.record.cursor, panel.record.row) == (3, 4)


def test_the_unit_and_the_place_stay_when_the_rest_changes(panel):
    panel.live.cursor, panel.live.row = 9, 7
    unit = panel.record.unit
    for control, value in ((panel.sort, "number"), (panel.value, "f"), (panel.layer, "2"), (panel.sort, "variability")):
        control.value = value
        assert (panel.record.unit, panel.record.cursor) == (unit, 9)
        assert (panel.live.row, panel.live.cursor) == (panel.record.row, 9)


def test_jumping_to_a_unit_that_tracks_something_shows_it_with_its_score(panel):
    assert (panel.record.unit, panel.track.value) == (5, "heading")  # where it begins
    assert "AUC 0.80" in panel.status.text
    panel.value.value = "f"
    panel.track.value = "none"
    for found in TRACKERS:
        panel.track.value = found.feature
        view = panel.record
        assert (view.layer, view.unit, view.name) == (found.layer, found.unit, "c")
        assert (panel.layer.value, panel.value.value) == (str(found.layer), "c")
        assert f"{found.measure} {found.test:.2f}" in panel.status.text
        assert f"shuffled labels {found.shuffled_most:.2f}" in panel.status.text
    panel.value.value = "f"  # the same unit, so the score stays
    assert panel.track.value == "line"
    panel.live.row = 0 if panel.record.row else 1
    assert panel.track.value == "none"
    assert panel.status.text.startswith(f"Unit {panel.record.unit + 1} of layer 1: half of a value is left after")
    panel.track.value = "line"
    panel.layer.value = "2"
    assert panel.track.value == "none"


def test_bad_text_is_told_and_the_last_picture_stays(panel):
    panel.live.cursor = len(TEXT) - 1
    for text, words in (("", "empty"), ("a<script>", "“<” (place 2)"), ("a" * 501, "501"), ("ß", "“ß”")):
        with refused(panel, words):
            panel.text.value = text
    for text in ("b", "a" * 500):
        panel.text.value = text
        assert not problem(panel)
        assert panel.live.last == len(text) - 1
        assert panel.record.cursor < len(text)


def test_a_network_of_one_layer_has_no_choice_of_layers_and_no_trackers_no_jump():
    panel = GatesPanel(network(layers=1), VOCABULARY, text=TEXT)
    controls = panel.children[1].children
    assert panel.layer not in controls
    assert panel.track not in controls
    assert panel.record.unit == 0
