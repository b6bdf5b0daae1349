"""The panel of the two equations: every control over its values, bad input, Play."""

import time

import pytest
from told import problem

from unrolled.lessons.rnn.two_equations import panel as rnn_panel
from unrolled.lessons.rnn.two_equations.figure import remark
from unrolled.lessons.rnn.two_equations.panel import TwoEquationsPanel


def wait(done, seconds=30):
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.01)
    assert done()


class TestTwoEquations:
    @pytest.fixture
    def panel(self, monkeypatch):
        monkeypatch.setattr(rnn_panel, "BEAT", 0.02)
        made = TwoEquationsPanel()
        yield made
        made.close()

    def test_every_control_over_all_its_values(self, panel):
        for weights in ("0", "150"):
            panel.weights.value = weights
            for direction in ("forward", "back"):
                panel.direction.value = direction
                for units in ("3", "4"):
                    panel.units.value = units
                    for step in range(4):
                        panel.live.cursor = step
                        for unit in range(int(units)):
                            panel.live.row = unit
                            view = panel.view()
                            assert (view.step, view.unit, view.updates) == (step, unit, int(weights))
                            assert view.backward == (direction == "back")
                            assert view.sizes == (4, 4, int(units))
                            assert f"Step {step + 1} of 4" in panel.describe()
                            assert f"; unit {unit + 1} is outlined." in panel.describe()
                            assert panel.describe() in panel.drawing()
                            assert panel.status.text == remark(view)
                            assert not problem(panel)

    def test_buttons_go_with_the_direction(self, panel):
        assert panel.view().step == 0
        panel.forward.presses += 1
        panel.forward.presses += 1
        assert panel.live.cursor == 2
        panel.back.presses += 1
        assert panel.live.cursor == 1
        panel.first.presses += 1
        assert panel.live.cursor == 0
        panel.back.presses += 1  # nothing before the first
        assert panel.live.cursor == 0
        panel.direction.value = "back"
        assert panel.live.cursor == 3
        panel.forward.presses += 1
        assert panel.live.cursor == 2
        panel.back.presses += 1
        panel.back.presses += 1
        assert panel.live.cursor == 3

    @pytest.mark.parametrize("direction", ["forward", "back"])
    def test_play_goes_to_the_end_and_then_from_the_beginning(self, panel, direction):
        panel.direction.value = direction
        end = 3 if direction == "forward" else 0
        for _ in range(2):
            panel.play.presses += 1
            wait(lambda: panel.view().step == end and not panel.playing)

    def test_play_pauses(self, panel, monkeypatch):
        monkeypatch.setattr(rnn_panel, "BEAT", 30)
        panel.play.presses += 1
        assert panel.playing
        panel.play.presses += 1
        wait(lambda: not panel.playing)
        assert panel.view().step == 0

    @pytest.mark.parametrize(
        ("word", "words"),
        [("", "There is no letter"), ("h", "“h” has one letter"), ("x" * 13, "13 letters"), ("y" * 500, "500")],
    )
    def test_words_that_cannot_be_are_told_and_the_last_picture_stays(self, panel, word, words):
        before = panel.drawing()
        panel.word.value = word
        assert words in problem(panel)
        assert panel.drawing() == before
        panel.forward.presses += 1  # the last word can still be stepped through
        panel.word.value = "ab"
        assert not problem(panel)
        assert panel.live.last == 0

    @pytest.mark.parametrize("word", ["ab", "zz", "<b>&", "🙂🙃 🙂", "a\nb", "abcdefghijkl", "mississippi"])
    def test_any_other_word_works(self, panel, word):
        panel.weights.value = "0"
        panel.word.value = word
        assert panel.view().word == word
        assert panel.view().step == 0
        assert "<b>" not in panel.drawing()

    def test_a_new_word_begins_at_its_start_and_new_weights_keep_the_place(self, panel):
        panel.live.cursor = 2
        panel.weights.value = "0"
        assert panel.view().step == 2
        panel.direction.value = "back"
        panel.word.value = "abc"
        assert panel.live.cursor == 1  # backwards the start is the end
        panel.units.value = "4"
        panel.live.row = 3
        panel.units.value = "3"
        assert panel.view().unit == panel.live.row == 2
