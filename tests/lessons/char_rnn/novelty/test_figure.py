"""The microscope, drawn: copies are underlined and told."""

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
