"""The panel that trains word vectors: on a tiny corpus of two kinds of words."""

import itertools
import random

import numpy as np
import pytest
import traitlets

from told import problem, refused
from trainings import check_defect, stop_at_the_first_picture, train
from two_kinds import ANIMALS, METALS, lines
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.word_training import panel as widgets
from unrolled.lessons.word2vec.word_training import probe as probes
from unrolled.lessons.word2vec.word_training import recipe as training
from unrolled.lessons.word2vec.word_training.panel import WordTrainingPanel
from unrolled.panels.trainer import TrainingError

PAIRS = tuple((word, kind) for words, kind in ((ANIMALS, "animal"), (METALS, "metal")) for word in words)


CORPUS = MemoryCorpus.of(lines(300))
BEFORE = WordVectors.of([word for word, _ in PAIRS], np.random.default_rng(0).normal(size=(8, 6)), "made by chance")


@pytest.fixture
def panel(monkeypatch):
    monkeypatch.setattr(training, "pace", lambda *_: 1000.0)
    monkeypatch.setattr(training, "affordable", lambda *_: 8.0)
    made = WordTrainingPanel(CORPUS, before=BEFORE, words=PAIRS, near="cat, gold")
    yield made
    made.close()


def test_before_a_training_other_vectors_are_shown(panel):
    view = panel.record
    assert view.passes == 0
    assert view.map.places == pytest.approx(probes.word_map(BEFORE.vectors, BEFORE.vocabulary, words=PAIRS).places)
    assert "trained before" in panel.drawing()
    with pytest.raises(TrainingError, match="Nothing is trained"):
        _ = panel.vectors


@pytest.mark.parametrize("model", ["skip-gram", "cbow"])
def test_a_run_to_its_end_learns_the_kinds(panel, model):
    panel.model.value, panel.window.value = model, 3
    view = train(panel)
    assert view.share == 1
    assert view.passes == 8
    assert view.map.share == 1
    assert {word for word, _ in view.neighbours[0].nearest[:3]} == {"dog", "cow", "fox"}
    assert view.curve[-1, 1] < view.curve[0, 1] or len(view.curve) == 1
    assert view.chance == pytest.approx(6 * np.log(2))
    assert "Done after" in panel.status.text
    assert "such a training was not measured" in panel.status.text  # 3 is not the window of the study
    assert panel.describe() in panel.drawing().replace("&#x27;", "'")
    assert panel.vectors.vectors == pytest.approx(panel.run.inputs)
    assert panel.vectors.about.startswith("Skip-gram, 100" if model == "skip-gram" else "CBOW, 100")


def test_a_run_as_in_the_study_says_what_was_to_be_expected(panel, monkeypatch):
    monkeypatch.setattr(probes, "expected", lambda model, passes: {"kind": (0.0, 0.5), "family": (0.1, 0.2)})
    assert train(panel).expected == {"kind": (0.0, 0.5), "family": (0.1, 0.2)}
    assert "Not as expected: kind." in panel.status.text
    monkeypatch.setattr(probes, "expected", lambda model, passes: {"kind": (0.0, 1.0)})
    train(panel)
    assert "All scores are as expected." in panel.status.text


def test_shuffled_lines_teach_no_kinds(monkeypatch):
    monkeypatch.setenv("UNROLLED_THREADS", "1")  # so that the seed decides
    dice = random.Random(2)
    shuffled = [" ".join(dice.choices(ANIMALS + METALS, k=6)) for _ in range(600)]
    monkeypatch.setattr(training, "pace", lambda *_: 1000.0)
    monkeypatch.setattr(training, "affordable", lambda *_: 8.0)
    panel = WordTrainingPanel(MemoryCorpus.of(shuffled), before=BEFORE, words=PAIRS, near="cat")
    assert train(panel).map.share < 0.7  # by chance 3 of 7
    panel.close()


def test_stopping_keeps_what_was_learned(panel, monkeypatch):
    monkeypatch.setattr(training, "affordable", lambda *_: 1e6)
    monkeypatch.setattr(widgets, "REDRAWN", 0.02)
    stop_at_the_first_picture(panel, monkeypatch)
    assert 0 < panel.record.share < 1
    assert "Stopped after" in panel.status.text
    assert set(panel.record.scores) == {"kind"}
    panel.stop.presses += 1
    assert "Nothing is in training" in problem(panel)


def test_words_can_be_asked_for_before_and_after(panel):
    panel.words.value = "tin"
    assert [near.word for near in panel.record.neighbours] == ["tin"]
    before = panel.record.neighbours[0].nearest
    train(panel)
    panel.words.value = "fox tin"
    assert [near.word for near in panel.record.neighbours] == ["fox", "tin"]
    assert panel.record.neighbours[1].nearest != before


@pytest.mark.parametrize(
    ("text", "words"), [("", "there are 0"), ("a<script>", "not among"), ("golt", "“gold”"), ("x y z", "“x” is not")]
)
def test_bad_words_are_told_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.words.value = text
    assert panel.words.value == text
    panel.begin.presses += 1  # nothing to show neighbours of: the training does not begin
    assert words in problem(panel)
    assert not panel.busy
    panel.words.value = "cat"
    assert not panel.status.problem


def test_every_word_can_be_pointed_at(panel):
    still = panel.live.svg
    for k, (word, kind) in enumerate(PAIRS):
        panel.live.cursor = k
        assert panel.record.cursor == k
        assert f"{word} ({kind}) is nearest to" in panel.describe()
    assert panel.live.last == 7
    assert word in panel.live.layer
    strip = [svg.split("aria-label")[0] + svg.split(">", 1)[1] for svg in (still, panel.live.svg)]
    assert strip[0] == strip[1]


def test_the_controls_make_the_recipe_at_all_their_values(panel):
    sweep = itertools.product(("skip-gram", "cbow"), ("50", "100"), (1, 10), (1, 15))
    for panel.model.value, panel.size.value, panel.window.value, panel.negatives.value in sweep:
        recipe = panel.recipe()
        assert (recipe.model, recipe.size) == (panel.model.value, int(panel.size.value))
        assert (recipe.window, recipe.negatives, recipe.epochs) == (panel.window.value, panel.negatives.value, 1)
    for control, low, high in ((panel.window, 1, 10), (panel.negatives, 1, 15), (panel.seconds, 10, 60)):
        assert (control.low, control.high) == (low, high)
        with pytest.raises(traitlets.TraitError):
            control.value = high + 1
    panel.seconds.type("5")
    assert "Time runs from 10 to 60" in problem(panel)


def test_the_seconds_go_to_the_forecast(monkeypatch):
    asked = []
    monkeypatch.setattr(training, "pace", lambda *_: 1000.0)
    monkeypatch.setattr(training, "affordable", lambda corpus, pace, seconds: asked.append((pace, seconds)) or 1.0)
    panel = WordTrainingPanel(CORPUS, before=BEFORE, words=PAIRS, near="cat", seconds=40)
    train(panel)
    assert asked == [(1000.0, 40)]
    panel.close()


def test_the_corpus_is_read_in_the_thread_at_the_first_start_only(monkeypatch):
    read = []
    monkeypatch.setattr(widgets.english, "corpus", lambda: read.append(1) or CORPUS)
    monkeypatch.setattr(training, "pace", lambda *_: 1000.0)
    monkeypatch.setattr(training, "affordable", lambda *_: 1.0)
    panel = WordTrainingPanel(before=BEFORE, words=PAIRS, near="cat")
    panel.words.value = "golt"
    panel.begin.presses += 1
    panel.finish()
    assert not read  # nobody waits for a corpus only to hear of a misspelt word
    panel.words.value = "cat"
    train(panel)
    train(panel)
    assert len(read) == 1
    panel.close()


def test_a_defect_in_the_thread_is_told(panel, monkeypatch):
    monkeypatch.setattr(training, "pace", lambda *_: 1 / 0)
    check_defect(panel)
    assert panel.run is None
