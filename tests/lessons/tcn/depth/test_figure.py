"""Gradient by depth as drawn: heights, the level pointed at, what stands in the legend."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from unrolled.lessons.gradients.x_ray.figure import number
from unrolled.lessons.tcn.depth import figure as figures
from unrolled.lessons.tcn.depth.figure import PLOT, depth_cursor, depth_drawing, describe_depth
from unrolled.lessons.tcn.depth.record import Band, Depth


def band(middle, spread=2.0):
    middle = np.asarray(middle, dtype=float)
    return Band(middle / spread, middle, middle * spread)


def view(levels=4, measure="values", cursor=1):
    count = levels + (measure == "values")
    sizes = {"identity": band(np.full(count, 0.1)), "plain": band(np.geomspace(1e-9, 0.1, count))}
    nats = {"identity": band([2.2, 2.1, 2.0, 2.0], 1.01), "plain": band([2.6, 2.9, 3.3, 3.3], 1.01)}
    rates = {"identity": np.full(4, 0.01), "plain": np.full(4, 0.003)}
    return Depth(levels, "torch", measure, sizes, 5, np.array([2, 4, 8, 16]), nats, rates, 3, 300, 3.3, cursor)


EXAMPLES = {
    "depth.depth_drawing": lambda: depth_drawing(view()),
    "depth.depth_cursor": lambda: depth_cursor(view()),
}


def nodes(drawing, name):
    return {node.get(name): node for node in ElementTree.fromstring(drawing).iter() if node.get(name)}


@pytest.mark.parametrize("measure", ["values", "weights"])
def test_lines_stand_at_their_levels_and_sizes(measure):
    shown = view(6, measure)
    drawn = nodes(depth_drawing(shown), "data-line")
    for kind in ("identity", "plain"):
        points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+),([\d.]+)", drawn[kind].get("points"))]
        middle = shown.sizes[kind].middle
        assert len(points) == len(middle)
        for k, (x, y) in enumerate(points):
            assert x == pytest.approx(figures._x(k + (measure == "weights")), abs=0.1)
            assert y == pytest.approx(PLOT.y(np.log10(middle[k])), abs=0.1)
    assert drawn["plain"].get("stroke-dasharray")
    assert not drawn["identity"].get("stroke-dasharray")


def test_the_legend_tells_the_values_and_the_share():
    shown = view(cursor=2)
    values = nodes(depth_cursor(shown), "data-value")
    for kind in ("identity", "plain"):
        assert values[kind].text == number(shown.sizes[kind].middle[2])
    ratios = nodes(depth_drawing(shown), "data-ratio")
    assert ratios["plain"].text == "without: bottom is 1.0 · 10⁻⁸ × the top"
    assert ratios["identity"].text == "with skip: bottom is 1 × the top"


@pytest.mark.parametrize(("levels", "near"), [(2, 2), (3, 2), (7, 8), (16, 16)])
def test_the_nearest_trained_depth_is_shown(levels, near):
    drawing = depth_drawing(view(levels))
    box = nodes(drawing, "data-part")["nearest"]
    assert float(box.get("x")) + 13 == pytest.approx(figures._loss_x(near), abs=0.01)
    assert f">{near} levels: with skip" in drawing


def test_losses_stand_at_their_height():
    shown = view()
    line = nodes(depth_drawing(shown), "data-line")["loss-plain"]
    ys = [float(y) for _, y in re.findall(r"([\d.]+),([\d.]+)", line.get("points"))]
    assert ys == pytest.approx([figures._loss_y(nats) for nats in shown.nats["plain"].middle], abs=0.1)
    assert ys[0] > ys[-1]  # a higher loss stands higher


def test_every_level_can_be_clicked():
    for measure, count in (("values", 5), ("weights", 4)):
        assert set(nodes(depth_drawing(view(4, measure)), "data-pick")) == set(map(str, range(count)))


def test_sentences():
    assert describe_depth(view(cursor=0)) == (
        "4 levels, PyTorch’s initialisation: the gradient at the input is 1 times that at the top with skip "
        "connections, 1.0 · 10⁻⁸ times without them."
    )
    assert "level 4 of 4, the top one" in describe_depth(view(cursor=4))
    assert "level 1 of 4 " in describe_depth(view(measure="weights", cursor=0))
