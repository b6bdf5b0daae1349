"""Phrases: every control over its values, looking for words, sentences of one's own, bad input."""

import numpy as np
import pytest

from told import problem, refused
from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.phrases import dataset as datasets
from unrolled.lessons.word2vec.phrases.panel import SENTENCE, PhrasesPanel

LINES = ["new york city", "new york", "is a new one", "the one", "a city of the one"] * 9 + ["r s"] * 5 + ["t"] * 300
TABLE = datasets.count(MemoryCorpus.of(LINES))


@pytest.fixture
def panel():
    return PhrasesPanel(TABLE, sentence="In New York city <b>")


def test_every_threshold_and_discount(panel):
    for discount in (0, 1, 5, 17, 50):
        panel.discount.value = discount
        numbers = []
        for power in np.arange(0.4, 4.51, 0.05):
            panel.power.value = float(power)
            view = panel.record
            assert view.threshold == pytest.approx(10 ** round(float(power), 2))
            assert view.discount == discount
            assert view.joined == view.total == (TABLE.scores(discount) > view.threshold).sum()
            assert panel.describe().startswith("Threshold")
            numbers.append(view.joined)
        assert numbers == sorted(numbers, reverse=True)
        assert "<b>" not in panel.drawing()
    for _, power in panel.presets.choices:
        panel.power.value = power
        assert not problem(panel)


def test_the_cursor_goes_down_the_list(panel):
    panel.discount.value, panel.power.value = 0, 0.4
    assert panel.live.last == panel.record.total - 1 > 2
    for index in range(panel.live.last + 1):
        panel.live.cursor = index
        assert panel.record.index == index
        assert f"{panel.record.now.name} scores" in panel.describe()
    panel.power.value = 4.5
    assert panel.live.cursor == panel.live.last == 0


def test_looking_for_a_word(panel):
    panel.live.cursor = 1
    panel.word.value = " New "
    assert {row.name for row in panel.record.rows} >= {"new_york", "a_new", "new_one"}
    assert panel.live.cursor == 0
    panel.power.value = 4.5  # what is looked for stays in the list, joined or not
    assert panel.record.total > 0
    panel.word.value = ""
    assert panel.record.total == 0
    assert "No pair scores more" in panel.drawing()


def test_an_unknown_word_is_told_and_the_list_stays(panel):
    with refused(panel, "is not among"):
        panel.word.value = "citty <b>"
    with refused(panel, "city"):
        panel.word.value = "citty"
    assert panel.word.value == "citty"
    panel.power.value = 1
    assert not problem(panel)
    assert panel.record.word == ""


def test_a_sentence_of_ones_own(panel):
    panel.discount.value, panel.power.value = 0, 1
    panel.sentence.value = "new YORK, 猫 & new york city"
    assert [gap.joined for gap in panel.record.gaps] == [True, False, False, True, False]
    assert "in the sentence new_YORK, new_york." in panel.describe()


@pytest.mark.parametrize(("text", "words"), [("", "two words"), ("York", "two words"), ("a b " * 80, "320 characters")])
def test_bad_sentences_are_told_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.sentence.value = text
    assert panel.sentence.value == text
    panel.discount.type("five <b>")
    assert "is not a number" in problem(panel)


def test_on_the_english_corpus_new_york_is_joined_and_of_the_is_not():
    panel = PhrasesPanel()
    assert {"New_York", "South_Africa", "United_States", "more_than"} <= set(
        panel.describe().partition("in the sentence ")[2].rstrip(".").split(", ")
    )
    panel.sentence.value = "of the"
    assert not panel.record.gaps[0].above
    assert SENTENCE.count("New York") == 1
