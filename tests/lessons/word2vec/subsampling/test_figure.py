"""Subsampling, drawn: curves, shares, and a passage with its gaps."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.word2vec.subsampling import figure as figures
from unrolled.lessons.word2vec.subsampling.record import Subsampling, Token

TOKENS = (Token(0, 3, 0, 100, 0.2, False), Token(4, 8, 0, 7, 1.0, True), Token(13, 4, 0, 0, 0.0, False),
          Token(18, 3, 1, 9, 0.9, True))  # fmt: skip


def shown(threshold=1e-3, index=1, **changes):
    shares = np.geomspace(1e-6, 0.1, 21)
    made = Subsampling(
        threshold, "paper", shares, {"paper": np.sqrt(shares[::-1]), "program": shares[::-1]},
        (("the", 0.05, 0.1), ("<b>", 1e-5, 1.0)), 0.77, ("the", "of"), 0.22, 0.059, 5, 6.8, 39_530,
        "The <b>house zulu\nsea.", TOKENS, 1000, index,
    )  # fmt: skip
    return replace(made, **changes)


EXAMPLES = {
    "subsampling.subsampling_drawing": lambda: figures.subsampling_drawing(shown()),
    "subsampling.subsampling_cursor": lambda: figures.subsampling_cursor(shown()),
}


def test_every_word_can_be_clicked_and_gaps_are_struck():
    drawn = figures.subsampling_drawing(shown())
    assert re.findall(r'data-pick="(\d+)"', drawn) == ["0", "1", "2", "3"]
    assert drawn.count('data-part="struck"') == 1
    assert drawn.count('data-part="unknown"') == 1
    assert "1 of 3 words left out" in drawn


def test_the_picture_stays_while_the_cursor_moves():
    assert figures.subsampling_drawing(shown()) == figures.subsampling_drawing(shown(index=3))
    assert figures.subsampling_cursor(shown()) != figures.subsampling_cursor(shown(index=3))


def test_points_stand_on_their_chance_and_bars_are_shares():
    drawn = figures.subsampling_drawing(shown())
    dots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', drawn)]
    tall = figures.BOTTOM - figures.TOP
    assert [round((figures.BOTTOM - y) / tall, 3) for _, y in dots] == [0.1, 1.0]
    assert dots[1][0] == pytest.approx(figures.LEFT + (figures.RIGHT - figures.LEFT) / 5, abs=0.01)
    wide = figures.BAR_RIGHT - figures.BAR
    bars = re.findall(r'width="([\d.]+)" height="18"[^>]*data-part="share-\d"', drawn)
    assert [round(float(w) / wide, 2) for w in bars] == [0.77, 0.22, 0.06]


def test_a_passage_of_as_many_lines_as_there_is_room_for_stays_inside():
    text = "a " * 30 + "\n" * (figures.ROWS - 1) + "end"
    assert figures.rows(text) == figures.ROWS
    assert figures.rows(text + " " + "b" * 200) > figures.ROWS
    last = figures._grid(shown(text=text)).bottom
    assert last <= figures.HEIGHT


def test_the_word_pointed_at_in_words():
    assert figures.word_now(shown(index=0)) == (
        "“The” comes 100 times, kept with 20 %: left out here, no centre and in no window"
    )
    assert figures.word_now(shown(index=1)).endswith("kept, 0 words in its widest window")
    assert "not in the vocabulary" in figures.word_now(shown(index=2))
    assert figures.describe_subsampling(shown(index=3)) == (
        "At t = 10⁻³ 77 % of the corpus stay; the ten most frequent words are 5.9 % of that, before 22 %; a window of "
        "5 words reaches 6.8 words far; “sea” comes 9 times, kept with 90 %: kept, 0 words in its widest window."
    )


def test_the_window_is_framed():
    line = tuple(replace(token, line=0, kept=True, count=5) for token in TOKENS)
    assert figures.subsampling_cursor(shown(tokens=line)).count("predicted") == 3
    assert "reaches no words" in figures.describe_subsampling(shown(reach=float("nan")))


@pytest.mark.parametrize(
    ("threshold", "words"),
    [(0.1, "off"), (0, "off"), (1e-3, "10⁻³"), (1e-6, "10⁻⁶"), (0.00025119, "2.5 · 10⁻⁴"), (0.0794, "7.9 · 10⁻²")],
)
def test_thresholds_in_words(threshold, words):
    assert figures.power(threshold) == words
