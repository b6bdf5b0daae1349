"""The panel that holds a gate: every control over its values, the same noise, and what is told."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from readers import untrained
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.intervene.figure import answer
from unrolled.lessons.lstm.intervene.panel import TEMPERATURE, IntervenePanel
from unrolled.measuring.char_rnn import gumbel_noise, read, sample, softmax
from unrolled.models.intervene import Intervened, Intervention

TEXT = "AB:\nabba had a cabbage,\nand a bee hid a big bean.\n\n"
VOCABULARY = Vocabulary(TEXT)


def network(cell="lstm", layers=2):
    return untrained(VOCABULARY, 12, layers, cell)


def panel_of(cell="lstm", **settings):
    return IntervenePanel(network(cell), VOCABULARY, prompt="AB:\nabba", length=30, **settings)


@pytest.fixture
def panel():
    made = panel_of()
    made.finish()
    yield made
    made.close()


def due(panel, held, seed=0):
    """Probabilities of the next character and the passage, made without the panel."""
    model = Intervened(panel._model, held)
    logits, state = read(model, VOCABULARY.encode(panel.prompt.value))
    noise = gumbel_noise(seed, 30, len(VOCABULARY))
    drawn = sample(model, logits, state, noise, torch.tensor([TEMPERATURE]))
    return softmax(logits[0].double().numpy()), VOCABULARY.decode(drawn[0])


def check(panel, held, seed=0):
    view = panel.finish()
    p, passage = due(panel, held, seed)
    at = [VOCABULARY.characters.index(c) for c in view.characters]
    np.testing.assert_allclose(view.changed, p[at], atol=1e-9)
    assert view.passages == (due(panel, None, seed)[1], passage)
    assert not view.pending
    assert panel.describe() in panel.drawing()
    assert "nan" not in panel.describe()
    assert not problem(panel)
    assert panel.status.text == panel.note == answer(view, TEMPERATURE)


def test_it_begins_with_the_forget_gate_at_0(panel):
    check(panel, Intervention("f", 0.0, (1, 2)))


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_every_part_at_every_end_in_every_layer(cell):
    panel = panel_of(cell, part="nothing")
    check(panel, None)
    assert panel.record.bits == 0
    for _, part in panel.part.choices[1:]:
        panel.part.value = part
        control = {"bias": panel.bias, "carry": panel.carry}.get(part, panel.gate)
        for layers in ("1", "2", "1,2"):
            panel.layers.value = layers
            for value in (control.low, (control.low + control.high) / 2, control.high):
                control.value = value
                check(panel, Intervention(part, control.value, tuple(map(int, layers.split(","))), 0))
    panel.close()


def test_all_gates_at_0_is_a_picture_and_not_an_error(panel):
    panel.part.value, panel.gate.value = "gates", 0
    view = panel.finish()
    bias = softmax(panel._model.h_to_logits.bias.detach().double().numpy())
    assert sorted(view.changed) == pytest.approx(sorted(bias), abs=1e-6)


def test_every_unit_can_be_held(panel):
    panel.part.value, panel.carry.value = "carry", 3.0
    for unit in range(1, 13):
        panel.unit.value = unit
        assert f"carry of unit {unit} at +3.0" in panel.describe()
    check(panel, Intervention("carry", 3.0, (1, 2), 11))


def test_only_the_controls_of_the_part_are_shown(panel):
    every = (panel.layers, panel.gate, panel.bias, panel.unit, panel.carry)
    for part, shown in (
        ("nothing", ()), ("i", (panel.layers, panel.gate)), ("gates", (panel.layers, panel.gate)),
        ("bias", (panel.layers, panel.bias)), ("carry", (panel.layers, panel.unit, panel.carry)),
    ):  # fmt: skip
        panel.part.value = part
        assert [control.layout.display for control in every] == [
            "" if control in shown else "none" for control in every
        ]
        in_sight = [control for control in panel.children[1].children[:-1] if control.layout.display != "none"]
        assert len(in_sight) <= 2


def test_bars_come_at_once_and_the_last_passage_stays_until_the_new_one_is_there(panel):
    shown = []
    panel.live.observe(lambda change: shown.append(panel.record), "svg")
    last = panel.record.passages[1]
    panel.gate.value = 1.0
    panel.finish()
    assert shown[0].pending
    assert shown[0].passages[1] == last
    assert not shown[-1].pending
    assert np.array_equal(shown[0].changed, shown[-1].changed)


def test_new_noise_is_new_for_both(panel):
    before = panel.record
    panel.new_noise.presses += 1
    check(panel, Intervention("f", 0.0, (1, 2)), seed=1)
    assert panel.record.passages[0] != before.passages[0]
    assert np.array_equal(panel.record.changed, before.changed)


def test_bad_prompts_and_numbers_are_told_and_the_last_picture_stays(panel):
    for text, words in (("", "empty"), ("a<b>", "“<” (place 2)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.prompt.value = text
    panel.prompt.value = ""
    panel.show(replace(panel.record))  # a passage that comes now does not take the problem away
    assert "empty" in problem(panel)
    panel.prompt.value = "b"
    check(panel, Intervention("f", 0.0, (1, 2)))
    panel.gate.type("1,5")
    assert "Gate at runs from 0 to 1" in problem(panel)
    panel.bias.type("warm")
    assert "not a number" in problem(panel)


def test_a_network_of_one_layer_has_no_choice_of_layers():
    panel = IntervenePanel(network(layers=1), VOCABULARY, prompt="abba", length=10)
    assert panel.layers not in panel.more.box.children
    assert "forget gate at 0.00, layer 1" in panel.finish().held
