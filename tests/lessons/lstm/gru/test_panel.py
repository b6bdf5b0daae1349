"""The GRU's panel: four views, every control, bad input in words."""

import pytest
import torch

from told import refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps.record import GRUSteps
from unrolled.lessons.lstm.gates.record import GateMap
from unrolled.lessons.lstm.gru.figure import answer_gru
from unrolled.lessons.lstm.gru.panel import GRUPanel
from unrolled.lessons.lstm.gru.record import GRUMemory
from unrolled.lessons.lstm.intervene.record import Comparison
from unrolled.models import CharRNN

TEXT = "AB:\na bee had a bean,\nand hid it.\n"
VOCABULARY = Vocabulary(TEXT)
RECORDS = {"steps": GRUSteps, "map": GateMap, "hold": Comparison, "memory": GRUMemory}


@pytest.fixture
def panel():
    torch.manual_seed(3)
    gru, lstm = (CharRNN(len(VOCABULARY), hidden=20, layers=1, cell=cell).eval() for cell in ("gru", "lstm"))
    return GRUPanel(gru, VOCABULARY, text=TEXT, lstm=lstm)


@pytest.mark.parametrize("look", RECORDS)
def test_each_view_shows_its_record_and_its_controls(panel, look):
    panel.look.value = look
    assert isinstance(panel.record, RECORDS[look])
    assert panel.status.text == answer_gru(panel.record, 0.7)
    assert panel.describe() in panel.drawing()
    shown = {name for name in ("step", "held", "gate", "closing") if getattr(panel, name).layout.display != "none"}
    expected = {"steps": {"step", "closing"}, "map": {"step"}, "hold": {"held", "gate"}, "memory": {"closing"}}
    assert shown == expected[look]


def test_steps_characters_and_units(panel):
    for step in "1234":
        panel.step.value = step
        for cursor in (0, 5, len(TEXT) - 1):
            panel.live.cursor = cursor
            assert panel.describe().startswith(f"Step {step},")
            assert panel.record.cursor == cursor
    panel.live.row = 7
    assert panel.record.row == 7


def test_the_place_is_kept_from_view_to_view(panel):
    panel.live.cursor = 9
    panel.live.row = 2
    unit = panel.record.unit
    panel.look.value = "map"
    assert (panel.record.cursor, panel.record.unit) == (9, unit)
    panel.live.row = 0
    top = panel.record.unit
    panel.live.cursor = 4
    panel.look.value = "memory"
    assert panel.record.steps.unit == top
    assert panel.record.steps.cursor == 4
    panel.live.cursor = 12
    assert panel.record.kept[12, 0] == 1
    panel.look.value = "steps"
    assert (panel.record.cursor, panel.record.unit) == (12, top)
    panel.closing.presses += 1
    assert len(panel.record.units) == 8


def test_values_of_the_heat_map(panel):
    panel.look.value = "map"
    for step, name in (("1", "r"), ("2", "z"), ("3", "n"), ("4", "h")):
        panel.step.value = step
        assert panel.record.name == name


def test_every_gate_can_be_held(panel):
    panel.look.value = "hold"
    for part in ("r", "z", "gates"):
        panel.held.value = part
        for value in (0, 0.5, 1):
            panel.gate.value = value
            assert panel.record.bits >= 0
            assert f"at {value:.2f}" in panel.describe()
    before = panel.drawing()
    panel.live.cursor = 3  # what is written does not hang on the cursor
    assert panel.drawing() == before


@pytest.mark.parametrize("look", RECORDS)
def test_bad_text_is_told_and_the_last_picture_stays(panel, look):
    panel.look.value = look
    for text, words in (("", "empty"), ("a<script>", "“<” (place 2)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.text.value = text
    panel.text.value = "a"
    assert not panel.status.problem
