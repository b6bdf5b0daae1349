"""A row of pixels under a kernel, drawn: what its output reads."""

import functools

import numpy as np

from unrolled.lessons.tcn.one_dimension import figure as one_dimension
from unrolled.lessons.tcn.one_dimension import probe as one_dimension_probe


@functools.cache
def row():
    image = np.random.default_rng(0).random((28, 28))
    return one_dimension_probe.one_dimension(image, 3, np.array([1.0, -2.0, 0.25]), dilation=2, t=1)


EXAMPLES = {
    "one_dimension.one_dimension_drawing": lambda: one_dimension.one_dimension_drawing(row()),
    "one_dimension.one_dimension_cursor": lambda: one_dimension.one_dimension_cursor(row()),
}


def test_the_loop_shows_what_its_output_reads():
    cursor = one_dimension.one_dimension_cursor(row())
    assert "0.25 · " in cursor
    assert "−2.00 · 0" in cursor  # before the first pixel
