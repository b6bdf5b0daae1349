"""Training in the notebook: runs to the end or stopped, one at a time, and what cannot be trained."""

import pytest
import traitlets

from told import problem
from trainings import check_defect, check_two, stop, train, wait
from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.live_training.panel import TrainingPanel
from unrolled.lessons.char_rnn.temperature.panel import TemperaturePanel
from unrolled.measuring.char_rnn import FitError
from unrolled.panels.trainer import TrainingError
from unrolled.training import live

OWN = "the cat sat on the mat. the dog sat on the log.\n" * 40


@pytest.fixture
def panel():
    made = TrainingPanel(seconds=5, corpus="own")
    made.hidden.value = 32
    made.own.value = OWN
    yield made
    made.close()


def test_a_run_to_its_end(panel):
    view = train(panel)
    assert view.validation[-1] < view.baselines["bigram"] < view.baselines["uniform"]
    assert view.seconds[-1] == pytest.approx(5, abs=1.5)
    assert len(view.sample) == 160
    assert "Done after 5 s" in panel.status.text
    assert "characters a second" in panel.describe()
    assert panel.model is panel.run.model
    assert panel.vocabulary == Vocabulary(OWN)
    with pytest.raises(FitError):  # the trained network beside the vocabulary of the shipped one
        TemperaturePanel(panel.model, shakespeare.vocabulary())
    twin = TemperaturePanel(panel.model, panel.vocabulary, prompt="the cat ", length=20)
    assert set(twin.finish().samples.at(0)) <= set(OWN)
    panel.stop.presses += 1
    assert panel.vocabulary == Vocabulary(OWN)
    panel.own.value = "another text " * 200
    assert panel.vocabulary == Vocabulary(OWN)  # of what was trained, not of what is typed
    assert list(panel.figure().data[2].y) == pytest.approx(list(view.validation))


def test_stopping_keeps_what_was_learned_and_stopping_twice_is_told(panel):
    panel.begin.presses += 1
    wait(lambda: panel.run is not None and panel.run.step > 3)
    stop(panel)
    assert "Stopped after" in panel.status.text
    assert panel.run.step > 3
    panel.begin.presses += 1  # and it can begin anew
    assert panel.busy


def test_of_two_trainings_the_later_one_goes_on(panel):
    other = TrainingPanel(seconds=5, corpus="own")
    other.own.value = OWN
    check_two(panel, other)


@pytest.mark.parametrize(("text", "words"), [("abc", "at least 1,000"), ("a" * 4000, "only “a”"), ("", "at least")])
def test_texts_nothing_can_be_learned_from(panel, text, words):
    panel.own.value = text
    panel.begin.presses += 1
    assert words in problem(panel)
    assert not panel.busy
    assert panel.own.value == text


def test_sizes_that_make_no_sense_are_answered_by_the_doctor(panel):
    for typed, words in (("0", "cannot have 0 units"), ("10000", "million parameters"), ("600", "runs from")):
        panel.hidden.type(typed)
        assert words in problem(panel)
        assert panel.hidden.value == 32
    panel.seconds.type("0")
    assert "Time runs from 5 to 300" in problem(panel)
    with pytest.raises(traitlets.TraitError):
        panel.seconds.value = 0


def test_the_controls_make_the_recipe(panel):
    panel.cell.value, panel.layers.value, panel.window.value = "gru", 2, 80
    panel.dropout.value, panel.masks.value = 0.5, "step"
    recipe = panel.recipe()
    assert (recipe.cell, recipe.layers, recipe.window, recipe.hidden) == ("gru", 2, 80, 32)
    assert (recipe.dropout, recipe.dropout_per_step, recipe.seconds) == (0.5, True, 5)
    assert recipe.rate == live.RATES["gru"]


@pytest.mark.parametrize("cell", ["rnn", "gru"])
def test_other_cells_and_both_kinds_of_masks_train(panel, cell):
    panel.cell.value, panel.dropout.value, panel.masks.value = cell, 0.3, "step"
    panel.begin.presses += 1
    wait(lambda: len(panel.record.validation) > 0)
    stop(panel)


def test_what_to_expect_is_shown_for_the_plays_only():
    panel = TrainingPanel(seconds=60)
    assert len(panel.record.expected) == 20
    assert "The band is what 60 seconds gave before" in panel.status.text
    assert panel.own.layout.display == "none"
    panel.hidden.value = 64
    assert len(panel.record.expected) == 0
    assert "No run with these settings" in panel.status.text
    panel.hidden.value, panel.corpus.value = 256, "own"
    assert len(panel.record.expected) == 0
    assert panel.own.layout.display == ""
    with pytest.raises(TrainingError, match="Nothing is trained"):
        _ = panel.model
    with pytest.raises(TrainingError, match="Nothing is trained yet"):
        _ = panel.vocabulary


def test_a_defect_in_the_thread_is_told(panel, monkeypatch):
    monkeypatch.setattr(live, "begin", lambda *_: 1 / 0)
    check_defect(panel)


def test_a_defect_outside_the_thread_is_told_and_raised(panel, monkeypatch):
    monkeypatch.setattr(panel, "_empty", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        panel.cell.value = "gru"
    assert "This panel has a defect" in problem(panel)
