"""Size and cost, drawn: any depth fits."""

import pytest

from unrolled.lessons.char_rnn.shape import figure as shape
from unrolled.measuring.records.shape import Shape


def sizes(layers=3, hidden=512, speed=4321.0):
    return Shape("h", 56, 76, hidden, layers, (1_206_272,) * layers + (38_988,), 2**28, speed, True)


EXAMPLES = {
    "shape.shape_drawing": lambda: shape.shape_drawing(sizes(), marks=(("2 × 256", 885_836),)),
}


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_shapes_of_any_depth_fit(layers):
    drawn = shape.shape_drawing(sizes(layers, 1024, None))
    assert "press Measure" in drawn
    assert drawn.count("H = 1024") == layers
