"""The learning curve, drawn: every line is named at its end, and no name lies on another."""

import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import numpy as np

from unrolled.lessons.char_rnn.learning_curve import figure as learning_curve
from unrolled.measuring.records.char_rnn import LearningCurve

CURVE = LearningCurve(
    "<b>x</b>", np.arange(1, 4), np.array([3, 2, 1.27]), np.array([3, 2.2, 1.45]), {"uniform": 4.33, "5-gram": 1.62}
)
EXAMPLES = {"learning_curve.learning_curve_drawing": lambda: learning_curve.learning_curve_drawing(CURVE)}


def test_lines_are_named_at_their_ends_one_name_below_the_other():
    root = ElementTree.fromstring(learning_curve.learning_curve_drawing(CURVE))
    named = {node.text: float(node.get("y")) for node in root.iter() if node.tag.endswith("text") and node.text}
    wanted = ["uniform 4.33", "5-gram 1.62", "unseen text 1.45", "training text 1.27"]
    heights = [named[words] for words in wanted]
    assert all(lower - upper >= 16 for upper, lower in pairwise(heights))
    assert heights[-1] <= float(root.get("height"))
