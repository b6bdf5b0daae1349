"""A measure against temperature, drawn."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.shakespeare.against_temperature import figure as microscope
from unrolled.lessons.shakespeare.against_temperature.record import Against, Measure, Written

TAUS = np.array([0.0, 0.5, 1.0, 1.5, 2.0])
NETWORK = np.array([[1.0, 0.9, 0.8, 0.4, 0.1], [0.9, 0.9, 0.7, 0.2, 0.0]])


def view(cursor=2, passage=0, unit="share", text="I <b>go</b>\n"):
    measure = Measure("Real words", "What share?", unit, NETWORK, {"Macbeth": 0.96, "Richard <II>": 0.98})
    return Against(measure, Written(TAUS, ("A:\n", "<B>:\n"), ((text,) * 5, ("b",) * 5), 2000), cursor, passage)


EXAMPLES = {
    "against_temperature.against_drawing": lambda: microscope.against_drawing(view()),
    "against_temperature.against_cursor": lambda: microscope.against_cursor(view()),
}


def heights(drawn):
    """Values of the network's line, read back."""
    points = re.search(r'd="M([^"Z]+)" fill="none"', drawn)[1].split("L")
    span = microscope.BOTTOM - microscope.TOP
    return [(microscope.BOTTOM - float(point.split()[1])) / span for point in points]


def test_the_line_is_the_mean_over_passages():
    assert heights(microscope.against_drawing(view())) == pytest.approx(NETWORK.mean(axis=0), abs=1e-3)
    assert heights(microscope.against_drawing(view(unit="bits"))) == pytest.approx(NETWORK.mean(axis=0), abs=1e-3)


def test_the_picture_stays_while_the_cursor_moves():
    assert microscope.against_drawing(view(0)) == microscope.against_drawing(view(4, 1))
    assert len(re.findall("data-pick", microscope.against_drawing(view()))) == len(TAUS)


def test_values_at_the_cursor_and_in_words():
    assert microscope.describe_against(view()) == (
        "Real words at τ = 1.0: 75 %, from 70 % to 80 %; plays it never saw 97 %."
    )
    assert "τ = 1.0: network 75 % (70 % to 80 %); plays 97 %" in microscope.against_cursor(view())
    assert "0.75 bits" in microscope.describe_against(view(unit="bits"))
    assert "passage 2 of 2" in microscope.against_cursor(view(passage=1))


def test_a_long_passage_is_cut_where_the_room_ends():
    drawn = microscope.against_cursor(view(text="a\n" * 150))
    bottoms = [float(y) for y in re.findall(r'y="([\d.]+)" fill="[^"]*" font-size="14" class="mono"', drawn)]
    assert max(bottoms) < microscope.HEIGHT
    assert "…" in drawn
    assert "…" not in microscope.against_cursor(replace(view(), passage=1))
