"""The beam tree, drawn: words once, the best path first and thick, greedy's dashed, what is dropped counted."""

import itertools
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from told import has_nan
from unrolled.lessons.captioning.beam.figure import answer, describe_tree, tree_drawing
from unrolled.lessons.captioning.beam.figure.rows import GAP, fitting, laid_out, width_of
from unrolled.lessons.captioning.beam.record import END, BeamTree, Length, Written


def one(text, log_p, *, exact=False, finished=True, alpha=0.0):
    words = tuple(text.split())
    return Written(words, log_p, log_p / (len(words) + 1) ** alpha, exact, finished)


BEST, SECOND, GREEDY = one("a man <b>cook", -0.5, exact=True), one("a man", -2.0), one("two cooks", -1.25)
LENGTHS = (
    Length((("a",), ("the",)), (-0.2, -1.0), 50),
    Length((("a", "man"), ("a", "woman")), (-0.3, -1.5), 100),
    Length((("a", "man", "<b>cook"), ("a", "man", END)), (-0.4, -2.0), 100),
    Length((("a", "man", "<b>cook", END),), (-0.5,), 50),
)


def shown(
    best=BEST, rest=(SECOND,), greedy=GREEDY, reference=BEST, *, width=2, alpha=0.0, proved=True, lengths=LENGTHS
):
    image = np.zeros((64, 64, 3), np.uint8)
    return BeamTree(image, "new things", 4, width, alpha, (best, *rest), greedy, reference, lengths, proved)


EXAMPLES = {"beam.tree_drawing": lambda: tree_drawing(shown())}


def wide_beam(count=20, words=13):
    long = [
        one(" ".join(f"medium-dark{k if t == words - 1 else t}" for t in range(words)), -1 - k / 9)
        for k in range(count)
    ]
    lengths = tuple(
        Length(tuple({caption.path[:t]: 0 for caption in long}), (0.0,) * len({c.path[:t] for c in long}), 900)
        for t in range(1, words + 2)
    )
    return shown(long[0], long[1:], long[0], None, width=count, lengths=lengths)


def words_of(drawing):
    root = ElementTree.fromstring(drawing)
    return [(node.text, node) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def test_rows_share_beginnings_and_the_best_finalist_stands_first():
    laid = laid_out(shown(), 17, 700)
    assert [row.path for row in laid.rows] == [BEST.path, SECOND.path, ("a", "woman"), GREEDY.path, ("the",)]
    assert [row.rank for row in laid.rows] == [1, 2, 0, 0, 0]
    assert [row.written is None for row in laid.rows] == [False, False, True, False, True]
    paths = [node.path for node in laid.nodes]
    assert len(paths) == len(set(paths))  # each word once
    assert paths.count(("a", "man")) == 1
    by_path = {node.path: node for node in laid.nodes}
    assert (by_path[SECOND.path].row, by_path[SECOND.path].parent) == (1, 0)
    assert by_path[("the",)].row == 4
    assert laid.hidden == (0, 0, 0, 0)
    assert laid.left_out == 0


def test_where_there_is_no_room_dropped_beginnings_and_the_last_finalists_are_counted():
    laid = laid_out(shown(), 3, 700)
    assert [row.path for row in laid.rows] == [BEST.path, SECOND.path, GREEDY.path]
    assert laid.hidden == (1, 1, 0, 0)  # "the", "a woman"
    laid = laid_out(shown(), 2, 700)
    assert [row.path for row in laid.rows] == [BEST.path, GREEDY.path]  # greedy's path is always there
    assert laid.left_out == 1
    assert laid_out(wide_beam(), 17, 700).left_out == 3


def test_greedy_among_the_last_finalists_keeps_its_rank():
    laid = laid_out(shown(rest=(SECOND, one("a dog", -3), one("a cat", -4)), greedy=one("a cat", -4)), 3, 700)
    assert [(row.path[:2], row.rank) for row in laid.rows] == [(("a", "man"), 1), (("a", "man"), 2), (("a", "cat"), 4)]


def test_columns_keep_apart_and_inside_whatever_the_words():
    for tree in (shown(), wide_beam(), wide_beam(20, 19)):
        columns = laid_out(tree, 17, 680).columns
        for (x, width), (after, _) in itertools.pairwise(columns):
            assert after == pytest.approx(x + width + GAP)
        assert columns[-1][0] <= 680


def test_words_are_cut_in_the_middle_only_where_they_must_be():
    assert fitting("medium-dark", 200) == "medium-dark"
    cut = fitting("medium-dark", 60)
    assert cut.startswith("m")
    assert cut.endswith("dark")
    assert "…" in cut
    assert width_of("mmmm") > width_of("aaaa") > width_of("iiii")
    assert width_of("word", bold=True) > width_of("word")
    assert fitting("medium-dark", 10) == "m…"


def test_the_best_path_is_bold_and_greedys_is_dashed():
    drawing = tree_drawing(shown())
    assert 'stroke-dasharray="4 3"' in drawing
    weights = {words: node.get("font-weight") for words, node in words_of(drawing) if words in ("man", "two", "woman")}
    assert weights == {"man": "700", "two": None, "woman": None}
    (style,) = (node.get("font-style") for words, node in words_of(drawing) if words == "two")
    assert style == "italic"
    assert 'stroke-dasharray="4 3"' not in tree_drawing(shown(greedy=BEST))


def test_numbers_marks_and_notes_stand_at_the_right():
    texts = [words for words, _ in words_of(tree_drawing(shown()))]
    assert texts.count("✓") == 3  # reference, beam, and its row
    assert texts.count("dropped") == 2
    assert texts.count("greedy") == 1
    assert {"1.", "2.", "−0.50", "−2.00", "−1.25", "−1.50"} <= set(texts)
    assert "score" not in texts
    assert "score" in [words for words, _ in words_of(tree_drawing(shown(alpha=0.5)))]


def test_unfinished_and_empty_captions_are_drawn():
    drawing = tree_drawing(shown(one("a man", -1, finished=False), (), one("", -3), None))
    texts = [words for words, _ in words_of(drawing)]
    assert {"cut", "(nothing)", "(holds a word that the network does not know)"} <= set(texts)
    assert not has_nan(drawing)


def test_twenty_long_captions_fit():
    drawing = tree_drawing(wide_beam())
    assert 'width="894" height="380"' in drawing
    assert "17 of 20" in drawing
    xs = [float(x) for x in re.findall(r'<text x="([\d.]+)"', drawing)]
    assert max(xs) < 894
    assert len(drawing) < 60_000


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        (shown(), "A beam of 2 finds log p −0.50, greedy only −1.25; greedy’s beginning was dropped at word 1. "
         "It is right, and no caption has a better log p. Greedy’s is wrong."),
        (shown(greedy=BEST, proved=False), "Greedy and a beam of 2 write the same (log p −0.50). It is right."),
        (shown(SECOND, (), SECOND, BEST, width=1), "A beam of 1 is greedy (log p −2.00). Search error: the reference "
         "is better still (log p −0.50), and the beam missed it."),
        (shown(GREEDY, (), BEST, one("a man <b>cook", -3, exact=True), proved=False),
         "A beam of 2 finds log p −1.25, less than greedy’s −0.50: it is ranked by score. Model error: it prefers this "
         "to the reference (−3.00). Greedy’s is right."),
        (shown(SECOND, (), SECOND, None), "Greedy and a beam of 2 write the same (log p −2.00). It cannot be right: "
         "each reference has a word that the network does not know."),
    ],
)  # fmt: skip
def test_what_is_said(tree, sentence):
    assert answer(tree) == sentence


def test_one_sentence_for_who_cannot_see_it():
    assert describe_tree(shown()) == (
        "Picture 4 of new things, width 2, α = 0.0: beam search writes “a man <b>cook” (log p −0.50, a reference), "
        "greedy “two cooks” (log p −1.25); captions found: 2."
    )
