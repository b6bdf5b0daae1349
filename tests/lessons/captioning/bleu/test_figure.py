"""What the drawing of a caption taken apart shows."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.bleu import figure as figures
from unrolled.lessons.captioning.bleu import probe as probes
from unrolled.lessons.captioning.bleu.figure import chips
from unrolled.lessons.captioning.bleu.panel import PICTURE, REPEATED, REWORDED, SHELF, WRONG
from unrolled.measuring.records.captions import Gram

LONG = " ".join(f"word{k}-medium-dark-skinned" for k in range(40))


def view(caption=WRONG, kept=REWORDED, order=1, cursor=0):
    here = shelf(SHELF)
    made = probes.bleu_view(here, probes.place_of(here, PICTURE), caption, kept, order)
    return probes.look_at(made, cursor, order - 1)


EXAMPLES = {"bleu.bleu_drawing": lambda: figures.bleu_drawing(view("<b>a</b> man with <b>", kept="<b>bold"))}


def words(drawing):
    root = ElementTree.fromstring(drawing)
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    ("gram", "kind"),
    [(Gram(("a",), 2, 3), "matched"), (Gram(("a",), 6, 1), "clipped"), (Gram(("a",), 1, 0), "unmatched")],
)
def test_three_kinds_of_n_grams(gram, kind):
    assert chips.kind(gram) == kind


def test_chips_say_how_often_in_caption_and_reference_and_what_counts():
    shown = words(figures.bleu_drawing(view(REPEATED)))
    assert "6·1→1" in shown
    assert "◐" in shown
    assert "1/6 = 0.17" in shown
    shown = words(figures.bleu_drawing(view()))
    assert shown.count("1·1→1") == 5
    assert shown.count("1·0→0") == 1
    assert "5/6 = 0.83" in shown
    assert "BLEU 53.7" in shown


def test_table_has_both_captions_with_three_measures():
    shown = words(figures.bleu_drawing(view()))
    for cell in (WRONG, REWORDED, "53.7", "27.1", "thing ✓  people ✓  skin ✗  ", "thing ✓  people ✓  skin ✓  "):
        assert cell in shown
    assert any("Keep this caption" in line for line in words(figures.bleu_drawing(view(kept=None))))


def test_the_n_gram_looked_at_is_underlined_in_the_references():
    drawing = figures.bleu_drawing(view(order=2, cursor=3))
    assert "skin" not in re.findall(r'underline">([^<]+)<', drawing)
    drawing = figures.bleu_drawing(view(REWORDED, order=2, cursor=2))  # with dark
    assert re.findall(r'underline">([^<]+)<', drawing) == ["with", "dark", "with", "dark"]
    drawing = figures.bleu_drawing(view(REWORDED, order=2))  # a man; the other two "a" stand before other words
    assert re.findall(r'underline">([^<]+)<', drawing) == ["a", "man"]


def test_many_n_grams_are_shown_in_parts():
    seen = set()
    for cursor in range(40):
        drawing = figures.bleu_drawing(view(LONG, cursor=cursor))
        picks = {int(k) for k in re.findall(r'data-pick="(\d+)"', drawing)}
        assert cursor in picks
        seen |= picks
        assert "part " in drawing
        bottoms = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*data-pick', drawing)]
        assert max(bottoms) + chips.TALL <= figures.TABLE.y
    assert seen == set(range(40))
    assert "part " not in figures.bleu_drawing(view())


def test_short_captions_leave_orders_out():
    shown = words(figures.bleu_drawing(view("a man", order=4)))
    assert "no 4-gram: left out" in shown
    assert "none: the caption has 2 words" in shown
    assert "100 · penalty · (p₁p₂)^(1/2)" in shown
    assert "p4 is left out" in figures.answer(view("a man", order=4))


def test_the_sentence_says_which_caption_each_measure_prefers():
    assert figures.answer(view()) == (
        "“a”: 1 of 1 counted. BLEU and CIDEr-D prefer the upper caption, reading by attribute prefers the lower one."
    )
    assert figures.answer(view(WRONG, WRONG)).endswith("BLEU, CIDEr-D and reading by attribute see no difference.")
    assert figures.answer(view(kept=None)).endswith("the caption describes with minor errors (wrong: skin).")
    assert figures.answer(view(REPEATED)).startswith("“a”: 1 of 6 counted.")


def test_the_description_changes_with_every_move():
    views = [view(order=n, cursor=k) for n in range(1, 5) for k in range(7 - n)]
    assert len({figures.describe_bleu(one) for one in views}) == len(views)
    assert "p1 5/6, p2 3/5, p3 2/4, p4 1/3" in figures.describe_bleu(view())


def test_long_texts_are_cut():
    assert chips.short("abcdef", 6) == "abcdef"
    assert chips.short("abcdefg", 6) == "abcde…"
