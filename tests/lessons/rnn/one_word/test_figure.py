"""The drawing of a word being learned says what its record says."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
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
            width, height = float(root.get("width")), float(root.get("height"))
            assert (width <= WIDTH, height <= HEIGHT) == (True, True)
            assert "nan" not in drawing.lower().replace("nance", "")
            assert "<b>" not in drawing
            for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
                x, y, wide, tall = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
                assert 0 <= x <= x + wide <= width
                assert 0 <= y <= y + tall <= height
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


def test_both_curves_are_named_above_them_with_their_values():
    record = shown("hello", 11, 40, 2)
    assert f">mean {record.loss.mean():.2f}</text>" in figures.learning_drawing(record)
    assert f">step 3, target l: {record.loss[2]:.2f}</text>" in figures.learning_cursor(record)


def test_the_share_of_each_target_stands_above_its_step():
    record = shown("axyzwbcxyzwd", 11, 30)
    drawing = figures.learning_drawing(record)
    for t, target in enumerate(record.ids[1:]):
        assert f"{record.p[t, target]:.0%}</text>" in drawing


def test_the_sentence():
    record = shown("hello", 2, 12, 3)
    assert figures.describe_learning(record).startswith("After 12 updates, ")
    assert "cut every 2 steps" in figures.describe_learning(record)
    assert "no cut" in figures.describe_learning(shown("hello", 11, 1))
