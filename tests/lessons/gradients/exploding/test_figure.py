"""The cliff as drawn."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.gradients.exploding import figure as exploding
from unrolled.lessons.gradients.exploding.probe import cliff

EXAMPLES = {
    "exploding.cliff_drawing": lambda: exploding.cliff_drawing(cliff(30, 22, 12, 0.1, 1.0)),
    "exploding.cliff_paths": lambda: exploding.cliff_paths(cliff(30, 22, 12, 0.1, 1.0)),
}


def numbers(path):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]


def test_the_surface_does_not_know_where_the_descents_begin():
    one, other = cliff(30, 22, 12, 0.1, 1.0), cliff(30, 3, 4, 0.7, 20.0)
    assert exploding.cliff_drawing(one) == exploding.cliff_drawing(other)
    assert exploding.cliff_drawing(one) != exploding.cliff_drawing(cliff(31, 22, 12, 0.1, 1.0))


def test_the_surface_covers_its_frame_once():
    """The areas of all runs, with those of the white level left out, add up to the share of worse cells."""
    view = cliff(30, 0, 0, 0.1, 1.0)
    root = ElementTree.fromstring(exploding.cliff_drawing(view))
    shapes = [node.get("d") for node in root.iter() if node.get("shape-rendering")]
    runs = [numbers(run) for shape in shapes for run in shape.split("z") if run]
    area = sum(wide * tall for _, _, wide, tall, _ in runs)
    share = (view.surface >= exploding.LEVELS[1][0]).mean()
    assert area / (exploding.SURFACE.width * exploding.SURFACE.height) == pytest.approx(share, abs=0.01)


def test_every_start_can_be_picked():
    root = ElementTree.fromstring(exploding.cliff_drawing(cliff(30, 22, 12, 0.1, 1.0)))
    (part,) = (node for node in root.iter() if node.get("data-cells"))
    assert part.get("data-cells") == "31,21,0,0"
    surface = exploding.SURFACE
    found = [float(part.get(side)) for side in ("x", "y", "width", "height")]
    assert found == [surface.x, surface.y, surface.width, surface.height]


def test_the_ring_stands_at_the_start():
    view = cliff(30, 22, 12, 0.1, 1.0)
    root = ElementTree.fromstring(exploding.cliff_paths(view))
    ring = next(node for node in root.iter() if node.get("r") == "9")
    surface = exploding.SURFACE
    assert float(ring.get("cx")) == pytest.approx(surface.x + 22.5 * surface.width / 31, abs=0.1)
    assert float(ring.get("cy")) == pytest.approx(surface.y + surface.height * (21 - 12 - 0.5) / 21, abs=0.1)


@pytest.mark.parametrize("steps", [1, 30, 100])
@pytest.mark.parametrize("place", [(0, 0), (30, 20), (22, 12), (24, 10)])
@pytest.mark.parametrize("rate", [0.01, 1.0])
def test_what_leaves_the_picture_ends_at_its_frame(steps, place, rate):
    view = cliff(steps, *place, rate, 0.1)
    drawn = exploding.cliff_paths(view)
    assert "nan" not in drawn
    assert "inf" not in drawn
    for path in re.findall(r'd="(M[\d.]+ [\d.]+(?:L[\d.-]+ [\d.-]+)+)"', drawn):
        xs = np.array(numbers(path))
        assert xs.min() >= 0
        assert xs.max() <= exploding.FRAME.width


def test_an_escape_is_told():
    view = cliff(30, 22, 12, 0.1, 1.0)
    words = re.findall(r">([^<>]+)</text>", exploding.cliff_paths(view))
    assert "not clipped: loss ends at 0.09" in words
    assert "at w = 36,410, b = 72,818, outside the picture" in words
    assert "clipped to 1: loss ends under 0.0001" in words
    assert "peak 814,129, update 28" in words
    assert exploding.describe_cliff(view) == (
        "From w = 2.2, b = −0.2, after 30 steps in time: not clipped, the largest gradient is 814,129 and the loss "
        "ends at 0.09; clipped to 1 it ends under 0.0001."
    )


def test_it_fits_the_panel():
    view = cliff(30, 22, 12, 0.1, 1.0)
    for drawing in (exploding.cliff_drawing(view), exploding.cliff_paths(view)):
        root = ElementTree.fromstring(drawing)
        assert int(root.get("width")) <= WIDTH
        assert int(root.get("height")) <= HEIGHT


def test_the_scale_names_where_each_shade_begins():
    root = ElementTree.fromstring(exploding.cliff_drawing(cliff(30, 22, 12, 0.1, 1.0)))
    boxes = [node for node in root.iter() if node.get("fill-opacity") and node.tag.endswith("rect")]
    words = {float(node.get("y")): node.text for node in root.iter() if float(node.get("x") or 0) > 450 and node.text}
    assert len(boxes) == len(exploding.LEVELS)
    for box, (least, ink) in zip(boxes[::-1], exploding.LEVELS, strict=True):
        assert float(box.get("fill-opacity")) == ink
        assert words[float(box.get("y")) + float(box.get("height")) + 4] == f"{least:g}"
