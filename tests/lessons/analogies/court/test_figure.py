"""The court as a picture: bars and marks by their shares, and counts."""

import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from unrolled.lessons.analogies.court import figure as court
from unrolled.lessons.analogies.court.record import Court, Score
from unrolled.measuring.records.hearing import Count, Heard, Hearing

HEARD = Heard("family", True, 500, 400, Count(200, 100), Count(1, 0), Count(1, 1), 50)
HEARING = Hearing((HEARD,), "Gl<b>oVe, 100 dimensions, 6 billion words of <b>", 100, 20215, "cosine", 1, 1.26)
SCORES = (
    Score("fam<b>ily", "section", 0.5, 0.2, 0.01, 400, 500),
    Score("semantic", "semantic", 0.5, 0.2, 0.01, 400, 500),
    Score("plural", "section", math.nan, math.nan, math.nan, 0, 100),
    Score("syntactic", "syntactic", 0.25, 0.0, 0.0, 100, 100),
    Score("total", "total", 0.4, 0.1, 0.0, 500, 600),
)
SHOWN = Court(SCORES, HEARING, False, True, 0.616, False)
FULL = replace(SHOWN, scores=(*SCORES[:-1], replace(SCORES[-1], covered=600)))

EXAMPLES = {"court.court_drawing": lambda: court.court_drawing(SHOWN)}


def words(shown):
    return re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(court.court_drawing(shown)).itertext()))


def test_bars_and_marks_stand_at_their_shares():
    root = ElementTree.fromstring(court.court_drawing(SHOWN))
    bars = [n for n in root.iter() if n.get("height") == str(court.TALL - 8)]
    assert [float(n.get("width")) / court.LONG for n in bars] == pytest.approx([0.5, 0.5, 0.4, 0.25], abs=1e-3)
    diamonds = [float(n.get("d")[1:].split()[0]) for n in root.iter() if (n.get("d") or "").endswith("-6.5 -7z")][1:]
    lefts = [column + court.LEFT for column in (court.LEFT_COLUMN,) * 3 + (court.RIGHT_COLUMN,)]
    at = [(x - left) / court.LONG for x, left in zip(diamonds, lefts, strict=True)]
    assert at == pytest.approx([0.2, 0.2, 0.1, 0], abs=1e-3)
    triangles = [float(n.get("d")[1:].split()[0]) for n in root.iter() if (n.get("d") or "").endswith("h-13z")][1:]
    at = [(x - left) / court.LONG for x, left in zip(triangles, lefts, strict=True)]
    assert at == pytest.approx([0.01, 0.01, 0, 0], abs=1e-3)
    assert "no question is covered" in words(SHOWN)


def test_scores_stand_with_counts_and_vectors():
    said = words(SHOWN)
    assert "fam<b>ily 400 50.0 %" in said
    assert "all questions 500 40.0 %" in said
    assert "syntactic, all 100 25.0 %" in said
    assert "Gl<b>oVe, 20,215 words, in 1.3 s" in said


def test_the_note_says_what_matters_in_this_state():
    assert "100 questions hold a word that is not here. They are counted wrong." in words(SHOWN)
    assert "left out, and with them the rare words" in words(replace(SHOWN, strict=False))
    assert "In 61.6 % of the covered questions an input word comes first." in words(replace(SHOWN, allowed=True))
    assert "It chooses among 20,215 words only" in words(FULL)


def test_waiting_is_told_and_the_bars_stay():
    waiting = replace(SHOWN, waiting=True)
    assert "the court sits; the bars are of the case before" in words(waiting)
    assert "in 1.3 s" in words(SHOWN)
    empty = Court((), None, False, True, math.nan, True)
    assert "the court sits" in words(empty)
    assert court.describe_court(empty) == "The court sits: no section has been heard yet."


def test_everything_fits():
    long = tuple(Score(f"s{k}", "section", 0.9, 0.1, 0.1, 1, 1) for k in range(14))
    sums = tuple(Score(kind, kind, 1.0, 0.1, 0.1, 1, 1) for kind in ("semantic", "syntactic", "total"))
    shown = replace(SHOWN, scores=(*long[:5], sums[0], *long[5:], *sums[1:]))
    root = ElementTree.fromstring(court.court_drawing(shown))
    assert max(float(node.get("y")) for node in root.iter() if node.get("y")) < court.HEIGHT


def test_the_description():
    assert court.describe_court(SHOWN) == (
        "40.0 % of the questions answered correctly (50.0 % semantic, 25.0 % syntactic), 20,215 words, cosine, one "
        "pair, input words left out; questions with unknown words counted wrong, 500 of 600 covered; the nearest "
        "neighbour of c alone 10.0 %, b − a alone 0.0 %."
    )
    assert [court.pairs_in_words(k) for k in (1, 5, 0)] == ["one pair", "5 pairs averaged", "all other pairs averaged"]
