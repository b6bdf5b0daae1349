"""Surprise along the text: curves, the table of means, the words that cost most, and the place pointed at."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.shakespeare.reading import figure as figures
from unrolled.lessons.shakespeare.reading.probe import reading
from unrolled.measuring.records.surprisal import Surprisal

TEXT = "ANNA:\nThe <b>telephone</b> & the telephone, it rang and rang.\n"


def read(text, scale):
    T = len(text)
    bits = np.abs(np.sin(np.arange(T))) * scale
    bits[0] = 0
    candidates = ((), *([(c, 0.1) for c in "e\n <&abcdfg"] for _ in text[1:]))
    return Surprisal(text, bits, np.arange(T), bits / 2, candidates, 0)


def shown(text=TEXT, cursor=11, reader="Large <b>", readers=("Large <b>", "Small", "5-gram"), window=10, title="Phone"):
    reads = {name: read(text, 2 + 2 * k) for k, name in enumerate(readers)}
    means = {"Phone": dict.fromkeys(readers, 1.0), "Today": dict.fromkeys(readers, 2.25)}
    return reading(reads, reader, window, title=title, means=means, cursor=cursor)


EXAMPLES = {
    "reading.reading_drawing": lambda: figures.reading_drawing(shown()),
    "reading.reading_cursor": lambda: figures.reading_cursor(shown()),
}


def test_every_character_can_be_clicked_and_a_move_leaves_the_picture():
    drawn = figures.reading_drawing(shown())
    assert re.findall(r'data-pick="(\d+)"', drawn) == [str(k) for k in range(len(TEXT))]
    assert drawn == figures.reading_drawing(shown(cursor=3))


def test_curves_go_through_the_means():
    view = shown()
    drawn = figures.reading_drawing(view)
    for name, curve in view.curves.items():
        escaped = name.replace("<", "&lt;").replace(">", "&gt;")
        points = re.search(rf'd="M([^"]+)"[^>]*data-part="{escaped}"', drawn)[1].split("L")
        there = np.flatnonzero(~np.isnan(curve))
        assert len(points) == len(there)
        x, y = map(float, points[-1].split())
        assert x == pytest.approx(figures.RIGHT)
        tall = figures.FOOT - figures.TOP
        assert (figures.FOOT - y) / tall * figures._most(view) == pytest.approx(curve[-1], abs=0.02)


@pytest.mark.parametrize(("scale", "most"), [(1, 4), (3, 4), (9, 6), (41, 28)])
def test_the_scale_is_even_and_holds_all_curves(scale, most):
    view = replace(shown(), curves={"A": np.array([np.nan, scale * 0.65])})
    assert figures._most(view) == most


def test_the_means_are_those_of_the_reader_shown():
    drawn = figures.reading_drawing(shown())
    assert drawn.count(">2.25<") == 1
    assert ">1.00<" not in drawn  # the text shown is measured, whatever the table said of it
    assert "Mean bits a character, Large &lt;b&gt;" in drawn
    mine = figures.reading_drawing(shown(title="yours"))
    assert mine.count(">1.00<") == mine.count(">2.25<") == 1
    assert ">yours<" in mine
    assert ">–<" in figures.reading_drawing(shown(text="a"))


def test_the_readers_own_words_are_told():
    small, large = (figures.reading_drawing(shown(reader=name)) for name in ("Small", "Large <b>"))
    assert "What cost Small most" in small
    assert "Phone, as Small reads it" in small
    assert small.split("What cost")[1] != large.split("What cost")[1]
    assert ">telephone, 2nd time<" in small
    assert ">telephone<" in small
    assert "No words in this text" in figures.reading_drawing(shown(text="… ?!"))
    assert ">" + "x" * 19 + "…<" in figures.reading_drawing(shown(text="x" * 40))


@pytest.mark.parametrize("text", ["a", "ab", "\n", "a" * 54 * figures.ROWS, "abc\n" * (figures.ROWS - 1)], ids=len)
def test_texts_of_any_length_fit(text):
    view = shown(text=text, cursor=len(text) - 1)
    for drawn in (figures.reading_drawing(view), figures.reading_cursor(view)):
        assert "nan" not in drawn
        height = float(re.search(r'height="(\d+)" role', drawn)[1])
        assert all(float(y) <= height for y in re.findall(r' y="([\d.]+)"', drawn))


def test_the_cursor_stands_in_text_and_plot():
    ends = []
    for k in (0, len(TEXT) - 1):
        drawn = figures.reading_cursor(shown(cursor=k))
        ends.append(float(re.search(r'<rect x="([\d.]+)" y="28" width="2"', drawn)[1]) + 1)
    assert ends == [figures.LEFT, figures.RIGHT]


def test_what_came_and_what_was_expected():
    drawn = figures.reading_cursor(shown(cursor=10))
    assert "Came: &lt;," in drawn
    assert "10th likeliest" in drawn
    assert "Expected: e 10 %,  ⏎ 10 %,  ␣ 10 %,  &lt; 10 %,  &amp; 10 %" in drawn
    assert "Nothing stands before" in figures.reading_cursor(shown(cursor=0))


def test_what_is_said():
    view = shown(cursor=10)
    assert figures.describe_reading(view) == (
        "Character 11 of 62, <: 1.1 bits for Large <b>; means of the text: "
        + ", ".join(f"{name} {bits:.2f}" for name, bits in view.means["Phone"].items()) + "."
    )  # fmt: skip
    assert figures.describe_reading(shown(cursor=0)) == "Character 1 of 62, A: nothing stands before it."
