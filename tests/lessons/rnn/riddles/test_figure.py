"""The picture of the study says what was measured."""

import xml.etree.ElementTree as ElementTree

import numpy as np

from unrolled.lessons.rnn.riddles import figure as figures
from unrolled.lessons.rnn.riddles import probe as riddles
from unrolled.lessons.rnn.riddles.record import Riddle


def made():
    losses = np.full((5, 10), 0.7)
    return (Riddle("a<b>cd", 1, losses, np.array([0, 3, 5, 7, 10]), np.array([0, 1, 1, 2, 2])),)


EXAMPLES = {"riddles.riddles_drawing": lambda: figures.riddles_drawing(made())}


def test_all_counts_are_written_and_bars_are_as_high():
    drawing = figures.riddles_drawing(riddles.riddles())
    root = ElementTree.fromstring(drawing)
    written = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    counts = np.concatenate([riddle.learned for riddle in riddles.riddles()])
    ways = np.concatenate([riddle.open for riddle in riddles.riddles()])
    assert [int(word.split()[0]) for word in written if word.endswith(" open")] == ways.tolist()
    bars = [node for node in root.iter("{http://www.w3.org/2000/svg}rect") if "rnn" in node.get("fill")]
    heights = [float(bar.get("height")) / figures.TALL * 10 for bar in bars]
    np.testing.assert_allclose(heights, counts[counts > 0], atol=0.01)
    assert "<b>" not in figures.riddles_drawing(made())
