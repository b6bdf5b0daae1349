"""The microscope: every set and every column, new noise, and a bad prompt."""

import pytest

from readers import TEXT, VOCABULARY, lstm
from told import problem
from unrolled.lessons.char_rnn.novelty.panel import SETS, MicroscopePanel
from unrolled.measuring.novelty import Corpus


@pytest.fixture
def panel():
    return MicroscopePanel(lstm(), VOCABULARY, Corpus({"One": TEXT}), prompt="AB:\n", length=60)


def test_every_set_and_every_column(panel):
    for name, temperatures in SETS.items():
        panel.temperatures.value = name
        assert tuple(passage.temperature for passage in panel.record.passages) == temperatures
        for column in range(5):
            panel.live.cursor = column
            assert panel.record.column == column
            assert f"Longest copy at τ = {temperatures[column]:g}: " in panel.describe()
    assert panel.describe() in panel.drawing()


def test_new_noise_leaves_the_greedy_column(panel):
    before = panel.record
    panel.new_noise.presses += 1
    after = panel.record
    assert before.passages[0] == after.passages[0]
    assert before.passages[-1].text != after.passages[-1].text


def test_a_bad_prompt_is_told(panel):
    before = panel.record
    panel.prompt.value = "§"
    assert "“§”" in problem(panel)
    assert panel.record == before
