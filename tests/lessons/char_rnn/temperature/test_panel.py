"""Panels of character-level models: every control over its values, and bad input."""

import numpy as np
import plotly.graph_objects as go
import pytest

from readers import untrained
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.temperature import figure as figures
from unrolled.lessons.char_rnn.temperature.panel import TEMPERATURES, SoftmaxPanel, TemperaturePanel
from unrolled.measuring import char_rnn as probes
from unrolled.panels.live import LiveChart, plotly_library

VOCABULARY = Vocabulary("abcdefghij \n:AB")


@pytest.fixture
def panel():
    model = untrained(VOCABULARY)
    made = TemperaturePanel(model, VOCABULARY, prompt="AB:\nab", length=20, note="fine")
    yield made
    made.close()


def page_softmax(values, temperature):
    """What the page computes from what it was sent."""
    return probes.softmax(np.array(values["logits"]), temperature)


def test_the_page_gets_what_the_probe_measures(panel):
    logits, _ = probes.read(panel._model, VOCABULARY.encode("AB:\nab"))
    values = panel.live.values
    expected = dict(zip(VOCABULARY.characters, logits[0].tolist(), strict=True))
    assert dict(zip(values["characters"], values["logits"], strict=True)) == pytest.approx(expected)
    assert values["logits"] == sorted(values["logits"], reverse=True)


def test_every_temperature_has_its_passage_and_its_bars(panel):
    panel.finish()
    for k, temperature in enumerate(TEMPERATURES):
        panel.temperature.value = temperature
        view = panel.record
        assert view.samples.at(temperature) == panel.live.values["texts"][k]
        assert len(panel.live.values["texts"][k]) == 20
        np.testing.assert_allclose(view.now, page_softmax(panel.live.values, temperature))
        assert panel.figure() == panel.drawing() == figures.temperature_drawing(view).plain()
        assert f"temperature {temperature:.2f}" in panel.describe()


def test_only_the_temperature_decides_between_passages(panel):
    texts = panel.finish().samples.texts
    assert len(set(texts)) > 5
    panel.temperature.value = 2.0
    assert panel.finish().samples.texts == texts


def test_new_noise_changes_the_passages_but_not_the_greedy_one(panel):
    before = panel.finish().samples
    panel.new_noise.presses += 1
    after = panel.finish().samples
    assert before.at(0) == after.at(0)
    assert before.at(2) != after.at(2)


def test_a_new_prompt_changes_bars_and_passages(panel):
    before = panel.finish()
    panel.prompt.value = "ba"
    after = panel.finish()
    assert after.next.prompt == "ba"
    assert not np.allclose(before.next.logits, after.next.logits)
    assert None not in after.samples.texts


@pytest.mark.parametrize(
    ("prompt", "sentence"),
    [
        ("", "The prompt is empty"),
        ("abcé", "“é” (place 4) is not among the 15 characters"),
        ("<script>alert(1)</script>", "“<” (place 1)"),
        ("a" * 100_000, "The prompt has 100,000 characters and the panel reads up to 500"),
    ],
)
def test_bad_prompts_get_one_sentence_and_the_last_picture_stays(panel, prompt, sentence):
    before = panel.finish()
    panel.prompt.value = prompt
    assert sentence in panel.status.text
    assert panel.status.problem
    assert "\n" not in panel.status.text
    assert panel.prompt.value == prompt  # what was typed is not lost
    assert panel.live.values["prompt"] == before.next.prompt
    panel.prompt.value = "ab"
    assert panel.status.text.endswith(" equally likely characters. fine")
    assert not panel.status.problem


def test_a_typed_temperature_that_is_no_number_is_told_in_the_status_line(panel):
    panel.temperature.type("warm")
    assert panel.status.problem
    assert "“warm” is not a number" in panel.status.text
    panel.temperature.type("1,5")
    assert panel.temperature.value == 1.5
    assert panel.status.text.startswith("τ = 1.50: as unsure as among ")
    assert not panel.status.problem


def test_the_status_line_says_how_unsure_the_network_is(panel):
    panel.temperature.value = 0
    assert panel.status.text == "τ = 0: the likeliest character comes every time. fine"
    panel.temperature.value = 3
    assert f"{2**panel.record.entropy:.1f} equally likely" in panel.status.text


def test_a_sweep_that_goes_on_leaves_a_problem_in_the_status_line(panel):
    panel.new_noise.presses += 1
    panel.prompt.value = ""
    panel.finish()
    assert "The prompt is empty" in panel.status.text
    assert None not in panel.record.samples.texts


def test_a_defect_is_told_and_raised(panel, monkeypatch):
    monkeypatch.setattr(panel, "_read", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        panel.new_noise.presses += 1
    assert "defect" in panel.status.text


def test_a_reader_without_a_kernel_gets_picture_and_sentence(panel):
    bundle = panel._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert bundle["text/plain"] == panel.describe()
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_presets_lie_on_steps_of_the_slider(panel):
    for name, value in panel.presets.choices:
        panel.temperature.value = value
        assert panel.temperature.value == value, name


def test_softmax_panel_over_all_controls():
    panel = SoftmaxPanel()
    for control in (*panel.logits, panel.shift, panel.temperature):
        for value in np.arange(control.low, control.high + control.step / 2, control.step):
            control.value = float(value)
            logits = np.array([c.value for c in panel.logits]) + panel.shift.value
            expected = probes.softmax(logits, panel.temperature.value)
            assert panel.live.values["0.y"] == pytest.approx(list(expected))
            assert list(panel.figure().data[0].y) == pytest.approx(list(expected))
        control.value = 1.0


def test_what_is_added_to_all_logits_moves_no_bar():
    panel = SoftmaxPanel()
    before = panel.record.probabilities
    for shift in (-5, 3.5, 5):
        panel.shift.value = shift
        assert panel.record.probabilities == pytest.approx(before)
        assert panel.record.logits == pytest.approx(np.array([2, 1, 0]) + shift)
        assert f"logit {2 + shift:g}".replace("-", "−") in panel.live.values["layout.xaxis.ticktext"][0]
        assert "exp(1) = 2.72 times" in panel.status.text


def test_charts_share_one_plotly():
    first, second = SoftmaxPanel().live, SoftmaxPanel().live
    assert isinstance(first, LiveChart)
    assert first.library is second.library is plotly_library()
    assert b"plotly.js" in first.library.source[:200]
    assert first.config["showSendToCloud"] is False


@pytest.mark.parametrize("make", [SoftmaxPanel])
def test_figures_are_plain_figures(make):
    assert type(make().figure()) is go.Figure
