"""The panel that learns one word: every control over its values, bad input, training and stopping."""

import numpy as np
import pytest

from told import problem, refused
from trainings import stop, train, wait
from unrolled.lessons.rnn.one_word import panel as one_word_panel
from unrolled.lessons.rnn.one_word.panel import OneWordPanel
from unrolled.lessons.rnn.riddles.probe import RIDDLES


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(one_word_panel, "PAUSE", 0)
    monkeypatch.setattr(one_word_panel, "GOAL", 60)
    made = OneWordPanel()
    yield made
    made.close()


class TestOneWord:
    def test_updates_one_by_one_and_by_tens(self, panel):
        assert panel.record.updates == 0
        panel.one.presses += 1
        panel.ten.presses += 1
        view = panel.record
        assert view.updates == 11
        assert view.curve_at.tolist() == [0, 1, 11]
        assert view.curve[0].mean() > view.curve[-1].mean()
        assert "After 11 updates" in panel.describe()
        assert panel.describe() in panel.drawing()

    def test_a_training_learns_the_word_and_can_go_on(self, panel):
        train(panel)
        assert panel.record.updates == 60
        assert panel.record.right.all()
        assert "60 updates: 4 of 4 letters right" in panel.status.text
        assert train(panel).updates == 120

    def test_stop_and_what_cannot_be_done_meanwhile(self, panel, monkeypatch):
        monkeypatch.setattr(one_word_panel, "PAUSE", 0.02)
        panel.stop.presses += 1
        assert "Nothing is in training" in problem(panel)
        panel.begin.presses += 1
        panel.one.presses += 1
        assert "under way here" in problem(panel)
        wait(lambda: panel.record.updates > 3)
        stop(panel)
        assert 3 < panel.record.updates < 60

    def test_every_window_shows_its_cuts_and_keeps_what_is_learned(self, panel):
        panel.word.value = "abcabd"
        panel.ten.presses += 1
        before = panel.record
        for window in range(1, 12):
            panel.window.value = window
            view = panel.record
            assert view.window == window
            np.testing.assert_array_equal(view.p, before.p)
            assert panel.live.svg.count(">cut<") == (4 // window if window < 5 else 0)
            felt = 5 - 4 // window * window
            assert (view.of_last > 0).sum() == felt
        assert view.updates == 10

    def test_the_status_line_says_how_far_the_last_loss_is_felt(self, panel):
        assert "Fresh weights of seed 0" in panel.status.text
        assert "felt at 4 of 4 states: nothing is cut." in panel.status.text
        panel.window.value = 3
        assert "felt at 1 of 4 states: then comes the cut." in panel.status.text
        panel.one.presses += 1
        assert "1 update: " in panel.status.text

    def test_other_controls_are_put_back_at_once(self, panel):
        panel.word.value, panel.seed.value = "papa", 3
        assert panel.more.differ == 2
        panel.more.reset()
        assert (panel.record.word, panel.record.updates, panel.more.differ) == ("hello", 0, 0)

    def test_the_window_may_move_while_it_trains(self, panel):
        panel.begin.presses += 1
        for window in (1, 2, 3, 1, 11):
            panel.window.value = window
        panel.finish()
        assert panel.error is None
        assert panel.record.window == 11

    def test_the_pointer_goes_over_all_steps(self, panel):
        assert panel.live.cursor == 3
        for step in range(4):
            panel.live.cursor = step
            assert panel.record.step == step
            assert f"Step {step + 1}: target" in panel.describe()

    def test_words_seeds_and_starting_over(self, panel):
        first = panel.record.p
        panel.ten.presses += 1
        panel.anew.presses += 1
        assert panel.record.updates == 0
        np.testing.assert_array_equal(panel.record.p, first)
        for seed in range(1, 10):
            panel.seed.value = seed
            assert np.abs(panel.record.p - first).max() > 0.01
        for word in RIDDLES.values():
            panel.word.value = word
            assert panel.record.word == word
            panel.one.presses += 1
            assert "of 10 networks learned both answers" in panel.status.text

    def test_another_word_ends_the_training_of_the_last(self, panel, monkeypatch):
        monkeypatch.setattr(one_word_panel, "PAUSE", 0.02)
        panel.begin.presses += 1
        panel.word.value = "papa"
        assert not panel.busy
        assert (panel.record.word, panel.record.updates) == ("papa", 0)

    @pytest.mark.parametrize(("word", "words"), [("", "no letter"), ("q", "“q”"), ("w" * 14, "14 letters")])
    def test_words_that_cannot_be_leave_all_as_it_is(self, panel, word, words):
        panel.ten.presses += 1
        with refused(panel, words):
            panel.word.value = word
        panel.ten.presses += 1  # the last word goes on
        assert panel.record.updates == 20
        assert not problem(panel)

    def test_numbers_typed_outside_are_told(self, panel):
        for typed, words in (("0", "runs from 1 to 11"), ("12", "runs from 1 to 11"), ("all", "not a number")):
            panel.window.type(typed)
            assert words in problem(panel)
