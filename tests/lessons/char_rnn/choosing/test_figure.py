"""The text under way, drawn: nothing yet, a long text, what is typed escaped, candidates that can be clicked."""

import xml.etree.ElementTree as ElementTree

import numpy as np

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.char_rnn.choosing import figure as choosing
from unrolled.lessons.char_rnn.choosing.record import Choosing

CANDIDATES = (("<", 0.5), ("\n", 0.3), (" ", 0.1), ("&", 0.0004))


def text(written="I <b>will</b>", nats=1.5, expected=1.2, drawn=2):
    N = len(written)
    return Choosing("<A>:\n", written, drawn, np.full(N, nats), np.full(N, expected), np.full(N, 0.5), CANDIDATES)


EXAMPLES = {
    "choosing.choosing_drawing": lambda: choosing.choosing_drawing(text()),
}


def test_before_the_first_character_there_are_no_costs():
    empty = text("")
    assert "Nothing is written yet" in choosing.describe_choosing(empty)
    assert choosing.answer(empty).startswith("Type a character")
    assert "nan" not in choosing.choosing_drawing(empty)


def test_each_candidate_can_be_pressed():
    root = ElementTree.fromstring(choosing.choosing_drawing(text()))
    pressed = {choosing.pressed(node.get("data-press")) for node in root.iter() if node.get("data-press")}
    assert pressed == {name for name, _ in CANDIDATES}


def test_the_end_of_a_long_text_has_room():
    drawn = choosing.choosing_drawing(text("so it is.\n" * 40 + "last"))
    root = ElementTree.fromstring(drawn)
    assert (float(root.get("width")), float(root.get("height"))) <= (WIDTH, HEIGHT)
    letters = [node for node in root.iter() if node.get("class") == "mono"]
    assert any("last" in (node.text or "") for node in letters)
    assert max(float(node.get("y")) for node in letters) < HEIGHT
    assert not any("A" in (node.text or "") for node in letters)


def test_the_answer_compares_the_text_with_a_draw():
    assert choosing.answer(text("abcd", 1.5, 1.2)) == (
        "Its probability is 0.2 %: 1.50 nats a character. That is less probable than a draw on average (1.20)."
    )
    assert "is more probable than a draw" in choosing.answer(text("abcd", 0.5, 1.2))
    assert "is about as probable as a draw" in choosing.answer(text("abcd", 1.25, 1.2))
    assert "1 in 10^26" in choosing.answer(text("a" * 40, 1.5, 1.2))


def test_a_dear_character_has_no_bar_beyond_the_scale():
    root = ElementTree.fromstring(choosing.choosing_drawing(text("a", 50.0)))
    bars = [node for node in root.iter() if node.get("x") == str(choosing.BAR)]
    assert bars
    assert max(float(node.get("width")) for node in bars) == 220
