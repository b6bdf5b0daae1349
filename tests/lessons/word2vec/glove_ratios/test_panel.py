"""The panel of ratios: on a small corpus."""

import pytest
import traitlets

from told import refused
from unrolled.datasets import word_counts
from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.glove_ratios.panel import QUESTIONS, GloveRatioPanel
from unrolled.lessons.word2vec.glove_ratios.probe import read_question

LINES = ["ice is very cold and solid"] * 9 + ["steam is a hot gas"] * 9 + ["water water everywhere", "fashion"]
CORPUS = MemoryCorpus.of(LINES)


@pytest.fixture
def panel():
    return GloveRatioPanel(CORPUS)


def test_it_starts_with_the_papers_question(panel):
    view = panel.record
    assert view.words == ("ice", "steam")
    assert [row.word for row in view.rows] == ["solid", "gas", "water", "fashion"]
    assert [row.side for row in view.rows] == [1, -1, 0, 0]
    assert view.window == 10
    assert panel.describe() in panel.drawing().replace("&#x27;", "'")
    assert "fashion none (near neither)" in panel.describe()


def test_the_window_at_all_its_values(panel):
    solid = []
    for panel.window.value in range(1, 11):
        assert panel.record.window == panel.window.value
        solid.append(panel.record.rows[0].first)
    assert solid == [0, 0, 0, 0, 9, 9, 9, 9, 9, 9]
    with pytest.raises(traitlets.TraitError):
        panel.window.value = 11


def test_another_question(panel):
    panel.question.value = "Solid gas: IS a"
    assert panel.record.words == ("solid", "gas")
    assert [row.word for row in panel.record.rows] == ["is", "a"]
    assert not panel.status.problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a colon"),
        ("ice ice: gas", "two different"),
        ("ice steam: solit", "“solid”"),
        ("fashion ice: gas", "“fashion” always stands alone"),
        ("<b> ice: gas", "“<b>” is not among"),
        ("лёд пар: вода", "“лёд” is not among"),
    ],
)
def test_bad_questions_are_told_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.question.value = text
    assert panel.question.value == text
    panel.question.value = "ice steam: hot"
    assert not panel.status.problem


def test_the_presets_ask_for_words_of_the_english_corpus(panel):
    counts = word_counts.counts()
    assert [value for _, value in panel.presets.choices] == list(QUESTIONS.values())
    for text in QUESTIONS.values():
        two, looked_for = read_question(text)
        assert all(word in counts for word in (*two, *looked_for))


def test_the_corpus_is_not_shared_between_panels(panel):
    other = GloveRatioPanel(MemoryCorpus.of(["ice is nice", "steam is"]), question="ice steam: nice", window=2)
    assert other.record.corpus == 5
    assert panel.record.corpus != 5
