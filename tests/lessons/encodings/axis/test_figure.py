"""Words along an axis and along a raw dimension."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from unrolled.lessons.encodings.axis import figure as axis
from unrolled.lessons.encodings.axis.record import AxisView, Line


def line(positions, right):
    return Line(np.array(positions), np.array([0.1, 0.5, 0.9]), np.array([1, 5, 9, 2]), 0.5, right)


def view(pairs=2, rotated=False):
    return AxisView(
        ("<b>", "dog"), 0.5, ("cat", "猫" * 12, "wolf"), np.array([0, 0, 1]), 20_215, pairs,
        line([-0.3, 0.0, 0.4], 1.5), 997, 1000, 3, line([0.2, -0.2, 0.1], 0.5), rotated, 3e-7 * rotated,
        np.array([0.5, 1.0, 0.75]),
    )  # fmt: skip


EXAMPLES = {"axis.axis_drawing": lambda: axis.axis_drawing(view())}


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def test_marks_stand_at_their_places_in_both_plots():
    drawn = axis.axis_drawing(view())
    discs = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn)]
    middle, half = sum(axis.AXIS) / 2, (axis.AXIS[1] - axis.AXIS[0]) / 2
    raw_middle, raw_half = sum(axis.RAW) / 2, (axis.RAW[1] - axis.RAW[0]) / 2
    assert discs == pytest.approx(
        [middle - 0.6 * half, raw_middle + 0.4 * raw_half, middle, raw_middle - 0.4 * raw_half]
    )
    squares = [float(x) + 5 for x in re.findall(r'<rect x="([\d.]+)"[^>]*width="10"', drawn)]
    assert squares == pytest.approx([middle + 0.8 * half, raw_middle + 0.2 * raw_half], abs=0.01)


def test_the_ends_stand_as_far_from_the_middle_as_their_cosine_says():
    drawn = axis.axis_drawing(view())
    ends = [float(x) for x in re.findall(rf'<line x1="([\d.]+)"[^>]*y1="{axis.CROWD[0] - 16}"', drawn)]
    assert np.diff(ends)[0] / 2 == pytest.approx((axis.AXIS[1] - axis.AXIS[0]) / 2 * 0.5 / 0.5, abs=0.01)  # √(0.5 / 2)


def test_the_verdicts():
    said = words(axis.axis_drawing(view(rotated=True)))
    assert "1.5 of 2 pairs in the order of the list: 75 %" in said
    assert "Better than 997 of 1,000 axes between two random words." in said
    assert "75 % of pairs, in its better direction" in said
    assert "Best on this very list: 2, with 100 %" in said
    assert "Rotated, no word of the list moved along the axis by more than 10⁻⁶." in said
    assert "Dimension 3, all vectors rotated" in said
    assert not any("Rotated" in line for line in words(axis.axis_drawing(view())))


def test_without_order_no_verdict_is_given():
    said = words(axis.axis_drawing(view(pairs=0)))
    assert any("No order to check" in line for line in said)
    assert not any("better direction" in line for line in said)
    assert axis.describe_axis(view(pairs=0)).endswith("furthest towards dog is wolf; the list has no order to check.")


def test_the_description_is_a_sentence():
    assert axis.describe_axis(view()) == (
        "Axis from <b> to dog, cosine 0.50: 1.5 of 2 pairs in the order of the list, better than 997 of 1,000 random "
        "axes; dimension 3: 75 %."
    )


def test_a_crowd_of_one_bin_draws():
    crowd = replace(view().axis, crowd=np.zeros(4, int))
    assert "nan" not in axis.axis_drawing(replace(view(), axis=crowd))


@pytest.mark.parametrize("number", [1, 5, 14])
def test_a_list_of_any_length_stands_in_the_picture_with_its_verdicts(number):
    one = Line(np.zeros(number), np.zeros(number), np.array([1, 5, 9, 2]), 0.5, 0)
    drawn = axis.axis_drawing(
        replace(view(rotated=True), words=("cat",) * number, groups=np.zeros(number, int), axis=one, raw=one)
    )
    bottoms = [float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', drawn)]
    assert max(bottoms) < axis.ROOM.height - 4
    rows = sorted({y for y in bottoms if axis.ROWS < y < axis.ROWS + axis.LIST})[:number]
    assert all(later - earlier > 13 for earlier, later in pairwise(rows))
