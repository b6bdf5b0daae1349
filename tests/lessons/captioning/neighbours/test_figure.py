"""The nearest drawings in two rows, with captions and distances."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.captioning.neighbours import figure as figures
from unrolled.lessons.captioning.neighbours.record import Neighbour, Neighbourhood, Side

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = "a person in a motorized wheelchair facing right with medium-light skin <b>"


def side(name, k, caption=CAPTION, shared=(("role", True), ("who", False), ("tone", True))):
    image = np.full((64, 64, 3), 90, np.uint8)
    found = tuple(Neighbour(image, caption, "noto", 0.1 * (n + 1), shared if n % 2 == 0 else ()) for n in range(k))
    return Side(name, found, caption, True)


def shown(k=12, references=(CAPTION,)):
    image = np.full((64, 64, 3), 30, np.uint8)
    pixels = side("pixels", k, "a koala", (("role", False),))
    return Neighbourhood(
        image, "Picture 3 of 9, new compositions", references, "a <b> person", False, True,
        side("features", k), replace(pixels, right=False),
    )  # fmt: skip


EXAMPLES = {"neighbours.neighbours_drawing": lambda: figures.neighbours_drawing(shown())}


@pytest.mark.parametrize("k", [1, 6, 7, 12])
def test_every_neighbour_is_drawn_in_both_rows(k):
    root = ElementTree.fromstring(figures.neighbours_drawing(shown(k)))
    assert len(list(root.iter(f"{SVG}image"))) == 1 + 2 * k


def test_everything_stays_in_the_picture():
    root = ElementTree.fromstring(figures.neighbours_drawing(shown()))
    for node in root.iter(f"{SVG}text"):
        assert 0 <= float(node.get("y")) <= 378
    for node in root.iter(f"{SVG}image"):
        assert float(node.get("x")) + float(node.get("width")) <= 894


def test_attributes_and_distances_stand_beside_the_drawings():
    drawn = figures.neighbours_drawing(shown(1))
    assert ">0.100<" in drawn  # 1 - cosine has three digits
    assert ">0.1<" in drawn  # levels have one
    assert drawn.count("> role<") == 2
    assert drawn.count("> who<") == 1


def test_the_answer_counts_who_shares_the_first_attribute():
    words = figures.answer(shown(5))
    assert words == (
        "Of the 5 nearest by features, 3 share the tone, by pixels 0. "
        "Their consensus is right by features, wrong by pixels; the network is wrong."
    )
    assert len(words) <= 2 * 76
    assert figures.describe_neighbours(shown()).startswith("Picture 3 of 9, new compositions, “a person")
    assert "untrained features" in figures.answer(replace(shown(), trained=False))
    assert "untrained features" in figures.neighbours_drawing(replace(shown(), trained=False))


def test_a_picture_of_ones_own_is_not_judged():
    bare = replace(side("features", 2, "a koala", ()), right=None)
    own = replace(shown(references=()), title="Your picture", right=None, features=bare, pixels=bare)
    words = figures.answer(own)
    assert "no reference" in words
    assert "“a koala” is nearest, at 0.10" in words
    drawn = figures.neighbours_drawing(own)
    assert "✓" not in drawn
    assert "✗" not in drawn
