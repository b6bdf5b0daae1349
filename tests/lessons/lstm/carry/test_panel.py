"""Carry that travels: every start, symbol and wait; what is told; the cursor."""

import pytest
import torch
import traitlets

from told import refused
from unrolled.datasets import recall
from unrolled.lessons.lstm.carry.figure import answer
from unrolled.lessons.lstm.carry.panel import CarryPanel
from unrolled.models import CharRNN


@pytest.fixture(scope="module")
def models():
    torch.manual_seed(4)
    return {start: CharRNN(len(recall.ALPHABET), hidden=5, layers=1).eval() for start in ("torch", "one", "chrono")}


@pytest.fixture
def panel(models):
    return CarryPanel(models)


def test_every_start_symbol_and_wait_is_drawn(panel):
    for start in ("torch", "one", "chrono"):
        panel.start.value = start
        for symbol in recall.SYMBOLS:
            panel.symbol.value = symbol
            assert (panel.record.start, panel.record.symbol) == (start, symbol)
        for steps in range(1, 401, 13):
            panel.steps.value = steps
            assert panel.record.steps == panel.live.last == steps
            assert panel.describe() in panel.drawing()
            assert panel.status.text == answer(panel.record)
    assert not panel.status.problem


@pytest.mark.parametrize("typed", ["0", "401", "-1", "many", "nan"])
def test_other_waits_are_told_and_the_picture_stays(panel, typed):
    with refused(panel, "Question at T"):
        panel.steps.type(typed)


def test_the_cursor_stands_at_the_question_until_it_is_moved(panel):
    assert panel.live.cursor == 200
    panel.steps.value = 20
    assert panel.record.cursor == panel.live.cursor == 20
    panel.steps.value = 30
    assert panel.record.cursor == panel.live.cursor == 30
    panel.live.cursor, panel.live.row = 7, 3
    assert (panel.record.cursor, panel.record.row) == (7, 3)
    panel.steps.value = 100
    assert panel.record.cursor == 7
    panel.steps.value = 3
    assert panel.record.cursor == 3


def test_moving_the_cursor_sends_the_layer_alone(panel):
    before = panel.live.svg
    panel.live.cursor = 50
    assert panel.live.svg == before
    assert "t = 50" in panel.live.layer


def test_other_noise_is_other_noise_and_stays_when_the_start_changes(panel):
    first = panel.record.tokens
    panel.noise.presses += 1
    second = panel.record.tokens
    assert first != second
    panel.start.value = "one"
    assert panel.record.tokens == second


def test_other_symbols_are_refused(panel):
    with pytest.raises(traitlets.TraitError):
        panel.symbol.value = "Z"
