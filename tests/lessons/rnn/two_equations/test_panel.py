"""The panel of the two equations: every control over its values, bad input, Play."""

import pytest

from told import problem, refused
from unrolled.lessons.rnn.two_equations.figure import remark
from unrolled.lessons.rnn.two_equations.panel import TwoEquationsPanel


@pytest.fixture
def panel():
    made = TwoEquationsPanel()
    yield made
    made.close()


class TestTwoEquations:
    def test_every_control_over_all_its_values(self, panel):
        for weights, updates in (("fresh", 0), ("trained", 150), ("no W_hh", 150)):
            panel.weights.value = weights
            for direction in ("forward", "back"):
                panel.direction.value = direction
                for units in ("3", "4"):
                    panel.units.value = units
                    for step in range(4):
                        panel.live.cursor = step
                        for unit in range(int(units)):
                            panel.live.row = unit
                            view = panel.record
                            assert (view.step, view.unit, view.updates) == (step, unit, updates)
                            assert view.W_hh.any() == (weights != "no W_hh")
                            assert view.backward == (direction == "back")
                            assert view.sizes == (4, 4, int(units))
                            assert f"Step {step + 1} of 4" in panel.describe()
                            assert f"; unit {unit + 1} is outlined." in panel.describe()
                            assert panel.describe() in panel.drawing()
                            assert panel.status.text == remark(view)
                            assert not problem(panel)

    def test_steps_go_with_the_direction(self, panel):
        assert panel.record.step == 0
        panel.forward.presses += 1
        panel.forward.presses += 1
        assert panel.live.cursor == 2
        panel.live.cursor = -1  # nothing before the first
        assert panel.live.cursor == panel.record.step == 0
        panel.direction.value = "back"
        assert panel.live.cursor == 3
        panel.forward.presses += 1
        assert panel.live.cursor == 2
        for _ in range(4):
            panel.forward.presses += 1  # nothing beyond the last
        assert panel.live.cursor == 0
        panel.live.cursor = 3
        assert panel.record.step == 3

    @pytest.mark.parametrize("direction", ["forward", "back"])
    def test_play_goes_to_the_end_and_then_from_the_beginning(self, panel, direction):
        panel.direction.value = direction
        order = [0, 1, 2, 3] if direction == "forward" else [3, 2, 1, 0]
        for ahead in (order[1:], order):
            panel.play.playing = True
            for step in ahead:
                assert panel.play.playing
                panel.play.ticks += 1
                assert panel.record.step == panel.live.cursor == step
            assert not panel.play.playing

    def test_a_tick_that_comes_late_moves_nothing(self, panel):
        panel.play.ticks += 1
        assert panel.record.step == 0

    def test_play_of_a_word_of_one_step_ends_at_once(self, panel):
        panel.word.value = "ab"
        panel.play.playing = True
        panel.play.ticks += 1
        assert not panel.play.playing

    @pytest.mark.parametrize(
        ("word", "words"),
        [("", "There is no letter"), ("h", "“h” has one letter"), ("x" * 13, "13 letters"), ("y" * 500, "500")],
    )
    def test_words_that_cannot_be_are_told_and_the_last_picture_stays(self, panel, word, words):
        with refused(panel, words):
            panel.word.value = word
        panel.forward.presses += 1  # the last word can still be stepped through
        assert panel.record.step == 1
        panel.word.value = "ab"
        assert not problem(panel)
        assert panel.live.last == 0

    @pytest.mark.parametrize("word", ["ab", "zz", "<b>&", "🙂🙃 🙂", "a\nb", "abcdefghijkl", "mississippi"])
    def test_any_other_word_works(self, panel, word):
        panel.weights.value = "fresh"
        panel.word.value = word
        assert panel.record.word == word
        assert panel.record.step == 0
        assert "<b>" not in panel.drawing()

    def test_a_new_word_begins_at_its_start_and_new_weights_keep_the_place(self, panel):
        panel.live.cursor = 2
        panel.weights.value = "fresh"
        assert panel.record.step == 2
        panel.direction.value = "back"
        panel.word.value = "abc"
        assert panel.live.cursor == 1  # backwards the start is the end
        panel.units.value = "4"
        panel.live.row = 3
        panel.units.value = "3"
        assert panel.record.unit == panel.live.row == 2
