"""One passage, drawn: bars of the coding shown, a block for each coding, and words that are escaped."""

import re

import numpy as np
import pytest

from unrolled.lessons.encodings.passage import figure as figures
from unrolled.lessons.encodings.passage.record import Guess, Passage


def view(shown=0, truth=2):
    guesses = tuple(
        Guess(coding, np.array(shares), known, (("a<b>", 1.25), ("x" * 40, 0.5)))
        for coding, shares, known in (
            ("one-hot", [0.7, 0.2, 0.1], 5), ("hashed", [0.1, 0.2, 0.7], 8), ("signed", [0.3, 0.4, 0.3], 8),
            ("dense", [0.0, 1.0, 0.0], 0),
        )
    )  # fmt: skip
    return Passage(("news", "lore", "science fiction"), 8, guesses, truth, shown)


EXAMPLES = {"passage.passage_drawing": lambda: figures.passage_drawing(view())}


def test_the_bars_are_those_of_the_coding_shown():
    for shown, expected in ((0, [0.7, 0.2, 0.1]), (1, [0.1, 0.2, 0.7])):
        drawn = figures.passage_drawing(view(shown))
        wide = [float(w) for w in re.findall(r'width="([\d.]+)" height="13"[^>]* data-part="p-\d"', drawn)]
        assert wide == pytest.approx([figures.WIDE * p for p in expected], abs=0.06)
    assert 'data-part="truth"' in figures.passage_drawing(view())
    assert 'data-part="truth"' not in figures.passage_drawing(view(truth=-1))


def test_each_coding_has_a_block_and_the_right_ones_are_ticked():
    drawn = figures.passage_drawing(view())
    assert len(re.findall(r'data-pick="\d"', drawn)) == 4
    assert "one-hot: news 70 %, then lore 20 %" in drawn
    assert "hashed: ✓ science fiction 70 %, then lore 20 %" in drawn
    assert "knows 5 of 8 different words" in drawn
    assert "✓" not in figures.passage_drawing(view(truth=-1))


def test_words_of_the_learner_are_escaped_and_cut():
    drawn = figures.passage_drawing(view())
    assert "<b>" not in drawn
    assert "a&lt;b&gt; +1.2" in drawn
    assert "x" * 17 not in drawn
    assert figures._telling(()) == "no word says anything for it"
    assert len(figures._telling((("word", 1.0),) * 40)) <= figures.LETTERS


def test_the_description():
    assert figures.describe_passage(view()) == (
        "one-hot knows 5 of 8 different words and says news, 70 %, most of all for “a<b>”; it is science fiction."
    )
    assert figures.describe_passage(view(truth=-1)).endswith("“a<b>”.")
