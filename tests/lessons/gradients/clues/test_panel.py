"""The sky and French: every distance, study and sentence; a training of one's own, in its thread."""

import time

import pytest
import torch

from told import problem, refused
from trainings import stop, train
from unrolled.lessons.gradients.clues import dataset as task
from unrolled.lessons.gradients.clues import recipe as training
from unrolled.lessons.gradients.clues.panel import FRENCH, SKY, STUDIES, CluesPanel
from unrolled.models import CharRNN
from unrolled.training.results import load_results


@pytest.fixture(scope="module")
def models():
    torch.manual_seed(0)
    return {cell: CharRNN(len(task.WORDS), 5, 1, cell).eval() for cell in training.CELLS}


@pytest.fixture
def panel(models):
    made = CluesPanel(models, load_results("clues"), seconds=5)
    yield made
    made.close()


def test_it_starts_with_the_slides_sentence(panel):
    assert panel.text.value == FRENCH
    assert (panel.record.distance, panel.record.answer) == (7, "French")
    assert panel.live.cursor == 3


def test_every_distance_has_its_sentence(panel):
    for distance in range(4, 201, 7):
        panel.distance.value = distance
        assert panel.record.distance == distance
        assert panel.live.cursor == distance - 4
        assert panel.describe() in panel.drawing()
        assert panel.status.text.startswith(f"{distance} words apart, LSTM gets ")
    assert not problem(panel)


def test_every_study_is_drawn_from_three_seeds(panel):
    for _, study in STUDIES:
        panel.study.value = study
        measured = panel.record.measured
        assert f"{measured.scored} {measured.updates}" == study
        assert {rows.shape for rows in measured.shares.values()} == {(3, len(training.DISTANCES))}


def test_the_slides_two_sentences(panel):
    panel.text.value = SKY
    assert (panel.record.answer, panel.record.distance, panel.distance.value) == ("sky", 4, 4)
    assert panel.text.value == SKY  # the slider followed, and made no sentence of its own
    panel.text.value = FRENCH
    assert (panel.distance.value, panel.text.value) == (7, FRENCH)


def test_another_sentence_has_the_same_distance_and_another_country(panel):
    panel.distance.value = 30
    before = panel.record
    panel.another.presses += 1
    assert panel.record.distance == 30
    assert panel.record.answer != before.answer


def test_a_reset_of_the_other_controls_draws_once(panel, monkeypatch):
    panel.text.value, panel.study.value, panel.cell.value = SKY, "answer 250", "rnn"
    assert panel.more.differ == 3
    shown, before = [], panel.live.show
    monkeypatch.setattr(panel.live, "show", lambda record: (shown.append(record), before(record)))
    panel.more.reset()
    assert len(shown) == 1
    assert (panel.text.value, panel.distance.value, panel.record.distance) == (FRENCH, 7, 7)


def test_a_move_of_the_slider_draws_once(panel, monkeypatch):
    shown, before = [], panel.live.show
    monkeypatch.setattr(panel.live, "show", lambda record: (shown.append(record), before(record)))
    panel.distance.value = 30
    panel.live.cursor = 12
    assert [record.distance for record in shown] == [30, 16]


def test_a_click_on_the_chart_moves_the_slider(panel):
    panel.live.cursor = 60
    assert panel.distance.value == panel.record.distance == 64


def test_a_sentence_of_ones_own(panel):
    panel.text.value = "I grew up in Japan, and Tom visited Italy and I speak fluent"
    assert panel.record.answer == "Japanese"
    assert panel.distance.value == 9
    panel.text.value = "Nina sang"
    assert "without a clue" in panel.describe()
    assert not problem(panel)


@pytest.mark.parametrize(
    ("text", "words"), [("", "empty"), ("hello world", "“hello” (word 1)"), ("and " * 230, "230 words")]
)
def test_bad_sentences_are_told_and_the_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.text.value = text


@pytest.mark.parametrize("typed", ["3", "201", "x"])
def test_other_distances_are_told(panel, typed):
    panel.distance.type(typed)
    assert "Distance" in problem(panel)


@pytest.mark.parametrize("cell", training.CELLS)
def test_the_controls_make_the_recipe(panel, cell):
    panel.cell.value, panel.longest.value, panel.seconds.value = cell, 20, 40
    assert panel.recipe() == training.Recipe(cell, "answer", 20, steps=None, seconds=40)


def test_a_training_ends_answers_and_is_drawn(panel):
    panel.cell.value, panel.longest.value = "gru", 5
    train(panel)
    assert panel.record.readers[-1].name == "yours"
    assert panel.record.live.shape == (len(training.DISTANCES),)
    assert panel.run.step >= 1
    assert "updates in" in panel.status.text
    assert "yours" in panel.drawing()
    panel.text.value = SKY  # and it goes on answering
    assert panel.record.readers[-1].name == "yours"


def test_stop_keeps_what_was_learned_and_twice_is_told(panel):
    panel.begin.presses += 1
    panel.begin.presses += 1
    assert "under way here" in problem(panel)
    time.sleep(0.5)
    panel.distance.value = 20  # the picture still moves
    assert panel.record.distance == 20
    stop(panel)
    assert panel.run.step >= 1
    assert panel.record.distance == 20
