"""Rules and passages, drawn: marks as many as are kept, passages that fit, text escaped."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np

from unrolled.lessons.char_rnn.truncation import figure as truncation
from unrolled.lessons.char_rnn.truncation.record import Truncations

CHARACTERS = tuple("<>&\nabcdefghijklm")
NAMES = ("no rule", "top-k, k = 2", "top-p, p = 0.9", "min-p, m = 0.1")


def view(words="<b>abc</b>\nabc", **other):
    V, N = len(CHARACTERS), len(words)
    p = np.tile(np.arange(V, 0, -1) / (V * (V + 1) / 2), (4, N, 1))
    kept = np.ones((4, 4, N, V), dtype=bool)
    kept[:, 1, :, 2:] = False
    kept[:, 2, :, 5:] = False
    kept[:, 3, :, 0] = False  # what no rule does, to see a mark missing
    texts = (words, "a" + words[1:], words, words[:3] + "m" + words[4:])
    return replace(Truncations("<HAMLET>\n", 1.0, NAMES, CHARACTERS, texts, p, kept), **other)


EXAMPLES = {
    "truncation.truncations_drawing": lambda: truncation.truncations_drawing(view()),
    "truncation.truncations_cursor": lambda: truncation.truncations_cursor(view()),
}


def test_marks_are_as_many_as_a_rule_keeps_among_those_shown():
    root = ElementTree.fromstring(truncation.truncations_cursor(view()))
    full = [node for node in root.iter() if node.get("width") == "14" and node.get("height") == "14"]
    by_rule = [sum(float(node.get("x")) == x - 7 for node in full) for x in truncation.MARKS]
    assert by_rule == [2, 5, truncation.SHOWN - 1]


def test_counts_and_probabilities_kept_are_written_below():
    drawn = truncation.truncations_cursor(view())
    V = len(CHARACTERS)
    assert f">kept, of {V}<" in drawn
    for count in (2, 5, V - 1):
        assert f">{count}<" in drawn
    assert ">22 %<" in drawn  # 17 + 16 of 153
    assert ">89 %<" in drawn  # all but the likeliest


def test_a_parting_is_told_and_boxed():
    drawn = truncation.truncations_drawing(view())
    for told in ("the same for 0 characters", "the same", "the same for 3 characters"):
        assert f">{told}<" in drawn
    assert drawn.count('stroke-width="1.5"') == 2


def test_the_answer_names_the_rules_that_cut_what_was_drawn():
    assert truncation.answer(view("a<")).startswith("“a” was drawn here (8.5 %); top-k cuts it.")
    assert truncation.answer(view("m<")).endswith("; top-k and top-p cut it.")
    assert truncation.answer(view("<a")).endswith("; min-p cuts it.")
    assert truncation.answer(view("><")).endswith("; all three rules allow it.")
    none = view("m<")
    none.kept[0, 3] = False
    assert truncation.answer(none).endswith("; all three rules cut it.")


def test_a_long_passage_ends_in_an_ellipsis_and_its_last_place_has_room():
    long = view("word " * 60, row=0)
    last = truncation.last_place(long)
    assert 100 < last < 180
    assert "…" in truncation.truncations_drawing(long)
    ElementTree.fromstring(truncation.truncations_cursor(replace(long, cursor=last)))


def test_the_sentence_changes_with_every_move():
    shown = view()
    told = {truncation.describe_truncations(replace(shown, cursor=c, row=r)) for c in range(3) for r in range(4)}
    assert len(told) == 12
