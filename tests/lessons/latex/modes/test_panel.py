"""Which unit knows: every label, layer and unit, a passage of its own, bad input, and what is measured behind."""

import pytest

from readers import untrained
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.modes import panel as modes
from unrolled.lessons.latex.modes import probe as probes
from unrolled.lessons.latex.modes.panel import BEGIN, TEXT, ModesPanel
from unrolled.lessons.latex.modes.record import Mode, Use

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")
FOUND = (
    Mode("formula", probes.FEATURES["formula"], "AUC", 2, 6, -1, 0.9, 0.8, 0.6, 0.6, 0.7, 0.9,
         Use((1.0, 0.0), (1.0, 1.0, 1.0), None), (1.0,)),
    Mode("since", probes.FEATURES["since"], "rank correlation", 1, 2, 1, 0.9, 0.8, 0.2, 0.3, 0.1, 0.9,
         Use((1.0, 0.0), (1.0, 1.0, 1.0), None), (1.0,)),
)  # fmt: skip


def network():
    return untrained(VOCABULARY)


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(modes, "REST", 0.0)
    made = ModesPanel(network(), VOCABULARY, FOUND, length=40)
    made.finish()
    yield made
    made.close()


def test_a_label_brings_up_its_unit(panel):
    assert (panel.record.layer, panel.record.unit, panel.record.found) == (2, 6, FOUND[0])
    panel.label.value = "since"
    assert (panel.record.layer, panel.record.unit, panel.record.found) == (1, 2, FOUND[1])
    panel.label.value = "display"  # none was found: the unit stays
    assert (panel.record.layer, panel.record.unit, panel.record.found) == (1, 2, None)


def test_a_label_that_brings_up_another_layer_and_unit_draws_once(panel, monkeypatch):
    monkeypatch.setattr(modes, "REST", 60.0)  # what holding the unit changes would be drawn, too
    drawn = []
    panel.live.observe(lambda change: drawn.append(change.new), "svg")
    for count, label in enumerate(("since", "formula", "display"), 1):  # the last one has no unit of its own
        panel.label.value = label
        assert len(drawn) == count


@pytest.mark.parametrize("label", probes.FEATURES)
def test_every_label_varies_in_the_text_of_the_panel(panel, label):
    panel.label.value = label
    view = panel.finish()
    assert -1 <= view.score <= 1
    assert view.use is not None
    assert panel.describe() in panel.drawing()


def test_every_layer_and_unit(panel):
    for layer in ("1", "2"):
        panel.layer.value = layer
        for unit in (1, 5, 12):
            panel.unit.value = unit
            view = panel.record
            assert (view.layer, view.unit) == (int(layer), unit - 1)
            assert f"Layer {layer}, unit {unit}," in panel.describe()
    assert panel.finish().found is None
    panel.layer.value, panel.unit.value, panel.label.value = "2", 7, "formula"
    assert panel.record.found == FOUND[0]


def test_what_is_measured_belongs_to_what_is_shown(panel):
    for unit in range(1, 9):
        panel.unit.value = unit
    view = panel.finish()
    where = probes.levels(view.truth, view.carry)
    assert view.use.held == where
    assert view.unit == 7


def test_the_cursor_goes_everywhere(panel):
    for place in (0, 100, len(TEXT) - 1):
        panel.live.cursor = place
        assert panel.record.cursor == place
        assert f"Character {place + 1} of" in panel.describe()


def test_the_network_writes_one(panel):
    seen = set()
    for _ in range(3):
        panel.new_passage.presses += 1
        assert panel.record.text.startswith(BEGIN)
        assert len(panel.record.text) == len(BEGIN) + 40
        seen.add(panel.record.text)
    assert len(seen) == 3


def test_bad_input_is_told_and_the_last_picture_stays(panel):
    panel.finish()
    for text, words in (("", "empty"), ("a é", "“é” (place 3)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.text.value = text
    for text in ("a", "<b>", "plain words", "\n"):
        panel.text.value = text
        panel.finish()
        assert not problem(panel)
        assert "nan" not in panel.drawing()
        assert "<b>" not in panel.drawing()
    panel.unit.type("13")
    assert "Unit runs from 1 to 12" in problem(panel)
