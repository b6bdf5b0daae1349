"""The sky and French: every distance, study and sentence; a training of one's own, in its thread."""

import time

import pytest
import torch
from told import problem

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
    assert (panel.view().distance, panel.view().answer) == (7, "French")
    assert panel.live.cursor == 3


def test_every_distance_has_its_sentence(panel):
    for distance in range(4, 201, 7):
        panel.distance.value = distance
        assert panel.view().distance == distance
        assert panel.live.cursor == distance - 4
        assert panel.describe() in panel.drawing()
    assert not problem(panel)


def test_every_study_is_drawn_from_three_seeds(panel):
    for _, study in STUDIES:
        panel.study.value = study
        measured = panel.view().measured
        assert f"{measured.scored} {measured.updates}" == study
        assert {rows.shape for rows in measured.shares.values()} == {(3, len(training.DISTANCES))}


def test_the_slides_two_sentences(panel):
    panel.text.value = SKY
    assert (panel.view().answer, panel.view().distance, panel.distance.value) == ("sky", 4, 4)
    assert panel.text.value == SKY  # the slider followed, and made no sentence of its own
    panel.text.value = FRENCH
    assert (panel.distance.value, panel.text.value) == (7, FRENCH)


def test_another_sentence_has_the_same_distance_and_another_country(panel):
    panel.distance.value = 30
    before = panel.view()
    panel.another.presses += 1
    assert panel.view().distance == 30
    assert panel.view().answer != before.answer


def test_a_click_on_the_chart_moves_the_slider(panel):
    panel.live.cursor = 60
    assert panel.distance.value == panel.view().distance == 64


def test_a_sentence_of_ones_own(panel):
    panel.text.value = "I grew up in Japan, and Tom visited Italy and I speak fluent"
    assert panel.view().answer == "Japanese"
    assert panel.distance.value == 9
    panel.text.value = "Nina sang"
    assert "without a clue" in panel.describe()
    assert not problem(panel)


@pytest.mark.parametrize(
    ("text", "words"), [("", "empty"), ("hello world", "“hello” (word 1)"), ("and " * 230, "230 words")]
)
def test_bad_sentences_are_told_and_the_picture_stays(panel, text, words):
    before = panel.drawing()
    panel.text.value = text
    assert words in problem(panel)
    assert panel.drawing() == before


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
    panel.begin.presses += 1
    panel.finish()
    assert panel.error is None
    assert panel.view().readers[-1].name == "yours"
    assert panel.view().live.shape == (len(training.DISTANCES),)
    assert panel.run.step >= 1
    assert "updates in" in panel.status.text
    assert "yours" in panel.drawing()
    panel.text.value = SKY  # and it goes on answering
    assert panel.view().readers[-1].name == "yours"


def test_stop_keeps_what_was_learned_and_twice_is_told(panel):
    panel.begin.presses += 1
    panel.begin.presses += 1
    assert "under way here" in problem(panel)
    time.sleep(0.5)
    panel.distance.value = 20  # the picture still moves
    assert panel.view().distance == 20
    panel.stop.presses += 1
    panel.finish()
    assert panel.error is None
    assert panel.run.step >= 1
    assert panel.view().distance == 20
    panel.stop.presses += 1
    assert "Nothing is in training" in problem(panel)
