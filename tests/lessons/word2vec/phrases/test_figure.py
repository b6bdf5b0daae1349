"""Phrases, drawn: the list, the sum of a score, both curves, and a sentence with its frames."""

import re
from dataclasses import replace
from math import log10

import numpy as np
import pytest

from unrolled.lessons.word2vec.phrases import figure as figures
from unrolled.lessons.word2vec.phrases.record import Gap, Pair, Phrases

ROWS = (
    Pair("new", "york", 587, (4039, 602), 0.7089, 821.0, 2685, 682, True),
    Pair("a", "<b>", 6, (10, 20), 0.00005, 3.5, 9, 30_000, False),
)


def shown(index=0, **changes):
    thresholds = np.geomspace(2, 50_000, 5)
    sentence, gaps = ("New", "York", "city", "<b>x"), (
        Gap(821.0, True, True), Gap(150.0, True, False), Gap(float("nan"), False, False),
    )  # fmt: skip
    made = Phrases(
        100.0, 5.0, "", ROWS, 12, 99, 12 + index, thresholds, np.array([9e4, 1e4, 900, 50, 0]),
        np.array([0.9, 0.5, 0.2, 0.1, 0]), 7_642, 0.19, 3_430_024, sentence, gaps,
    )  # fmt: skip
    return replace(made, **changes)


EXAMPLES = {
    "phrases.phrases_drawing": lambda: figures.phrases_drawing(shown()),
    "phrases.phrases_cursor": lambda: figures.phrases_cursor(shown()),
}


def test_rows_can_be_clicked_and_only_joined_ones_are_one_word():
    drawn = figures.phrases_drawing(shown())
    assert re.findall(r'data-pick="(\d+)"', drawn) == ["12", "13"]
    assert ">new_york<" in drawn
    assert ">a &lt;b&gt;<" in drawn
    assert "13 to 14 of 99" in drawn
    for words in ("587", "4,039", "602", "821", "682."):
        assert f">{words}<" in drawn


def test_the_cursor_stands_on_its_row_and_the_list_stays():
    assert figures.phrases_drawing(shown()) == figures.phrases_drawing(shown(1))
    heights = [float(re.search(r'<rect x="1.5" y="([\d.]+)"', figures.phrases_cursor(shown(k)))[1]) for k in (0, 1)]
    assert heights[1] - heights[0] == figures.ROW


def test_the_score_as_a_sum():
    over = figures.phrases_cursor(shown())
    assert "new_york: (587 − 5) · 3,430,024 / (4,039 · 602) = 821: joined." in over
    assert "would stand side by side 0.7 times, not 587." in over
    assert "= 3.5: not joined." in figures.phrases_cursor(shown(1))
    assert "side by side under 0.1 times" in figures.phrases_cursor(shown(1))


def test_an_empty_list_is_said_so():
    empty = shown(rows=(), total=0, first=0, index=0)
    assert "No pair scores more than 100" in figures.phrases_drawing(empty)
    assert "no pair with it" in figures.phrases_drawing(replace(empty, word="<b>"))
    assert "<rect" not in figures.phrases_cursor(empty)


def test_a_joined_pair_has_one_frame_and_scores_stand_between():
    drawn = figures.phrases_drawing(shown())
    frame = re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*data-part="joined"', drawn)
    boxes = figures.places(shown())
    assert float(frame[1]) == boxes[0][0] + 1
    assert float(frame[2]) == pytest.approx(boxes[1][0] + boxes[1][2] - boxes[0][0] - 2)
    assert drawn.count('data-part="joined"') == 1
    assert len(re.findall(r'height="30" fill="none"[^>]*stroke-width="1.5"', drawn)) == 2  # of the two words alone
    assert ">·<" in drawn
    assert ">150<" in drawn


def test_words_do_not_leave_the_picture_and_pairs_stay_in_one_line():
    words = (*["abcdefghijkl"] * 20, "x" * 240)
    gaps = tuple(Gap(200.0, True, k % 2 == 1) for k in range(20))
    view = shown(sentence=words, gaps=gaps)
    boxes = figures.places(view)
    assert all(x + wide <= figures.WIDTH for x, _, wide in boxes)
    for k in range(1, 19, 2):  # six words fit a line, so that the sixth waits for its partner
        assert boxes[k][1] == boxes[k + 1][1]
    drawn = figures.phrases_drawing(view)
    tall = int(re.search(r'height="(\d+)" role', drawn)[1])
    below = [float(y) for y in re.findall(r'y="([\d.]+)"', drawn)]
    assert max(below) <= tall
    shown_words = drawn.count(">abcdefghijkl<")
    assert 0 < shown_words < 20
    assert f"{21 - shown_words} more words are not shown" in drawn
    assert "more words" not in figures.phrases_drawing(shown())


def test_the_mark_stands_at_the_threshold():
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*data-part="now"', figures.phrases_drawing(shown()))
    ((x, y),) = marks
    assert float(x) == pytest.approx(figures.PLOT.at(100.0, 1)[0], abs=0.01)
    top, bottom = figures.PLOT.top, figures.PLOT.bottom
    assert float(y) == pytest.approx(bottom - (bottom - top) * log10(shown().joined) / 5, abs=0.01)


def test_the_description():
    assert figures.describe_phrases(shown()) == (
        "Threshold 100, discount 5: 7,642 pairs are joined, with at most 19 % of all words; new_york scores 821; "
        "in the sentence New_York."
    )
    assert figures.number(-3.25) == "−3.2"
