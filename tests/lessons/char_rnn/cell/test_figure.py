"""The LSTM in one picture: every part that the text names is in it."""

import xml.etree.ElementTree as ElementTree

from unrolled.lessons.char_rnn.cell import figure as cell

EXAMPLES = {"cell.lstm_drawing": cell.lstm_drawing}


def test_every_part_that_the_text_names_is_drawn_inside_the_picture():
    root = ElementTree.fromstring(cell.lstm_drawing())
    words = ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("text")]
    for part in ("keep", "write", "read", "memory", "hidden state", "f", "i", "o", "g", "+"):
        assert part in words
    assert words.count("σ") == 3
    assert words.count("tanh") == 2  # of the candidate, and of the memory where it is read
    for node in root.iter():
        if node.tag.endswith("text"):
            assert 0 <= float(node.get("x")) <= float(root.get("width"))
            assert 0 <= float(node.get("y")) <= float(root.get("height"))
