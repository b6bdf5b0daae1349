"""The ribbon, the maps and the bars, read back from the drawing."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from told import has_nan
from unrolled.drawing.layout import WIDTH, Box
from unrolled.drawing.strip import LEVELS
from unrolled.lessons.captioning.word_by_word import figure as figures
from unrolled.lessons.captioning.word_by_word.figure import drawing, maps
from unrolled.lessons.captioning.word_by_word.figure.ribbon import Ribbon
from unrolled.lessons.captioning.word_by_word.record import Dependence, WordByWord

SVG = "{http://www.w3.org/2000/svg}"


def shown(words=("a", "<b>bold</b>", "student", "END"), cursor=1):
    T = len(words)
    lost = np.zeros((T, 7, 7))
    lost[:, 0, 0], lost[1, 5, 3] = -2.0, 4.0
    rest = (lost.sum(axis=0) - lost) / max(T - 1, 1)
    heat = np.zeros((T, 8, 8))
    heat[:, 0, 0], heat[1, 5:7, 3:5] = -2.0, 4.0
    p = np.array([0.9, 0.6, 0.001, 0.25])
    return WordByWord(
        image=np.full((64, 64, 3), 200, np.uint8), size=32, side=8, stride=4, ids=tuple(range(2, T + 2)), words=words,
        p=np.resize(p, T), likely_ids=np.tile(np.arange(4), (T, 1)),
        names=(("<b>bold</b>", "cat", "extraordinarily-long", "END"),) * T,
        likely=np.tile([0.6, 0.3, 0.05, 0.0005], (T, 1)), elsewhere=np.tile([0.1, 0.2, 0.0, 1.0], (T, 1)),
        rank=np.resize([0, 0, 2, 0], T), p_elsewhere=np.resize([0.85, 0.1, 0.0, 0.3], T), lost=lost, rest=rest,
        heat=heat, control=heat[::-1].copy(), shuffled=heat.copy(), agreement=np.linspace(-0.5, 0.5, T),
        chance=np.full(T, 0.26), kept=np.linspace(0.8, 0.2, T), pictures=16, cursor=cursor,
    )  # fmt: skip


LONG = tuple(f"{word}{k}" for k in range(5) for word in ("a", "medium-light", "holding", "hands"))
EXAMPLES = {
    "word_by_word.caption_drawing": lambda: figures.caption_drawing(shown()),
    "word_by_word.word_cursor": lambda: figures.word_cursor(shown()),
}


def root(drawn):
    return ElementTree.fromstring(drawn)


def test_the_sentence_says_where_the_word_loses_and_what_others_lose_there():
    assert figures.describe_word(shown()) == (
        "“<b>bold</b>” (60 %) loses 4.0 nats under a patch at the bottom; the other words lose 0.0. "
        "After 16 other pictures: 10 %."
    )
    assert figures.describe_word(shown(cursor=2)) == (
        "“student” (0.1 %) loses at most 0.00 nats under any patch. After 16 other pictures: 0 %."
    )
    record = shown()
    record.rest[1, 5, 3] = -0.26
    assert "; the other words gain 0.3." in figures.describe_word(record)
    record.rest[1, 5, 3] = -0.04
    assert "; the other words lose 0.0." in figures.describe_word(record)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [(0, 0, "at the upper left"), (3, 3, "in the middle"), (6, 6, "at the lower right"), (3, 0, "on the left")],
)
def test_places_have_names(row, column, words):
    record = shown()
    record.lost[1, row, column] = 9.0
    assert f"under a patch {words};" in figures.describe_word(record)


def test_the_table_of_kinds():
    table = figures.tabulate([Dependence("role", 96, 7.371, 2.8, -0.701)])
    assert table.splitlines()[1].split() == ["role", "96", "7.37", "2.80", "-0.70"]
    assert len({len(line) for line in table.splitlines()}) == 1


def test_words_stand_side_by_side_with_their_probabilities():
    drawn = root(figures.caption_drawing(shown()))
    said = [node.text for node in drawn.iter(f"{SVG}text")]
    for words in ("a", "<b>bold</b>", "student", "END", "90 %", "60 %", "<1 %", "25 %"):
        assert words in said
    picks = [node for node in drawn.iter(f"{SVG}rect") if node.get("data-pick")]
    assert [int(node.get("data-pick")) for node in picks] == [0, 1, 2, 3]
    for one, other in pairwise(picks):
        assert float(one.get("x")) + float(one.get("width")) == pytest.approx(float(other.get("x")), abs=0.02)
    dashed = [node for node in drawn.iter(f"{SVG}rect") if node.get("stroke-dasharray")]
    assert len(dashed) == 1  # "student" was not the likeliest


def test_a_long_caption_has_pages_and_every_word_is_on_one():
    box = Box(100, 0, 780, 86)
    seen = set()
    for cursor in range(len(LONG)):
        ribbon = Ribbon(shown(LONG, cursor), box)
        assert cursor in ribbon.places
        x, wide = ribbon.places[max(ribbon.places)]
        assert x + wide <= box.right
        assert ribbon.size == 14
        seen |= set(ribbon.places)
    assert seen == set(range(len(LONG)))
    assert Ribbon(shown(LONG, 0), box).more == (False, True)
    assert Ribbon(shown(LONG, len(LONG) - 1), box).more == (True, False)
    assert "›" in figures.caption_drawing(shown(LONG, 0))


def test_the_longest_caption_of_the_data_fits_one_page():
    person = ("a", "person", "with")
    words = (*person, "medium-light", "skin", "and", *person, "medium-dark", "skin", "holding", "hands", "END")
    assert len(Ribbon(shown(words), drawing.WORDS).places) == len(words)


def test_the_line_of_the_cell_state_falls_with_its_values():
    ribbon = Ribbon(shown(), drawing.WORDS)
    heights = [ribbon.height(k) for k in range(4)]
    assert heights == sorted(heights)
    top, foot = ribbon.height(0), ribbon.box.bottom
    kept = shown().kept
    assert (foot - ribbon.height(3)) / (foot - top) == pytest.approx(kept[3] / kept[0])


def test_colours_of_a_map_have_one_scale_for_all_words():
    record = shown()
    assert maps.scale_end(record.heat) == 4.0
    assert maps.scale_end(record.heat / 100) == maps.LEAST
    at = maps.levels(np.array([-9.0, -4.0, 0.0, 2.0, 4.0]), 4.0)
    assert at.tolist() == [0, 0, LEVELS, LEVELS + LEVELS // 2, 2 * LEVELS]
    colours = maps.palette()
    assert len(colours) == 2 * LEVELS + 1
    assert colours[LEVELS].endswith("00")  # nothing lost, nothing covers the drawing
    assert colours[0][7:] == colours[-1][7:] == f"{maps.COVERING:02X}"


def test_gains_have_a_stroke_besides_their_colour():
    box = Box(0, 0, 80, 80)
    values = np.zeros((8, 8))
    values[2, 3] = -4.0
    drawn = "".join(maps.heat_map(shown().image, values, 4.0, box))
    assert 'd="M32.5 25.0h5.0"' in drawn
    assert "<path" not in "".join(maps.heat_map(shown().image, np.abs(values), 4.0, box))


def test_the_frame_stands_on_the_worst_patch_of_both_pictures():
    drawn = root(figures.word_cursor(shown()))
    wide = drawing.SIDE / 32
    frames = [node for node in drawn.iter(f"{SVG}rect") if node.get("stroke") == "#14171C"]
    assert len(frames) == 2
    for node, box in zip(frames, (drawing.PHOTO, drawing.HEAT), strict=True):
        assert float(node.get("x")) == pytest.approx(box.x + 12 * wide, abs=0.01)
        assert float(node.get("y")) == pytest.approx(box.y + 20 * wide, abs=0.01)
        assert float(node.get("width")) == pytest.approx(8 * wide, abs=0.01)


def test_a_word_that_no_patch_matters_to_has_no_frame():
    assert figures.word_cursor(shown(cursor=2)).count('stroke="#14171C"') == 0


@pytest.mark.parametrize("cursor", range(7))
def test_what_was_written_before_is_cut_between_words(cursor):
    record = shown(("medium-dark", "skin", "a", "woman", "with", "medium", "skin"), cursor)
    before = drawing._before(record)
    assert len(before) <= drawing.PROMPT + 2
    whole = " ".join(("START", *record.words[:cursor]))
    assert whole.endswith(before.removeprefix("… "))
    assert (
        whole[: len(whole) - len(before.removeprefix("… "))].endswith(" ")
        == before.startswith("… ")
        == (before != whole)
    )


def test_bars_and_marks_stand_for_probabilities():
    drawn = root(figures.word_cursor(shown()))
    rects = list(drawn.iter(f"{SVG}rect"))
    rows = [node for node in rects if node.get("data-row")]
    assert [node.get("data-row") for node in rows] == ["0", "1", "2", "3"]
    room = drawing.BARS.width - drawing.NAMES - drawing.RIGHT
    widths = [0.6 * room, 0.3 * room, 0.05 * room, 1]
    bars = [node for node in rects if re.search("predicted|edge", node.get("fill") or "")]
    assert [float(node.get("width")) for node in bars] == pytest.approx(widths, abs=0.01)
    marks = [node for node in rects if node.get("width") == "3"]
    left = drawing.BARS.x + drawing.NAMES
    at = [float(node.get("x")) + 1.5 - left for node in marks]
    assert at == pytest.approx([0.1 * room, 0.2 * room, 0, room], abs=0.02)
    said = [node.text for node in drawn.iter(f"{SVG}text")]
    assert "extraordinar…" in said
    assert "<0.1 %" in said
    assert "After “START a”" in said


def test_controls_name_their_numbers():
    said = [node.text for node in root(figures.word_cursor(shown())).iter(f"{SVG}text")]
    assert "r = −0.17" in said
    assert "|r| < 0.26" in said


@pytest.mark.parametrize("cursor", range(4))
def test_the_layer_has_the_size_of_the_picture_and_the_sentence(cursor):
    record = replace(shown(), cursor=cursor)
    layer = root(figures.word_cursor(record))
    assert layer.get("width") == str(WIDTH)
    assert layer.get("aria-label") == figures.describe_word(record)
    assert not has_nan(figures.word_cursor(record))
