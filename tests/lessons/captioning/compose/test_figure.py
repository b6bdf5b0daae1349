"""The table of compositions, its cursor, and a learner's own picture."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.captioning.compose import figure as figures
from unrolled.lessons.captioning.compose.record import Caption, Own, Table

SVG = "{http://www.w3.org/2000/svg}"
WORDS = ("a", "person", "in", "a", "motorized", "wheelchair", "facing", "right", "with", "medium-light", "skin", "<b>")


def written(right=True, words=WORDS):
    return Caption(words, np.linspace(1, 0.5, len(words) + 1), right)


def shown(cursor=2, row=1):
    image = np.full((18, 64, 64, 3), 120, np.uint8)
    kinds = tuple("new triple" if k == 8 else "new pair" if k >= 12 else "" for k in range(18))
    caption = "a <b> in a motorized wheelchair facing right with medium-light skin"
    return Table(
        "in <b>", "noto", kinds, (caption,) * 18, {"noto": image, "twemoji": image},
        {"noto": tuple(written(k % 3 > 0) for k in range(18)), "twemoji": (written(False),) * 18},
        {"noto": np.array([not kind for kind in kinds]), "twemoji": np.arange(18) < 6}, cursor, row,
    )  # fmt: skip


def own():
    return Own(np.zeros((64, 64, 3), np.uint8), np.zeros((32, 32, 3), np.uint8), written(None), *(
        np.zeros((64, 64, 3), np.uint8), "a <b> koala", 0.31,
    ))  # fmt: skip


EXAMPLES = {
    "compose.compose_drawing": lambda: figures.compose_drawing(own()),
    "compose.table_drawing": lambda: figures.table_drawing(shown()),
    "compose.table_cursor": lambda: figures.table_cursor(shown()),
    "compose.own_drawing": lambda: figures.own_drawing(own()),
}


def texts(drawing):
    return ["".join(node.itertext()) for node in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def test_each_cell_tells_right_or_wrong_and_whether_it_is_new():
    found = [words for words in texts(figures.table_drawing(shown())) if words[0] in "✓✗" and len(words) < 8]
    expected = [("✗" if k % 3 == 0 else "✓") + (" new" if k == 8 or k >= 12 else "") for k in range(18)]
    assert found == expected


def test_the_title_counts_right_captions():
    assert "in <b>, by Noto: 12 of 18 captions right; of 7 new ones 5" in texts(figures.table_drawing(shown()))
    none = replace(shown(), kinds=("",) * 18)
    assert "in <b>, by Noto: 12 of 18 captions right" in texts(figures.table_drawing(none))


def test_every_cell_can_be_picked():
    root = ElementTree.fromstring(figures.table_drawing(shown()))
    picked = [(node.get("data-pick"), node.get("data-row")) for node in root.iter() if node.get("data-pick")]
    assert picked == [(str(cursor), str(row)) for row in range(3) for cursor in range(6)]


def test_the_still_part_does_not_move_with_the_cursor():
    one, other = (figures.table_drawing(shown(*place)) for place in ((0, 0), (5, 2)))
    strip = [drawing.split(">", 1)[1] for drawing in (one, other)]  # all but their descriptions
    assert strip[0] == strip[1]
    assert figures.table_cursor(shown(0, 0)) != figures.table_cursor(shown(5, 2))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((2, 1), "A new triple"),
        ((0, 2), "A new pair"),
        ((0, 0), "In training as Noto draws it, and as Twemoji does."),
        ((0, 1), "Twemoji's drawing is new"),
    ],
)
def test_how_a_composition_is_new_is_told(place, words):
    assert words in " ".join(texts(figures.table_cursor(shown(*place))))


def test_every_word_stands_with_its_probability():
    found = texts(figures.own_drawing(own()))
    assert [word for word in found if word in (*WORDS, "END")] == [*WORDS, "END"]
    assert "100 %" in found
    assert "50 %" in found
    bars = [
        float(node.get("width"))
        for node in ElementTree.fromstring(figures.own_drawing(own())).iter(f"{SVG}rect")
        if node.get("height") == "4"
    ]
    shares = [filled / whole for whole, filled in zip(bars[::2], bars[1::2], strict=True)]
    np.testing.assert_allclose(shares, own().caption.p, atol=1e-3)


def test_everything_stays_in_the_picture():
    for make in EXAMPLES.values():
        for node in ElementTree.fromstring(make()).iter(f"{SVG}text"):
            assert 0 < float(node.get("y")) <= 379


def test_what_is_said():
    words = figures.describe(shown())
    assert "is a new triple. Captions: Noto right (p\u00a0" in words
    assert "Twemoji wrong" in words
    assert "is in training." in figures.describe(shown(0, 0))
    assert "It knows only drawings of emoji" in figures.describe(own())
