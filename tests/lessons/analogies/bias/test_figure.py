"""Bias as a picture: words at their places without overlap, the histogram, the word looked at."""

import math
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from unrolled.lessons.analogies.bias import figure as bias
from unrolled.lessons.analogies.bias import probe as probes
from unrolled.lessons.analogies.bias.record import Association, Bias, Spread

TESTS = (
    Association(("flo<b>wers", "insects"), ("good", "bad"), 1.304, 0.0011, 10_000, (7, 10, 24, 21), (25,) * 4, 1.5),
    Association(("men", "women"), ("work", "home"), -0.2, 0.0001, 10_000, (8,) * 4, (8,) * 4, math.nan),
)
CHANCE = np.linspace(0.05, 0.15, 101)


def shown(words=("pilot", "doc<b>tor", "nurse"), places=(-0.2, 0.01, 0.3), **other):
    given = {
        "axis": "pairs", "ends": ("he", "she"), "pairs": 9, "words": words, "places": np.array(places),
        "spread": Spread(0.14, CHANCE, 0.012), "associations": TESTS, "word": 1,
        "echoes": 2, "about": "by hand", "size": 1234,
    }  # fmt: skip
    return Bias(**{**given, **other})


EXAMPLES = {
    "bias.bias_drawing": lambda: bias.bias_drawing(shown()),
    "bias.bias_cursor": lambda: bias.bias_cursor(shown()),
}


def words(drawing):
    return re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(drawing).itertext()))


def test_words_stand_over_their_places_and_do_not_overlap():
    generator = np.random.default_rng(0)
    names = tuple("w" * int(k) for k in generator.integers(3, 14, probes.MOST))
    view = shown(names, tuple(np.sort(generator.normal(0, 0.1, probes.MOST))), word=0)
    boxes = []
    for word, place, (x, y) in zip(view.words, view.places, bias.layout(view), strict=True):
        wide = bias.LETTER * len(word)
        assert x == pytest.approx(bias._x(view, place), abs=30)
        assert bias.TOP < y < bias.FLOOR
        for left, right, height in boxes:
            assert height != pytest.approx(y) or x - wide / 2 >= right or x + wide / 2 <= left
        boxes.append((x - wide / 2, x + wide / 2, y))
    root = ElementTree.fromstring(bias.bias_drawing(view))
    assert [int(n.get("data-pick")) for n in root.iter() if n.get("data-pick")] == list(range(probes.MOST))


def test_the_scale_stays_while_places_do_not_leave_it():
    assert {bias._limit(shown(places=(-0.2, 0, end))) for end in (0.1, 0.3, 0.4)} == {0.4}
    assert bias._limit(shown(places=(-0.9, 0, 0.1))) == 1.0
    dots = [n for n in ElementTree.fromstring(bias.bias_drawing(shown())).iter() if n.tag.endswith("circle")]
    middle, half = (bias.LEFT + bias.RIGHT) / 2, (bias.RIGHT - bias.LEFT) / 2
    assert [(float(n.get("cx")) - middle) / half * 0.4 for n in dots] == pytest.approx([-0.2, 0.01, 0.3], abs=1e-3)


def test_the_histogram_counts_all_axes_and_the_mark_stands_at_the_spread():
    root = ElementTree.fromstring(bias.bias_drawing(shown()))
    bars = [float(n.get("height")) for n in root.iter() if n.get("fill-opacity") == "0.55"]
    counts, _ = np.histogram(CHANCE, bins=bias.BINS, range=(0, CHANCE.max() * 1.08))
    np.testing.assert_allclose(bars, bias.TALL * counts / counts.max(), atol=0.01)
    mark = next(n for n in root.iter() if n.get("width") == "2.5")
    assert (float(mark.get("x")) + 1.25 - bias.SIDE) / bias.LONG == pytest.approx(0.14 / (0.15 * 1.08), abs=1e-3)
    assert "▼ This axis: 0.14. 11 of 101 spread them as far." in words(bias.bias_drawing(shown()))
    chance = words(bias.bias_drawing(shown(axis="chance", ends=("sea", "jan"))))
    assert "This axis of chance: 0.14. 11 of 101" in chance
    assert "nearer to sea …" in chance


def test_the_word_looked_at_is_told():
    said = words(bias.bias_cursor(shown()))
    assert "“doc<b>tor” lies at +0.01, word 2 of 3 from the left." in said


def test_the_picture_stays_while_the_word_changes():
    assert bias.bias_drawing(shown()) == bias.bias_drawing(shown(word=2))
    assert bias.bias_cursor(shown()) != bias.bias_cursor(shown(word=2))


def test_the_description():
    assert bias.describe_bias(shown()) == (
        "3 words on the axis of 9 pairs, such as he and she: from pilot (−0.20) to nurse (+0.30), spread 0.140, "
        "by chance 0.100 (p 0.012); doc<b>tor lies at +0.01."
    )
    assert bias.axis_in_words(shown(axis="pair", pairs=1)) == "the axis from he to she"
    assert "random pairs" in bias.axis_in_words(shown(axis="chance"))
