"""Axes: values and their pixels, hairlines, and what stands beside them."""

import re

import pytest

from unrolled.drawing.axes import Axes, joined
from unrolled.drawing.layout import Box

AXES = Axes.over(Box(10, 20, 100, 50), (1, 100), (0, 4), log_x=True, gap=6, drop=15)


def test_values_and_their_pixels():
    assert AXES.at(1, 0) == (10, 70) == (AXES.left, AXES.bottom)
    assert AXES.at(10, 2) == pytest.approx((60, 45))
    assert AXES.at(1000, 9) == (110, 20) == (AXES.right, AXES.top)  # what lies outside is drawn on the edge
    assert joined(AXES.places((1, 10), (0, 2))) == "M10.0 70.0L60.0 45.0"
    assert joined([]) == ""


def test_hairlines_have_their_values_at_the_left_and_below():
    drawn = "".join(AXES.ticks((1, 100), (0, 2, 4), ("none", "", "all")))
    assert re.findall(r'<rect x="10" y="([\d.]+)" width="100" height="1"', drawn) == ["69.5", "44.5", "19.5"]
    assert re.findall(r'x="4" y="([\d.]+)"[^>]*>(\w*)<', drawn) == [("75", "none"), ("25", "all")]
    assert re.findall(r'x="(\d+)" y="85"[^>]*>(\d+)<', drawn) == [("10", "1"), ("110", "100")]
