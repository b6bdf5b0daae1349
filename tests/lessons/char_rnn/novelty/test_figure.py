"""The microscope, drawn: copies are underlined and told."""

import xml.etree.ElementTree as ElementTree

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.char_rnn.novelty import figure as novelty
from unrolled.measuring.records.novelty import Copy, Microscope, Novelty, Passage


def columns(text="ROMEO:\nI <b>will</b> not see the strange face of the king of France to-day.", column=1):
    copy = Copy(8, 20, "King John", 1234, "of the <crown>")
    new = Novelty((copy,), copy, 0.3, {4: 0.1, 6: 0.2, 8: 0.4, 12: 0.8}, 9, 0.9, ("thenzed", "facoure"), 0.1)
    none = Novelty((), None, 0.0, {4: 0.0, 6: 0.0, 8: 0.0, 12: 0.0}, 0, 0.0, (), 0.0)
    return Microscope("A:\n", (Passage(0.0, text, new, 0.0), Passage(0.8, text[:9] + "xyz", none, 3.5)), column)


EXAMPLES = {
    "novelty.microscope_drawing": lambda: novelty.microscope_drawing(columns()),
}


def test_copies_are_underlined_and_told():
    drawn = novelty.microscope_drawing(columns(column=0))
    assert drawn.count("unrolled-memorised") >= 4
    assert "King John, line 1,234" in drawn
    assert "goes on there" not in novelty.microscope_drawing(columns(column=1))  # nothing copied there


def test_what_a_column_shares_with_the_one_at_its_left_is_counted():
    assert "9 as left" in novelty.microscope_drawing(columns())


def test_a_passage_without_room_ends_in_an_ellipsis_and_nothing_leaves_the_picture():
    for words in ("a\n" * 80, "word " * 32, "x" * 160):
        root = ElementTree.fromstring(novelty.microscope_drawing(columns(words)))
        wide, tall = float(root.get("width")), float(root.get("height"))
        assert (wide, tall) <= (WIDTH, HEIGHT)
        for node in root.iter():
            if node.tag.endswith("rect"):
                assert float(node.get("x")) + float(node.get("width")) <= wide + 0.01
                assert float(node.get("y")) + float(node.get("height")) <= tall
        letters = [node for node in root.iter() if node.get("class") == "mono"]
        assert max(float(node.get("y")) for node in letters) < novelty.SOURCE.y
        assert any((node.text or "").endswith("…") for node in letters) == (words == "a\n" * 80)


def test_the_answer_says_what_is_copied_and_what_is_made_up():
    words = novelty.answer(columns(column=0))
    assert words.startswith("τ = 0: 30 % copied (double underline: 15 or more characters in a row")
    assert words.endswith("90 % real words, made up: thenzed, facoure.")
    assert novelty.answer(columns(column=1)).endswith("0 % real words.")
