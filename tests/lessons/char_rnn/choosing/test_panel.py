"""Be the sampler: by keys, by clicks, by dice, back again; another prompt; what cannot be."""

import pytest

from readers import VOCABULARY, lstm
from told import problem
from unrolled.lessons.char_rnn.choosing import figure as figures
from unrolled.lessons.char_rnn.choosing.panel import ChoosingPanel


@pytest.fixture
def panel():
    return ChoosingPanel(lstm(), VOCABULARY, prompt="AB:\n")


def test_typed_clicked_and_drawn_characters_are_written(panel):
    panel.key.type("a ")
    panel.live.press("⏎")
    panel.draw.presses += 1
    view = panel.record
    assert view.written.startswith("a \n")
    assert (len(view.written), view.drawn) == (4, 1)
    assert panel.status.text == figures.answer(view)


def test_the_same_candidate_can_be_clicked_twice(panel):
    panel.live.press("a")
    panel.live.press("a")
    assert panel.record.written == "aa"


def test_steps_back_to_the_prompt_and_no_further(panel):
    panel.key.type("ab")
    for _ in range(2):
        panel.back.presses += 1
    assert panel.record.written == ""
    panel.back.presses += 1
    assert "nothing to take back" in problem(panel)


def test_another_prompt_begins_anew_and_a_bad_one_keeps_the_text(panel):
    panel.key.type("ab")
    panel.prompt.value = "<script>"
    assert "“<”" in problem(panel)
    assert panel.record.written == "ab"
    panel.key.type("b")
    assert panel.record.written == "abb"
    panel.prompt.value = "cab"
    assert (panel.record.prompt, panel.record.written) == ("cab", "")


def test_begin_anew_throws_other_dice(panel):
    def six():
        for _ in range(6):
            panel.draw.presses += 1
        return panel.record.written

    first = six()
    panel.anew.presses += 1
    assert panel.record.written == ""
    assert six() != first


def test_what_the_vocabulary_lacks_is_told(panel):
    panel.live.press("§")
    assert "never occurs" in problem(panel)
    panel.key.type("&")
    assert "never occurs" in problem(panel)
    assert panel.record.written == ""
