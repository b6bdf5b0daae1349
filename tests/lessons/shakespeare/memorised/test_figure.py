"""A passage with its matches, drawn."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from unrolled.lessons.shakespeare.memorised import figure as memorised
from unrolled.lessons.shakespeare.memorised.probe import Search
from unrolled.lessons.shakespeare.memorised.record import Baseline
from unrolled.measuring.novelty import Corpus

LEAST = np.arange(6, 41)
BASELINE = Baseline(300, LEAST, 1 / LEAST, 0.5 / LEAST, 2 / LEAST)
PLAYS = {"King <John>": "A:\nto be or <b>not</b> to be,\nthat is the question\n" + "long line\n" * 30}


def view(text="zz to be or <b>not</b> zz is the question", least=9, match=None):
    return Search(Corpus(PLAYS), text, "The <network>", BASELINE).look_up(least, match)


EXAMPLES = {
    "memorised.memorised_drawing": lambda: memorised.memorised_drawing(view()),
    "memorised.memorised_match": lambda: memorised.memorised_match(view()),
}


def test_each_match_can_be_clicked_and_has_a_double_line():
    root = ElementTree.fromstring(memorised.memorised_drawing(view()))
    picks = [int(node.get("data-pick")) for node in root.iter() if node.get("data-pick")]
    lengths = [match.length for match in view().matches]
    assert [picks.count(k) for k in range(2)] == lengths
    double = [float(node.get("width")) for node in root.iter() if node.get("height") == "1.5"]
    assert sum(double) == pytest.approx(2 * sum(lengths) * memorised.SIZE * 0.6)


def test_the_passage_stays_while_another_match_is_looked_up():
    assert memorised.memorised_drawing(view()) == memorised.memorised_drawing(view(match=0))
    assert memorised.memorised_match(view(match=1)) != memorised.memorised_match(view(match=0))


def test_the_match_is_shown_with_its_lines_wherever_it_stands():
    for text in ("or <b>not</b> to be", "long line\nlong line\n", "".join(PLAYS.values())[:330]):
        drawn = memorised.memorised_match(view(text))
        at = [float(y) for y in re.findall(r'y="([\d.]+)" fill="[^"]*" font-size="14" class="mono"', drawn)]
        assert at
        length = view(text).matches[view(text).match].length
        double = [float(wide) for wide in re.findall(r'width="([\d.]+)" height="1.5"', drawn)]
        assert sum(double) == pytest.approx(2 * length * memorised.SIZE * 0.6)
        if length < 100:
            assert max(at) < memorised.BAR - 24


def test_no_match_is_told():
    drawn = memorised.memorised_match(view("zzz"))
    assert "No 9 characters in a row" in drawn
    assert memorised.describe_memorised(view("zzz")).endswith("no match.")
    assert memorised.share(view("zzz")) == 0


def test_the_scale_shows_the_share_copied_and_the_band_of_plays():
    one = view()
    root = ElementTree.fromstring(memorised.memorised_drawing(one))
    parts = {node.get("data-part"): node for node in root.iter() if node.get("data-part")}
    long, (low, mean, high) = memorised.RIGHT - memorised.LEFT, memorised.usual(one)
    assert (float(parts["share"].get("cx")) - memorised.LEFT) / long == pytest.approx(memorised.share(one), abs=1e-3)
    assert (float(parts["band"].get("x")) - memorised.LEFT) / long == pytest.approx(low, abs=1e-3)
    assert float(parts["band"].get("width")) / long == pytest.approx(high - low, abs=1e-3)
    assert (float(parts["mean"].get("x")) + 1 - memorised.LEFT) / long == pytest.approx(mean, abs=1e-3)
    drawn = memorised.memorised_drawing(one)
    assert "this passage: " in drawn
    assert "plays it never saw: 11 % on average" in drawn


def test_the_description():
    words = memorised.describe_memorised(view(match=0))
    assert words.startswith("The <network>: ")
    assert "matches of 9 or more characters, held-out plays 11 %; match 1 of 2, " in words
    assert words.endswith("King <John>, line 2.")
