"""The table of ratios, drawn: to scale, with arrows for what leaves it, and hollow marks where counts do not tell."""

import math
import xml.etree.ElementTree as ElementTree

import pytest

from unrolled.lessons.word2vec.glove_ratios import figure as glove
from unrolled.lessons.word2vec.glove_ratios.record import Published, RatioRow, Ratios


def row(word="<solid>", first=11, second=2, ratio=8.0, low=2.0, high=30.0, published=None):
    return RatioRow(word, first, second, first / 4655, second / 1381, ratio, low, high, published)


def view(*rows):
    many = "solid", "a-very-long-word-indeed-<b>"
    return Ratios(("ice", "steam"), (376, 115), (4655, 1381), 10, rows or (row(),), (many, ()), 3_623_121)


EXAMPLES = {
    "glove_ratios.ratio_drawing": lambda: glove.ratio_drawing(
        view(*(row(published=Published(1.9e-4, 2.2e-5, 8.9)),) * 6)
    )
}


def tags(drawing, tag):
    return list(ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}" + tag))


def mark(drawing):
    return next(node for node in tags(drawing, "circle") if node.get("data-part") == "ratio")


@pytest.mark.parametrize(("ratio", "share"), [(0.01, 0), (0.1, 0.25), (1, 0.5), (10, 0.75), (100, 1)])
def test_ratios_stand_on_a_logarithmic_scale(ratio, share):
    x = float(mark(glove.ratio_drawing(view(row(ratio=ratio)))).get("cx"))
    assert x == pytest.approx(glove.LEFT + share * (glove.RIGHT - glove.LEFT), abs=0.01)


def test_the_interval_is_a_line_from_end_to_end():
    line = tags(glove.ratio_drawing(view(row(low=0.1, high=10))), "line")[0]
    wide = glove.RIGHT - glove.LEFT
    ends = [(float(line.get(name)) - glove.LEFT) / wide for name in ("x1", "x2")]
    assert ends == pytest.approx([0.25, 0.75], abs=1e-4)


def test_marks_are_filled_where_the_counts_tell():
    sure, unsure = (glove.ratio_drawing(view(row(low=low))) for low in (2.0, 0.5))
    assert "predicted" in mark(sure).get("fill")
    assert "ground" in mark(unsure).get("fill")
    assert "with ice" in sure
    assert "can&#x27;t tell" in unsure
    with_steam = glove.ratio_drawing(view(row(ratio=0.1, low=0.05, high=0.4)))
    assert "negative" in mark(with_steam).get("fill")


@pytest.mark.parametrize(
    ("ratio", "low", "high", "arrows"),
    [(math.inf, 2, math.inf, ["up"]), (0.0, 0, 0.5, ["down"]), (3, 0.001, 500, ["down", "up"]), (3, 1, 9, [])],
)
def test_what_leaves_the_scale_gets_an_arrow(ratio, low, high, arrows):
    drawing = glove.ratio_drawing(view(row(ratio=ratio, low=low, high=high)))
    assert [node.get("data-arrow") for node in tags(drawing, "path") if node.get("data-arrow")] == arrows
    assert ('data-part="ratio"' in drawing) == (0.01 <= ratio <= 100)


def test_a_word_near_neither_is_said_to_be_too_rare():
    drawing = glove.ratio_drawing(view(row(first=0, second=0, ratio=math.nan, low=0, high=math.inf)))
    assert "too rare: no count at all" in drawing
    assert "near neither" in drawing
    assert 'data-part="ratio"' not in drawing


def test_the_papers_numbers_stand_under_ours():
    drawing = glove.ratio_drawing(view(row(published=Published(1.9e-4, 2.2e-5, 8.9))))
    for words in ("paper, 6 billion words", "1.9 · 10⁻⁴", "2.2 · 10⁻⁵", ">8.9<", 'data-part="paper"'):
        assert words in drawing
    assert "paper, 6" not in glove.ratio_drawing(view())


def test_the_height_does_not_depend_on_the_rows():
    assert len({tags(glove.ratio_drawing(view(*(row(),) * n)), "svg")[0].get("height") for n in (1, 3, 6)}) == 1


def test_words_are_escaped_and_the_tellingest_named():
    drawing = glove.ratio_drawing(view())
    assert "<solid>" not in drawing
    assert "solid, a-very-long-word-…" in drawing
    assert "no word that the counts can vouch for" in drawing


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(math.nan, "none"), (math.inf, "∞"), (0.0, "0"), (0.0852, "0.085"), (8.9, "8.90"), (1234.5, "1,234")],
)
def test_ratios_in_words(ratio, words):
    assert glove.ratio_words(ratio) == words


def test_description():
    assert glove.describe_ratios(view()) == ("P(k | ice) / P(k | steam) within 10 words: <solid> 8.00 (with ice).")
