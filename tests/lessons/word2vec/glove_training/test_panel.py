"""The panel that trains GloVe: on a tiny corpus of two kinds of words."""

from dataclasses import replace

import numpy as np
import pytest
import traitlets

from told import problem, refused
from trainings import check_defect, stop_at_the_first_picture, train
from two_kinds import ANIMALS, METALS, lines
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.glove_training import panel as widgets
from unrolled.lessons.word2vec.glove_training import recipe as training
from unrolled.lessons.word2vec.glove_training.panel import GlovePanel
from unrolled.panels.trainer import TrainingError


def tiny():
    return MemoryCorpus.of([*lines(60), " ".join(ANIMALS + METALS)])


BESIDE = {"Other": WordVectors.of(["cat", "dog", "zebra"], np.eye(3), "three words")}


@pytest.fixture
def panel(monkeypatch):
    made = GlovePanel(tiny(), beside=BESIDE, near="cat, gold")
    recipe = made.recipe
    monkeypatch.setattr(made, "recipe", lambda: replace(recipe(), steps=80, rate=0.05))
    yield made
    made.close()


def test_before_a_training_the_others_are_there(panel):
    own, other = panel.record.columns
    assert own.neighbours == ()
    assert [near.word for near in other.neighbours] == ["cat", "gold"]
    assert other.neighbours[0].nearest[0][0] == "dog"  # zebra is not in the corpus
    assert other.neighbours[1].nearest == ()
    assert "not trained yet" in panel.drawing()
    with pytest.raises(TrainingError, match="Nothing is trained"):
        _ = panel.vectors


def test_a_run_to_its_end_learns_the_kinds(panel):
    view = train(panel)
    own = view.columns[0]
    assert (own.at_home, own.kinds) == (8, 8)
    assert {word for word, _ in own.neighbours[0].nearest[:3]} == {"dog", "cow", "fox"}
    assert view.steps == 80
    assert view.curve[-1, 1] < view.constant
    assert view.pairs.sum() == pytest.approx(1)
    assert view.weight.sum() == pytest.approx(1)
    assert "Done after" in panel.status.text
    assert "8 of 8 words" in panel.status.text
    assert panel.vectors.vectors == pytest.approx(panel.model.vectors.numpy())
    assert panel.describe() in panel.drawing()


def test_the_pairs_are_counted_once(panel, monkeypatch):
    train(panel)
    monkeypatch.setattr(widgets, "counted", lambda *_: 1 / 0)
    train(panel)


def test_the_weights_follow_their_sliders_at_all_values(panel):
    train(panel)
    drawn = set()
    for panel.power.value in np.linspace(0, 1, 21):
        assert panel.record.power == pytest.approx(panel.power.value)
        drawn.add(panel.drawing())
    assert len(drawn) == 21
    panel.power.value = 0
    assert panel.record.weight == pytest.approx(panel.record.pairs)
    for panel.most.value in (1, 50, 100):
        assert panel.record.most == panel.most.value
        assert f"x_max = {panel.most.value:g}" in panel.drawing()
    with pytest.raises(traitlets.TraitError):
        panel.most.value = 0


def test_the_controls_make_the_recipe():
    panel = GlovePanel(tiny(), beside={}, near="cat", seconds=30)
    for panel.size.value in ("25", "50", "100"):
        assert panel.recipe().size == int(panel.size.value)
    panel.most.value, panel.power.value = 100, 0.5
    recipe = panel.recipe()
    assert (recipe.most, recipe.power, recipe.seconds, recipe.steps) == (100, 0.5, 30, None)
    panel.seconds.type("1")
    assert "Time runs from 5 to 60" in problem(panel)


def test_stopping_keeps_what_was_learned(panel, monkeypatch):
    recipe = panel.recipe()
    monkeypatch.setattr(panel, "recipe", lambda: replace(recipe, steps=10_000_000))
    monkeypatch.setattr(widgets, "REDRAWN", 0.02)
    stop_at_the_first_picture(panel, monkeypatch)
    assert "Stopped after" in panel.status.text
    assert panel.record.columns[0].neighbours
    panel.stop.presses += 1
    assert "Nothing is in training" in problem(panel)


def test_words_can_be_asked_for_before_and_after(panel):
    panel.words.value = "tin"
    assert panel.record.columns[1].neighbours[0].word == "tin"
    train(panel)
    panel.words.value = "fox, tin"
    assert [near.word for near in panel.record.columns[0].neighbours] == ["fox", "tin"]


@pytest.mark.parametrize(("text", "words"), [("", "there are 0"), ("golt", "“gold”"), ("<b>", "“<b>” is not among")])
def test_bad_words_are_told_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.words.value = text
    panel.begin.presses += 1
    assert words in problem(panel)
    assert not panel.busy


def test_only_the_most_frequent_words_are_learned():
    panel = GlovePanel(tiny(), beside=BESIDE, words=4, near=tiny().vocabulary.words[0])
    assert len(panel._vocabulary) == 4
    panel.words.value = tiny().vocabulary.words[7]
    assert "among the 4 words here" in problem(panel)


def test_the_shipped_vectors_are_those_of_the_project():
    found = widgets.shipped()
    assert list(found) == ["Skip-gram, shipped", "GloVe, published"]
    assert [vectors.about for vectors in found.values()] == ["8.6 million words", "6 billion words"]
    assert all("france" in vectors for vectors in found.values())


def test_a_defect_in_the_thread_is_told(panel, monkeypatch):
    monkeypatch.setattr(training, "begin", lambda *_: 1 / 0)
    check_defect(panel)
