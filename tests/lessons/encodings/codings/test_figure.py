"""Strips and table of three codings."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.encodings.codings import figure as encodings
from unrolled.lessons.encodings.codings.record import Coding, Encodings

VALUES = np.array([[0.1, -0.2, 0.9, 0.0], [np.nan] * 4, [-0.5, 0.3, 0.2, 0.1]])


def view(bag=False, row=0, column=1):
    one_hot = Coding("one-hot", 3, np.array([0, 2, 1]), 36, 12, 2 / 3, 17, 0, 0, 0)
    hashing = Coding("hashing", 8, np.array([5, 7, 5]), 96, 12, 7 / 8, 0, 0, 0, 2)
    dense = Coding("dense", 4, np.array([0, -1, 9]), 32, 64, 0.0, 99, 1600, 1, 0)
    return Encodings(("<b>cat</b>", "猫", "dog"), 4, 5, bag, True, one_hot, hashing, dense, VALUES, row, column)


EXAMPLES = {
    "codings.encodings_drawing": lambda: encodings.encodings_drawing(view()),
    "codings.encodings_cursor": lambda: encodings.encodings_cursor(view()),
}


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def test_every_number_of_the_table_is_there():
    said = words(encodings.encodings_drawing(view()))
    table = ("36", "12", "67 %", "index 17", "96", "88 %", "nothing", "32", "64", "0 %", "index 99, table 1,600")
    for number in table:
        assert number in said
    assert "the words, 2 share buckets" in said
    assert "1 unknown word" in said
    assert "and 1 more" in said
    assert "a 1 among 3 words" in said


def test_a_bag_loses_the_order():
    said = words(encodings.encodings_drawing(view(bag=True)))
    assert sum(line.startswith("the order") for line in said) == 3
    assert "the order, 1 unknown word" in said


def test_marks_stand_at_their_places():
    drawn = encodings.encodings_drawing(view())
    left, wide = encodings.STRIPS["one-hot"]
    bars = [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*predicted', drawn)]
    assert bars[:3] == pytest.approx([left, left + 2 * wide / 3, left + wide / 3], abs=0.01)
    left, wide = encodings.STRIPS["hashing"]
    assert bars[3:] == pytest.approx([left + wide * 5 / 8, left + wide * 7 / 8, left + wide * 5 / 8], abs=0.01)
    assert "5 as &lt;b&gt;cat&lt;/" in drawn  # the third word shares the bucket of the first


def test_words_that_cannot_be_coded_say_so():
    shown = view()
    lost = replace(shown, one_hot=replace(shown.one_hot, places=np.array([-1, -1, 1]), zeros=np.nan, uncoded=2))
    said = words(encodings.encodings_drawing(lost))
    assert said.count("in no index") == 2
    assert "no vector: it was never trained" in said
    assert "–" in said
    assert not any("nan" in line for line in said)


def test_the_cursor_layer_tells_places_and_value():
    shown = view(row=2, column=1)
    assert "“dog”: position 1 of 3; bucket 5 of 8; dimension 2 is +0.30." in words(encodings.encodings_cursor(shown))
    assert "“猫”: position 2 of 3; bucket 7 of 8; no vector." in words(encodings.encodings_cursor(view(row=1)))
    assert encodings.encodings_drawing(shown) == encodings.encodings_drawing(view())  # a move leaves the rest


def test_the_description_is_a_sentence():
    assert encodings.describe_encodings(view()) == (
        "5 words, 4 different, as a row of vectors: bytes stored in full one-hot 36, hashing 96, dense 32; "
        "“<b>cat</b>”: position 0 of 3; bucket 5 of 8; dimension 2 is −0.20."
    )


@pytest.mark.parametrize(
    ("word", "columns", "shown"),
    [("cat", 3, "cat"), ("catalogue", 5, "cata…"), ("猫猫猫", 6, "猫猫猫"), ("猫猫猫猫", 6, "猫猫…"), ("", 4, "")],
)
def test_long_words_are_cut(word, columns, shown):
    assert encodings.fit(word, columns) == shown


@pytest.mark.parametrize(
    ("zeros", "words"), [(0, "0 %"), (0.5, "50 %"), (0.99995, "99.9950 %"), (1 - 1e-9, "99.9999 %")]
)
def test_a_share_of_zeros_is_never_rounded_to_all(zeros, words):
    assert encodings._share(zeros) == words
