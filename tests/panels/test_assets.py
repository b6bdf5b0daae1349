"""The style of the page: what it does to charts that stand outside of panels, in the dark theme."""

import re

import numpy as np
import pytest

from contrast import contrast
from unrolled.drawing.theme import COLOURS
from unrolled.panels.assets import stylesheet

TURNED_HUE = np.array([[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]])  # W3C Filter Effects, 180°


def turned(colour):
    """A colour after the filter of the style sheet."""
    (amount,) = re.findall(r"\.jp-RenderedPlotly .*invert\(([\d.]+)\) hue-rotate\(180deg\)", stylesheet())
    light = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    parts = TURNED_HUE @ (float(amount) * (1 - light) + (1 - float(amount)) * light)
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts.clip(0, 1))


def test_the_ground_of_a_chart_is_dark_in_the_dark_theme():
    ground = turned(COLOURS["ground"].light)
    assert contrast("#FFFFFF", ground) > 17
    assert contrast(ground, COLOURS["ground"].dark) < 1.1


@pytest.mark.parametrize("name", [n for n in COLOURS if n not in ("ground", "wash", "hair", "edge")])
def test_every_colour_of_a_chart_reads_on_its_turned_ground(name):
    assert contrast(turned(COLOURS[name].light), turned(COLOURS["ground"].light)) >= 4.5
