"""List and map of an analogy: bars, ranks, hatched inputs, what is expected, the row of the table, sentences."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from unrolled.lessons.analogies.arithmetic import figure as analogies
from unrolled.lessons.analogies.arithmetic.record import Analogy, Candidate, Expected, Row, Spot

ROW = Row(2, 10, ("France", "Paris"), (("Italy", "Rome"), ("Japan", "<b>Tokyo"), ("Florida", "Tallahassee")), 3, 30, 4)
EXPECTED = Expected("rome", "Table 8", ("spain", "madrid"), 4)
SPOTS = (
    Spot("france", "a", 0.0, 0.0), Spot("paris", "b", 1.0, 0.5), Spot("italy", "c", 0.2, -1.0),
    Spot("rome", "answer", 1.3, -0.4), Spot("spain", "other a", -0.5, 0.2), Spot("madrid", "other b", 0.4, 0.8),
    Spot("mi<b>lan", "near", 1.4, -0.5),
)  # fmt: skip


def candidates(allowed=False):
    rows = (("rome", 0.8, 0), ("italy", 0.7, 1), ("mi<b>lan", 0.6, 0), ("paris", 0.5, 1), ("oslo", -0.1, 0))
    found, rank = [], 0
    for word, score, is_input in rows:
        out = is_input and not allowed
        rank += not out
        found.append(Candidate(word, score, 0 if out else rank, bool(is_input)))
    return tuple(found)


def shown(**other):
    given = {
        "words": ("france", "paris", "italy"), "method": "cosine", "allowed": False, "about": "made up",
        "dimensions": 7, "size": 1234, "candidates": candidates(), "answer": "rome", "ahead": 0.2,
        "otherwise": "rome", "expected": EXPECTED, "expected_rank": 1,
        "spots": SPOTS, "target": (1.2, -0.5), "kept": 0.61, "row": ROW,
    }  # fmt: skip
    return Analogy(**{**given, **other})


EXAMPLES = {"arithmetic.analogy_drawing": lambda: analogies.analogy_drawing(shown())}


def parts(drawing):
    root = ElementTree.fromstring(drawing)
    return {node.get("data-part"): node for node in root.iter() if node.get("data-part")}


def test_bars_are_as_long_as_the_scores_say():
    for method, limit in analogies.LIMIT.items():
        bars = parts(analogies.analogy_drawing(shown(method=method)))
        for one in candidates():
            long = analogies.LONG * max(one.score / limit, 0.005)
            assert float(bars[f"bar-{one.word}"].get("width")) == pytest.approx(long, abs=0.01)
    far = (Candidate("rome", 7.0, 1, False), *candidates()[1:])
    bars = parts(analogies.analogy_drawing(shown(candidates=far)))
    assert float(bars["bar-rome"].get("width")) == analogies.LONG  # the number tells the rest


def test_inputs_are_hatched_and_keep_their_place():
    left_out = analogies.analogy_drawing(shown())
    bars = parts(left_out)
    assert [word for word, bar in bars.items() if "url(" in bar.get("fill")] == ["bar-italy", "bar-paris"]
    assert left_out.count(">input: left out<") == 1
    assert left_out.count(">left out<") == 1  # in a shorter bar
    allowed = analogies.analogy_drawing(shown(allowed=True, candidates=candidates(True)))
    assert "left out<" not in allowed
    assert allowed.count(">input<") == 2


def test_an_input_that_comes_first_says_so():
    first = (Candidate("italy", 0.9, 1, True), *candidates()[2:])
    drawn = analogies.analogy_drawing(shown(allowed=True, candidates=first, answer="italy"))
    assert "input, ahead" in drawn


def test_how_near_the_runner_up_is():
    assert ">ahead by 0.200<" in analogies.analogy_drawing(shown())
    tiny = (Candidate("rome", 0.1, 1, False), *candidates()[1:])
    assert "ahead" not in analogies.analogy_drawing(shown(candidates=tiny))


def test_what_is_due_is_tagged_also_from_far_down():
    assert "◀ Table 8" in analogies.analogy_drawing(shown())
    far = (*candidates()[:4], Candidate("au", 0.1, 6192, False))
    drawn = analogies.analogy_drawing(
        shown(candidates=far, expected=Expected("au", "the word2vec questions"), expected_rank=6192)
    )
    assert "◀ expected" in drawn
    assert ">6,192<" in drawn
    assert 'stroke-dasharray="3 5"' in drawn  # words between are left out
    assert 'stroke-dasharray="3 5"' not in analogies.analogy_drawing(shown())


def test_the_row_of_the_table_can_be_clicked_and_its_example_is_framed():
    drawn = analogies.analogy_drawing(shown())
    assert "Table 8, row 2 of 10" in drawn
    assert re.findall(r'data-pick="(\d)"', drawn) == ["3", "4", "5"]
    assert re.findall(r'stroke-width="2.5"[^>]* data-pick="(\d)"', drawn) == ["4"]
    unasked = analogies.analogy_drawing(shown(expected=None))
    assert not re.search(r'stroke-width="2.5"[^>]* data-pick', unasked)
    assert "Table 8, row" not in analogies.analogy_drawing(shown(row=None))


def test_arrows_and_marks_of_the_map():
    drawn = analogies.analogy_drawing(shown())
    assert drawn.count("<polygon") == 3
    assert 'stroke-dasharray="8 5"' in drawn
    assert "Grey arrow: another pair." in drawn
    alone = analogies.analogy_drawing(shown(spots=SPOTS[:4]))
    assert alone.count("<polygon") == 2
    assert "Grey" not in alone
    expected = analogies.analogy_drawing(
        shown(spots=(*SPOTS[:4], Spot("au", "expected", 0.0, 1.0)), expected=Expected("au", "Table 8"))
    )
    assert "Thick ring: expected." in expected
    for spot in SPOTS:
        assert f">{spot.word.replace('<', '&lt;').replace('>', '&gt;')}</text>" in drawn


def test_long_words_are_cut_and_nothing_leaves_the_picture():
    long = "x" * 60
    spots = (Spot(long, "a", 0.0, 0.0), *SPOTS[1:])
    listed = (Candidate(long, 0.9, 1, False), *candidates()[1:])
    drawn = analogies.analogy_drawing(
        shown(words=(long, "paris", "italy"), spots=spots, candidates=listed, answer=long)
    )
    shown_words = re.findall(r">(x+…?)<", drawn)
    assert shown_words == ["x" * 16 + "…"]  # in the list; on the map there is no room for it


def test_what_is_said():
    assert analogies.describe_analogy(shown()) == (
        "paris − france + italy, cosine: rome 0.800, then mi<b>lan 0.600; inputs left out; with them allowed rome "
        "comes first."
    )
    expected = analogies.describe_analogy(shown(expected=Expected("oslo", "Table 8"), expected_rank=3))
    assert expected.endswith("comes first. oslo, expected by Table 8, is 3rd.")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "rome, as in Table 8. Inputs allowed, it stays rome."),
        ({"otherwise": "italy"}, "rome, as in Table 8. Inputs allowed, it would be italy."),
        (
            {"allowed": True, "answer": "italy", "expected_rank": 2},
            "italy; in Table 8 it is rome, here 2nd. Inputs left out, it would be rome.",
        ),
        ({"expected": None}, "rome; nobody has said what is expected. Inputs allowed, it stays rome."),
        (
            {"expected": Expected("zz", "Table 8"), "expected_rank": 0},
            "rome; in Table 8 it is zz, which is not asked here. Inputs allowed, it stays rome.",
        ),
        ({"words": ("a", "a", "a")}, "Three times a: X is a itself, and the list holds its neighbours."),
        ({"words": ("a", "a", "c")}, "a − a is nothing, so X is c, and the list holds its neighbours."),
        ({"words": ("a", "b", "a")}, "a is taken away and added again, so X is b, and the list holds its neighbours."),
    ],
)
def test_the_verdict(change, words):
    assert analogies.verdict(replace(shown(), **change)) == words
