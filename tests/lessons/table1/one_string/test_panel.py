"""One string, six machines: every place, both comparisons, every preset, and text that cannot be read."""

import xml.etree.ElementTree as ElementTree

import pytest

from told import problem, refused, whole
from unrolled.lessons.table1.one_string import figure as figures
from unrolled.lessons.table1.one_string import panel as panels


@pytest.fixture
def panel():
    return panels.OneStringPanel()


def test_every_place_can_be_pointed_at_in_both_comparisons(panel):
    for compared in ("best", "bits"):
        panel.compare.value = compared
        for place in range(len(panels.VERSE)):
            panel.live.cursor = place
            assert panel.record.cursor == place
            whole(panel, figures.describe_one_string)


def test_the_comparison_keeps_the_place_and_changes_the_sentence(panel):
    panel.live.cursor = 5
    before = panel.describe()
    panel.compare.value = "best"
    assert panel.record.cursor == 5
    assert panel.record.against_best
    assert panel.describe() != before


def test_every_preset_is_read(panel):
    for words in panels.TEXTS.values():
        panel.text.value = words
        assert panel.record.text == words
        whole(panel, figures.describe_one_string)


@pytest.mark.parametrize(("text", "words"), [("", "empty"), ("a" * 201, "201"), ("x € y", "€"), ("a<script>", "“<”")])
def test_bad_text_is_told_and_kept_and_the_last_picture_stays(panel, text, words):
    with refused(panel, words):
        panel.text.value = text
    assert panel.text.value == text
    panel.compare.value = "best"  # of the text in the picture
    assert panel.record.text == panels.VERSE
    panel.text.value = "a & b"
    assert not problem(panel)
    ElementTree.fromstring(panel.drawing())  # the ampersand is escaped
