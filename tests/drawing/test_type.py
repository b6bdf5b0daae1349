"""Lines of text in the theme's sizes."""

import re

import pytest

from unrolled.drawing import type as lines
from unrolled.drawing.theme import css


@pytest.mark.parametrize(
    ("line", "size", "weight", "colour"),
    [
        (lines.title, "16", "700", "ink"),
        (lines.heading, "15", "700", "ink"),
        (lines.label, "15", None, "ink"),
        (lines.note, "14", None, "ink2"),
    ],
)
def test_each_line_has_its_size_weight_and_colour(line, size, weight, colour):
    drawn = dict(re.findall(r'([\w-]+)="([^"]+)"', line("a < b", 1, 2)))
    assert (drawn["font-size"], drawn.get("font-weight"), drawn["fill"]) == (size, weight, css(colour))
    assert "text-anchor" not in drawn
    assert ">a &lt; b<" in line("a < b", 1, 2)
    drawn = line("a", 1, 2, "end", "wrong", font_weight=600, data_part="x")
    assert re.search(r'font-weight="600".*text-anchor="end"|text-anchor="end".*font-weight="600"', drawn)
    assert f'fill="{css("wrong")}"' in drawn
    assert 'data-part="x"' in drawn
    assert 'fill="#123456"' in line("a", 1, 2, fill="#123456")
