"""Accuracy against bytes, drawn: points where they belong, and the matrix."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.encodings.genres import figure as figures
from unrolled.lessons.encodings.genres.record import Genres, Point


def point(coding, size, accuracy, index=1000):
    sizes = {"passage": 64, "weights": 100 * size, "index": index, "all": 100 * size + index}
    counts = np.array([[6, 2, 0], [0, 4, 0], [1, 0, 0]])
    return Point(coding, size, 2**size, accuracy, accuracy - 0.02, accuracy + 0.03, accuracy / 2, sizes, counts)


def shown(index=1, **changes):
    points = (point("one-hot", 4, 0.3), point("one-hot", 12, 0.5), point("hashed", 4, 0.2, 0), point("dense", 2, 0.4))
    made = Genres(("news", "lore", "science fiction"), ("A", "F", "M"), points, index, "all", 3, 500, 0.14)
    return replace(made, **changes)


EXAMPLES = {"genres.genres_drawing": lambda: figures.genres_drawing(shown())}


@pytest.mark.parametrize("axis", list(figures.AXES))
def test_points_stand_at_their_bytes_and_accuracy(axis):
    view = shown(axis=axis)
    drawn = figures.genres_drawing(view)
    assert figures.AXES[axis] in drawn
    found = re.findall(r'<path d="M([\d.]+),([\d.]+) m[^>]*data-pick="(\d)"', drawn)
    assert sorted(int(k) for _, _, k in found) == [0, 1, 2, 3]
    for x, y, k in found:
        place = figures._place(view, view.points[int(k)])
        assert (float(x), float(y)) == pytest.approx(place, abs=0.06)


def test_nothing_at_all_stands_at_the_left_end():
    assert figures._x(0) == figures._x(1) < figures._x(10) < figures._x(10**7) == figures._x(10**9)
    assert figures._y(0.3) - figures._y(0.4) == pytest.approx(figures._y(0.1) - figures._y(0.2))


def test_bands_reach_from_the_least_to_the_most():
    drawn = figures.genres_drawing(shown())
    band = re.search(r'<path d="M([^"]+)Z"[^>]*fill-opacity="0.2"', drawn)[1]
    ys = [float(pair.split()[1]) for pair in band.split("L")]
    assert ys == pytest.approx([figures._y(s) for s in (0.33, 0.53, 0.48, 0.28)], abs=0.06)


def test_baselines_are_named_with_their_value():
    drawn = figures.genres_drawing(shown())
    assert "always the most frequent genre 14.0 %" in drawn
    assert "a blind guess 33.3 %" in drawn


def test_the_row_looked_at_is_told_in_words():
    assert "news, 8 passages: 75 % correct" in figures.genres_drawing(shown())
    assert "else lore 25 %" in figures.genres_drawing(shown())
    assert "none is taken for another" in figures.genres_drawing(shown(row=1))
    drawn = figures.genres_drawing(shown(row=2))
    assert "science fiction, 1 passage: 0 % correct" in drawn
    assert len(re.findall(r'data-row="\d"', drawn)) == 3


def test_a_point_in_words():
    assert figures.named(shown().now) == "one-hot, 4,096 words"
    assert figures.named(shown(index=2).now) == "hashed, 16 buckets"
    assert figures.named(shown(index=3).now) == "dense, 4 dimensions"


def test_the_description():
    assert figures.describe_genres(shown()) == (
        "one-hot, 4,096 words: 50 % of passages classified correctly, 2,200 bytes of weights and index or table; of "
        "news 6 of 8 passages are."
    )
