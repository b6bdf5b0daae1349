"""Boxes are cut without a pixel lost, and never into more room than there is."""

import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH, Box, picture


def test_cuts_share_out_all_the_room():
    frame = picture(300)
    top, below = frame.cut_top(24, gap=6)
    assert (top.height, below.y, below.height, below.bottom) == (24, 30, 270, 300)
    foot, rest = below.cut_bottom(70, gap=10)
    assert (foot.y, foot.bottom, rest.y, rest.bottom) == (230, 300, 30, 220)
    left, right = rest.cut_left(500, gap=24)
    assert (left.right, right.x, right.right) == (500, 524, WIDTH)
    side, plot = rest.cut_right(200, gap=24)
    assert (plot.x, plot.right, side.x, side.right) == (0, WIDTH - 224, WIDTH - 200, WIDTH)


def test_columns_and_rows_are_equal_and_reach_the_edge():
    columns = Box(10, 0, 100, 40).columns(3, gap=5)
    assert [box.width for box in columns] == [30, 30, 30]
    assert columns[-1].right == 110
    rows = Box(0, 10, 100, 44).rows(4, gap=4)
    assert [box.y for box in rows] == [10, 18 + 4, 34, 46]
    assert rows[-1].bottom == 54


@pytest.mark.parametrize("cut", ["cut_top", "cut_bottom", "cut_left", "cut_right"])
def test_more_room_than_there_is_cannot_be_cut(cut):
    with pytest.raises(ValueError, match="pixels"):
        getattr(picture(100), cut)(10_000)


def test_a_picture_that_does_not_fit_a_screen_is_refused():
    with pytest.raises(ValueError, match=f"{HEIGHT} is the most"):
        picture(HEIGHT + 1)
