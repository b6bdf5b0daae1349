"""The dot product of two hashed sentences, drawn."""

import re

import numpy as np
import pytest

from unrolled.lessons.encodings.signs import figure as signs
from unrolled.lessons.encodings.signs.record import Estimate, Products

K = 20


def view(place=3, true=14.0):
    plain = Estimate(np.linspace(60, 14, K), np.linspace(50, 13, K), np.linspace(70, 15, K), np.full(K, 46.04))
    sure = Estimate(np.full(K, 14.0), np.full(K, -3.0), np.full(K, 30.0), np.full(K, 9.27))
    return Products(true, 300, 2 ** np.arange(1, K + 1), plain, sure, place)


EXAMPLES = {"signs.signs_drawing": lambda: signs.signs_drawing(view())}


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def test_both_lines_stand_at_their_means():
    drawn = signs.signs_drawing(view())
    lines = re.findall(r'<path d="M([^"Z]+)" fill="none"', drawn)
    assert len(lines) == 2
    plot = signs._plot(view())
    for line, one in zip(lines, (view().plain, view().signed), strict=True):
        points = np.array([[float(c) for c in point.split()] for point in line.split("L")])
        assert points[:, 0] == pytest.approx([plot.x(k) for k in range(K)], abs=0.06)
        assert points[:, 1] == pytest.approx([plot.y(value) for value in one.mean], abs=0.06)


def test_the_numbers_here_are_told():
    said = words(signs.signs_drawing(view(place=0)))
    assert "In 2 buckets" in said
    for number in ("60", "46.0", "14", "9.3"):
        assert number in said


def test_the_line_of_the_cursor_moves_with_the_place():
    for place in (0, 7, 19):
        x = signs._plot(view()).x(place)
        found = re.search(rf'<line x1="([\d.]+)" y1="{signs.TOP - 6}" x2="([\d.]+)"', signs.signs_drawing(view(place)))
        assert [float(one) for one in found.groups()] == pytest.approx([x, x], abs=0.01)


@pytest.mark.parametrize("true", [0.0, 1.0, 14.0, 69.0])
def test_axis_numbers_never_overlap(true):
    drawn = signs.signs_drawing(view(true=true))
    found = sorted(float(y) for y in re.findall(rf'<text x="{signs.LEFT - 10}" y="([\d.]+)"', drawn))
    assert len(found) >= 2
    assert min(np.diff(found)) > 15


def test_the_description_is_a_sentence():
    assert signs.describe_signs(view(place=0)) == (
        "2 buckets: the dot product of the two sentences is 14; hashed, 60 on average without signs and 14 with, "
        "typical error 46.0 and 9.3."
    )
