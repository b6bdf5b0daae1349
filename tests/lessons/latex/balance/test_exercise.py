"""The question on the flat line: its replies fit the panel, its right answer what was measured."""

import numpy as np

from unrolled.lessons.latex.balance import exercise as exercises
from unrolled.lessons.latex.balance.panel import QUESTIONS
from unrolled.lessons.latex.balance.probe import FEWEST, KINDS, load_study


def test_replies_name_what_the_panel_has():
    assert "proofs" in KINDS
    assert "expected to close" in dict(QUESTIONS)
    wrong = [choice.reply for choice in exercises.FLAT.choices if not choice.right]
    assert all("“proofs”" in reply and "“expected to close”" in " ".join(reply.split()) for reply in wrong)


def test_the_right_answer_is_what_was_measured():
    line = load_study().read["5-gram"]["proofs"]
    shown = line.pairs >= FEWEST
    values = line.probability[shown]
    assert values.max() - values.min() < 0.001  # the same at any distance
    assert 0.2 < values.mean() < 0.3  # "about a quarter"
    at = line.edges[:-1][shown]
    assert at[0] <= 64
    assert at[-1] >= 1_000
    [right] = [choice.words for choice in exercises.FLAT.choices if choice.right]
    assert right.startswith("about a quarter")
    assert np.isfinite(values).all()
