"""Size and cost: presets and sliders, what was measured and what is forecast, and characters that cannot be."""

import threading

import pytest

from readers import VOCABULARY
from told import problem
from unrolled import runtime
from unrolled.lessons.char_rnn.shape.panel import PRESETS, ShapePanel
from unrolled.measuring import shape as shape_probes


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(shape_probes, "rates", lambda characters: (1e-11, 1e-9))
    monkeypatch.setattr(shape_probes, "speed", lambda hidden, layers, characters: 4321.0)
    made = ShapePanel(VOCABULARY, character="b")
    yield made
    made.close()


def test_presets_and_sliders_agree(panel):
    for name, (layers, hidden) in PRESETS.items():
        panel.presets.value = name
        assert (panel.layers.value, panel.hidden.value) == (layers, hidden)
        assert sum(panel.record.parameters) == sum(shape_probes.parameters(len(VOCABULARY), hidden, layers))
    panel.hidden.value = 80
    assert panel.presets.value == "yours"
    panel.layers.value, panel.hidden.value = 2, 256
    assert panel.presets.value == "2 × 256, here"


def test_every_size_is_drawn(panel):
    for layers in (1, 2, 3, 4):
        panel.layers.value = layers
        for hidden in (16, 512, 1024):
            panel.hidden.value = hidden
            assert f"{layers} × {hidden} LSTM" in panel.describe()
            assert panel.describe() in panel.drawing()


def test_measured_only_where_it_was_measured(panel):
    panel.measure.presses += 1
    panel.finish()
    assert "4,321 characters a second in training (measured)" in panel.describe()
    panel.hidden.value = 512
    assert "(forecast)" in panel.describe()
    panel.hidden.value = 256
    assert "(measured)" in panel.describe()


def test_characters(panel):
    panel.character.value = "c"
    assert f"c is number {VOCABULARY.encode('c').item()} of {len(VOCABULARY)}" in panel.describe()
    for typed, words in (("", "No character"), ("ß", "“ß”")):
        panel.character.value = typed
        assert words in problem(panel)


def test_a_measurement_leaves_the_kernel_free_and_is_for_what_was_asked(panel, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(shape_probes, "speed", lambda *_: 4321.0 if go_on.wait(10) else 0.0)
    panel.measure.presses += 1  # returns, and the next move is made while it measures
    assert "Measuring: 2 × 256" in panel.status.text
    panel.hidden.value = 512
    panel.measure.presses += 1
    assert "is being measured" in problem(panel)
    go_on.set()
    panel.finish()
    assert "(forecast)" in panel.describe()
    assert not problem(panel)
    panel.hidden.value = 256
    assert "4,321 characters a second in training (measured)" in panel.describe()


def test_what_does_not_fit_here_is_not_measured(panel, monkeypatch):
    monkeypatch.setattr(runtime, "limits", lambda: runtime.Limits(2, 100 * 1024**2, "cgroup"))
    panel.measure.presses += 1
    assert "take up to" in problem(panel)
    assert not panel.record.measured
