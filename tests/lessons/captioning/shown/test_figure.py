"""Three networks side by side, drawn: bars, bands, diagrams and what is said."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing.layout import Box
from unrolled.lessons.captioning.shown import figure as shown
from unrolled.lessons.captioning.shown.figure import captions, ways
from unrolled.lessons.captioning.shown.record import Reading, Scores, ShownView

SVG = "{http://www.w3.org/2000/svg}"
LONG = "a person with medium-dark skin and a person with medium-light skin with a heart"


def reading(name, words=("a", "<b>bold</b>", "cat", ""), after=("a", "dog")):
    T = len(words)
    own = tuple(word for word in words if word)
    absent = np.linspace(0.2, 1, T)
    removed = {"once": np.zeros(T), "always": absent / 2, "merged": absent}[name]
    swapped = tuple(own if name == "once" else (*own[:cut], *after) for cut in range(T))
    return Reading(name, tuple(words), np.linspace(0.5, 0.99, T), absent, removed, swapped, name == "once")


def scores(name, shift=0.0):
    exact = np.array([[0.60, 0.65, 0.70], [0.01, 0.02, 0.03], [0.3, 0.31, 0.32]]) + shift
    return Scores(name, exact, 100 * exact + 10)


def view(cut=2, measured=True, words=("a", "<b>bold</b>", "cat", "")):
    blank = np.full((64, 64, 3), 255, np.uint8)
    names = ("once", "always", "merged")
    readings = tuple(reading(name, words) for name in names)
    return ShownView(
        blank, blank, "picture 7", readings, tuple(scores(name) for name in names) if measured else (), cut
    )


EXAMPLES = {"shown.shown_drawing": lambda: shown.shown_drawing(view())}


def root(record):
    return ElementTree.fromstring(shown.shown_drawing(record))


def texts(record):
    return ["".join(node.itertext()) for node in root(record).iter(f"{SVG}text")]


def test_bars_are_as_tall_as_the_share_that_moves():
    rects = list(root(view()).iter(f"{SVG}rect"))
    heights = [
        [
            float(node.get("height"))
            for node in rects
            if node.get("width") == "10" and (node.get("fill") == "none") is hollow
        ]
        for hollow in (True, False)
    ]
    legend = 1  # the first of each is the legend's
    expected = [captions.BAR * share for name in ("once", "always", "merged") for share in reading(name).absent]
    assert heights[0][legend:] == pytest.approx(expected, abs=0.01)
    expected = [captions.BAR * share for name in ("once", "always", "merged") for share in reading(name).removed]
    assert heights[1][legend:] == pytest.approx(expected, abs=0.01)


def test_a_band_reaches_from_the_lowest_seed_to_the_highest():
    drawn = "".join(ways.band(np.array([20.0, 60.0, 50.0]), Box(100, 0, 97, 30)))
    found = ElementTree.fromstring(f"<g>{drawn}</g>")
    rect = found.find("rect")
    unit = ways.SCALE / 100
    assert float(rect.get("x")) == pytest.approx(100 + 20 * unit - 5)
    assert float(rect.get("width")) == pytest.approx(40 * unit + 10)
    assert [float(dot.get("cx")) for dot in found.iter("circle")] == pytest.approx(
        [100 + value * unit for value in (20, 60, 50)]
    )
    assert found.find("text").text == "20–60"
    assert ElementTree.fromstring(ways.band(np.array([33.2, 33.4]), Box(0, 0, 97, 30))[-1]).text == "33"


@pytest.mark.parametrize(("name", "pictures", "read"), [("once", 1, 3), ("always", 4, 4), ("merged", 4, 4)])
def test_diagrams_count_how_often_the_picture_enters(name, pictures, read):
    marks = [node.get("data-input") for node in ElementTree.fromstring(ways.chain(name, 0, 0)).iter()]
    assert (marks.count("picture"), marks.count("word")) == (pictures, read)


def test_the_cut_stands_before_its_word_in_each_caption():
    for cut in range(4):
        cuts = [node for node in root(view(cut)).iter() if node.get("data-cut")]
        picks = [node for node in root(view(cut)).iter() if node.get("data-pick") == str(cut)]
        assert [node.get("data-cut") for node in cuts] == ["once", "always", "merged"]
        for line, pick in zip(cuts, picks, strict=True):
            assert float(line.get("x")) + 1.5 == pytest.approx(float(pick.get("x")), abs=0.01)


def test_after_the_swap_kept_words_and_new_ones_are_written():
    lines = texts(view(1))
    assert lines.count("goes on as before") == 1
    assert lines.count("a a dog") == 2  # after the first word, what this network says next
    ended = replace(view(1), readings=(*view().readings[:2], reading("merged", after=())))
    assert "a ends here" in texts(ended)


def test_the_longest_caption_of_the_training_fits_and_longer_ones_are_cut():
    assert len(captions._columns((*LONG.split(), ""), Box(0, 0, 676, 60))) == 15
    drawn = shown.shown_drawing(view(12, words=["extraordinary"] * 20))
    assert drawn.count("…") == 5  # three rows of words, and the two lines below them that change
    for node in ElementTree.fromstring(drawn).iter(f"{SVG}rect"):
        assert float(node.get("x")) + float(node.get("width")) <= 894


def test_the_height_never_changes():
    tall = {
        re.search(r'height="(\d+)" role', shown.shown_drawing(record))[1]
        for record in (view(), view(0, False), view(words=["a"] * 20))
    }
    assert tall == {"380"}


def test_a_winner_is_named_only_where_no_band_overlaps():
    assert shown.verdict(()) == "Their scores were not measured yet."
    assert "the bands overlap" in shown.verdict((scores("once"), scores("always", 0.05), scores("merged", 0.09)))
    assert "the bands overlap" in shown.verdict((scores("once"), scores("always", 0.10), scores("merged", 0.19)))
    ahead = shown.verdict((scores("once"), scores("always", 0.05), scores("merged", 0.2)))
    assert ahead == "On new compositions merged is ahead in every seed."
    behind = shown.verdict((scores("once"), scores("always", 0.20), scores("merged", 0.21)))
    assert behind == "On new compositions shown once is behind in every seed, the others overlap."


def test_what_is_said():
    words = shown.describe_shown(view(1))
    assert words.startswith("Swapped for picture 7 after 1 word: Shown once writes “a <b>bold</b> cat”, as before; ")
    assert "Merged writes “a <b>bold</b> cat”, now “a a dog”." in words
    assert shown.answer(view(0)).startswith("Swapped after no word: shown always and merged change course.")
    same = tuple(reading("once") for _ in range(3))
    assert "all three go on as before" in shown.answer(replace(view(), readings=same))
    assert shown.answer(view(1)) != shown.answer(view(2))
