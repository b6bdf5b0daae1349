"""Maps with arrows: to scale, labels apart from each other, marks and the frame's edge."""

import re
from itertools import combinations

import numpy as np
import pytest

from unrolled.drawing import arrow_map
from unrolled.drawing.arrow_map import AWAY, MARK, TALL, Frame, Place, arrow, label, label_places, wide

FRAME = Frame(10, 20, 400, 300)


def test_one_scale_for_both_axes_and_up_is_up():
    at = FRAME.fit(np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 1.0]]))
    across, up = at[1] - at[0], at[2] - at[0]
    assert across[0] == pytest.approx(2 * -up[1])
    assert up[1] < 0 == across[1] == up[0]
    assert across[0] == pytest.approx(400 - 2 * 72)  # as wide as the margins let it
    assert (at.min(axis=0) + at.max(axis=0)) / 2 == pytest.approx([210, 170])


def test_points_all_in_one_place_stand_in_the_middle():
    assert FRAME.fit(np.ones((3, 2))) == pytest.approx(np.array([[210, 170]] * 3))


def boxes(marks, widths, places):
    found = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    for place, width in zip(places, widths, strict=True):
        if place:
            found.append((place.x - 1, place.y - 5 - TALL / 2, place.x - 1 + width, place.y - 5 + TALL / 2))
    return found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [2, 12, 40])
def test_labels_hide_nothing_and_stay_inside(seed, count):
    generator = np.random.default_rng(seed)
    low, high = (30, 40), (390, 300)
    marks = generator.uniform(low, high, size=(count, 2))
    widths = [wide("x" * int(n)) for n in generator.integers(3, 12, count)]
    places = label_places(marks, widths, FRAME, [(marks[0], marks[1])])
    drawn = boxes(marks, widths, places)
    assert len(drawn) > count * 1.4
    for k, (one, other) in enumerate(combinations(range(len(drawn)), 2)):
        if max(one, other) >= count:  # marks may lie on each other, labels not
            a, b = drawn[one], drawn[other]
            assert a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6, k
    for left, top, right, bottom in drawn[count:]:
        assert min(left - FRAME.x, top - FRAME.y) > 0
        assert right < FRAME.x + FRAME.width
        assert bottom < FRAME.y + FRAME.height


def test_a_label_alone_stands_at_the_right_and_without_a_line():
    (place,) = label_places(np.array([[100.0, 100.0]]), [40], FRAME)
    assert place == Place(100 + MARK + AWAY[0] + 1, 105, None)


def test_a_label_keeps_off_a_line():
    mark = np.array([100.0, 100.0])
    (place,) = label_places(mark[None], [40], FRAME, [(mark, mark + np.array([200, 0]))])
    assert place.x + 40 < 100 or place.y < 92 or place.y > 118


def test_a_label_without_room_has_no_place_and_one_without_width_neither():
    crowd = np.array([[x, y] for x in range(60, 150, 15) for y in range(60, 150, 15)], dtype=float)
    places = label_places(crowd, [30 if k == 14 else 0 for k in range(36)], FRAME)
    assert places == [None] * 36
    assert label("hidden", None) == ""


def test_a_label_that_stands_off_is_led_to():
    ring = [(100 + 18 * np.cos(t), 100 + 18 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 9)[:-1]]
    marks = np.array([(100.0, 100.0), *ring])
    place = label_places(marks, [20] + [0] * 8, FRAME)[0]
    assert place.lead[:2] == (100, 100)
    assert "M100.0 100.0L" in label("word", place)
    assert "<path" not in label("word", Place(1, 2))


def test_letters_are_escaped():
    assert "<b>" not in label("<b>", Place(1, 2))


def test_an_arrow_ends_before_the_mark_and_is_left_out_between_touching_ones():
    drawn = arrow(np.array([0.0, 0.0]), np.array([100.0, 0.0]), colour="ink", thick=2)
    tip = re.search(r'points="([\d.]+),', drawn)[1]
    assert float(tip) == 100 - MARK - 1
    assert arrow(np.zeros(2), np.array([10.0, 10.0]), colour="ink", thick=2) == ""
    assert arrow(np.zeros(2), np.zeros(2), colour="ink", thick=2) == ""


def test_marks_have_two_shapes():
    at = np.array([5.0, 6.0])
    assert arrow_map.square(at).startswith("<rect")
    assert arrow_map.circle(at).startswith("<circle")
    assert arrow_map.cross(at).count("<path") == 2  # with a rim
