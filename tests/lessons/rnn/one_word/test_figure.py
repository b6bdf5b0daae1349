"""The drawing of a word being learned says what its record says."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from unrolled.lessons.rnn.one_word import figure as figures
from unrolled.lessons.rnn.one_word import probe as probes
from unrolled.lessons.rnn.one_word import recipe as one_word


def shown(word="he<b>o", window=2, updates=12, step=1):
    run = one_word.begin(word, hidden=4, seed=0, window=window)
    before = probes.look(run, word)
    one_word.advance(run, word, updates)
    return probes.point_at(probes.look(run, word, before), step)


EXAMPLES = {
    "one_word.learning_drawing": lambda: figures.learning_drawing(shown()),
    "one_word.learning_cursor": lambda: figures.learning_cursor(shown()),
}


@pytest.mark.parametrize("word", ["ab", "aa", "hello", "he<b>o", "abcdefghijkl"])
@pytest.mark.parametrize("window", [1, 3, 11])
def test_nothing_leaves_the_picture(word, window):
    for step in (0, len(word) - 2):
        record = shown(word, window, 3, step)
        for drawing in (figures.learning_drawing(record), figures.learning_cursor(record)):
            root = ElementTree.fromstring(drawing)
            assert "nan" not in drawing.lower().replace("nance", "")
            assert "<b>" not in drawing
            for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
                x, y, wide, tall = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
                assert 0 <= x <= x + wide <= 1060
                assert 0 <= y <= y + tall <= float(root.get("height"))
            assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing)) >= 14


def test_cuts_and_verdicts_are_drawn():
    record = shown("hello", 2, 12)
    drawing = figures.learning_drawing(record)
    assert drawing.count(">cut<") == 1
    assert figures.learning_drawing(shown("hello", 1, 12)).count(">cut<") == 3
    assert figures.learning_drawing(shown("hello", 11, 12)).count(">cut<") == 0
    assert drawing.count("✓") == record.right.sum()
    assert drawing.count("✗") == (~record.right).sum()
    assert drawing.count(">0</text>") >= 2  # beyond the cut nothing is felt


def test_the_still_picture_does_not_move_with_the_pointer():
    record = shown("hello", 2, 12)
    assert len({str(figures.learning_drawing(probes.point_at(record, t))) for t in range(4)}) == 1
    assert len({str(figures.learning_cursor(probes.point_at(record, t))) for t in range(4)}) == 4


def test_the_axis_of_updates_grows_by_doubling():
    record = shown("hello", 11, 301)
    assert ">600</text>" in figures.learning_drawing(record)
    assert ">300</text>" in figures.learning_drawing(shown("hello", 11, 300))


def test_labels_at_the_end_of_curves_never_touch():
    for first in range(0, 100, 7):
        for second in range(0, 100, 5):
            a, b = figures._apart(first, second, 90)
            assert abs(a - b) >= 17.9
            assert max(a, b) <= 90.001


def test_the_sentence():
    record = shown("hello", 2, 12, 3)
    assert figures.describe_learning(record).startswith("After 12 updates, ")
    assert "cut every 2 steps" in figures.describe_learning(record)
    assert "no cut" in figures.describe_learning(shown("hello", 11, 1))
