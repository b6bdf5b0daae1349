"""Size and cost, drawn: any depth fits."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
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
    root = ElementTree.fromstring(drawn)
    assert float(root.get("width")) <= WIDTH
    assert float(root.get("height")) <= HEIGHT


def test_the_answer_says_what_a_measurement_would_take():
    assert shape.answer(sizes()) == (
        "3,657,804 parameters; to train once on the 34 plays takes 17 min, measured on this machine."
    )
    forecast = shape.answer(replace(sizes(speed=1e6), measured=False))
    assert "takes 4 s, by a forecast" in forecast
    assert "Measure trains this one for a second or two" in forecast
    assert "Measure trains" in shape.answer(sizes(speed=None))
