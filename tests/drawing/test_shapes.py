"""Shapes whose colours are names of the theme."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from unrolled.drawing.shapes import disc, framed, rect, ringed, rule, shape
from unrolled.drawing.theme import css


def test_names_of_the_theme_become_colours_and_the_rest_stays():
    drawn = ElementTree.fromstring(rect(1, 2, 3, 4, "wash", "#123456", 2.5, rx=6, data_pick=7))
    assert drawn.attrib == {
        "x": "1", "y": "2", "width": "3", "height": "4", "fill": css("wash"), "stroke": "#123456",
        "stroke-width": "2.5", "rx": "6", "data-pick": "7",
    }  # fmt: skip
    assert 'fill="rgb(1,2,3)"' in rect(1, 2, 3, 4, "rgb(1,2,3)")
    with pytest.raises(KeyError, match="inc"):
        rect(1, 2, 3, 4, "inc")
    assert rect(1, 2, 3, 4) == '<rect x="1" y="2" width="3" height="4"/>'


def test_discs_lines_and_shapes():
    assert disc(1, 2, 3, "none", "ink", 2) == (
        f'<circle cx="1" cy="2" r="3" fill="none" stroke="{css("ink")}" stroke-width="2"/>'
    )
    assert rule(1, 2, 3, 4, "hair", dash="4 3") == (
        f'<line x1="1" y1="2" x2="3" y2="4" stroke="{css("hair")}" stroke-dasharray="4 3"/>'
    )
    assert shape("M0 0", edge=css("ink"), thick=2) == f'<path d="M0 0" stroke="{css("ink")}" stroke-width="2"/>'


def test_attributes_may_come_as_a_dictionary():
    assert rect(0, 0, 1, 1, **{"fill": css("ink"), "stroke": "none"}) == (
        f'<rect x="0" y="0" width="1" height="1" fill="{css("ink")}" stroke="none"/>'
    )


def test_what_is_pointed_at_stands_out_on_a_rim():
    rim, line = re.findall(r'stroke="([^"]+)" stroke-width="([\d.]+)"', framed(1, 2, 3, 4, rx=5))
    assert rim == (css("ground"), "5")
    assert line == (css("ink"), "2.5")
    assert re.findall(r'r="9".*?stroke-width="([\d.]+)"', ringed(1, 2, 9, 3)) == ["6", "3"]
