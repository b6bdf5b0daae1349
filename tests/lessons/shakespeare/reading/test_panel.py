"""Surprise along the text: every text, reader and window, the way to the surprises, and bad input."""

import numpy as np
import pytest
import torch

from readers import untrained
from told import problem, refused
from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.reading import panel as reading
from unrolled.lessons.shakespeare.reading.panel import ReadingPanel
from unrolled.lessons.shakespeare.reading.probe import LONGEST
from unrolled.measuring.surprisal import surprisal
from unrolled.models.ngram import NGram
from unrolled.models.sampler import Sampler

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")
TEXTS = {"Cat": "ANNA:\nthe cat sat on the mat.\n", "Short": "ab", "Dog": "The <b>dog</b> & the dog."}


@pytest.fixture(scope="module")
def readers():
    network = untrained(VOCABULARY, seed=3)
    return {"Large": network, "Fast": Sampler(network), "3-gram": NGram(torch.arange(90), len(VOCABULARY), 3)}


@pytest.fixture
def panel(readers):
    return ReadingPanel(readers, VOCABULARY, TEXTS)


def test_every_text_is_read_by_every_reader(panel, readers):
    assert panel.presets.choices == [[title, text] for title, text in TEXTS.items()]
    for title, text in TEXTS.items():
        panel.text.value = text
        for name, model in readers.items():
            panel.reader.value = name
            view = panel.record
            assert (view.title, view.shown.text, view.reader) == (title, text, name)
            np.testing.assert_array_equal(view.shown.bits, surprisal(model, VOCABULARY, text).bits)
            assert f"{title}, as {name} reads it" in panel.drawing()
            assert panel.live.last == len(text) - 1
    assert not problem(panel)
    assert set(panel.record.means) == set(TEXTS)


def test_every_window_and_place(panel):
    place = panel.live.cursor
    for window in range(10, 201, 5):
        panel.window.value = window
        assert panel.record.window == window
        assert f"mean over the last {window} characters" in panel.drawing()
        assert panel.live.cursor == place
    for k in range(len(TEXTS["Cat"])):
        panel.live.cursor = k
        assert panel.record.shown.cursor == k
        assert panel.describe().startswith(f"Character {k + 1} of {len(TEXTS['Cat'])}")
        assert panel.describe() in panel.drawing()


def test_it_starts_on_the_greatest_surprise_and_goes_on_to_the_next(panel):
    order = np.argsort(-panel.record.shown.bits, kind="stable").tolist()
    order.remove(0)
    assert panel.live.cursor == order[0]
    seen = []
    for _ in range(len(order) + 1):
        panel.surprise.presses += 1
        seen.append(panel.live.cursor)
    assert seen == [*order, order[0]]
    panel.text.value = TEXTS["Dog"]
    first = panel.live.cursor
    panel.surprise.presses += 1
    assert panel.live.cursor != first  # a new text begins on the first, so a press goes to the second
    panel.live.cursor = 3
    panel.surprise.presses += 1
    assert panel.live.cursor == first


def test_a_move_keeps_the_picture_and_texts_to_choose_from_are_read_once(panel, monkeypatch):
    sent = []
    panel.live.observe(lambda change: sent.append(change.name))
    panel.live.cursor = 2
    assert "svg" not in sent
    monkeypatch.setattr(reading.probes, "read_all", None)
    for text in TEXTS.values():
        panel.text.value = text
    assert not problem(panel)


def test_what_the_learner_types_is_read_and_escaped(panel):
    panel.text.value = "Say <b>& the cat"
    assert not problem(panel)
    assert panel.record.title == "yours"
    assert set(panel.record.means) == {*TEXTS, "yours"}
    for k in range(len(panel.text.value)):
        panel.live.cursor = k
        assert "<b>" not in panel.drawing()
        assert "&lt;" in panel.drawing()
        assert "& the" not in panel.drawing()
    panel.text.value = TEXTS["Cat"]
    assert set(panel.record.means) == set(TEXTS)


def test_bad_input_is_told_and_the_last_picture_stays(panel):
    for text, words in (("", "empty"), ("ab ж", "“ж” (place 4)"), ("a" * (LONGEST + 1), f"{LONGEST + 1:,}")):
        with refused(panel, words):
            panel.text.value = text
    panel.window.type("wide")
    assert "not a number" in problem(panel)
    panel.text.value = "a"
    assert not problem(panel)
    panel.surprise.presses += 1
    assert panel.describe() == "Character 1 of 1, a: nothing stands before it."


def test_the_texts_of_the_course():
    found = reading.texts()
    held = shakespeare.plays()
    for name, (title, words) in reading.FAMOUS.items():
        assert title in {*shakespeare.VALIDATION, *shakespeare.TEST}
        assert found[name] in held[title]
        assert words in found[name]
        assert found[name].split("\n")[0].endswith(":")
    for text in found.values():
        assert reading.LENGTH / 2 < len(text) <= LONGEST
        shakespeare.vocabulary().encode(text)
