"""A training drawn while it runs: marked words, curves, the range of earlier runs, and what is said."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.captioning.live import figure as live
from unrolled.lessons.captioning.live.record import LiveCaptions, Watched

SVG = "{http://www.w3.org/2000/svg}"
BLANK = np.full((64, 64, 3), 255, np.uint8)
TRUTH = "a <b>woman</b> cook"


def watched(words, marks=None, right=False):
    words = tuple(words.split())
    return Watched(BLANK, words, tuple(marks or [False] * len(words)), TRUTH, right)


def view(points=3, expected=(0.25, 0.5), begun=True):
    seconds = 5.0 * np.arange(1, points + 1)
    pictures = (watched("a <b>man</b> cook", [True, False, True]), watched(TRUTH, [True] * 3, True), watched(""))
    return LiveCaptions(pictures, 20.0, 81, seconds, 6 - seconds / 5, 7 - seconds / 5, seconds / 100, expected, begun)


EXAMPLES = {"live.live_drawing": lambda: live.live_drawing(view())}


def root(record):
    return ElementTree.fromstring(live.live_drawing(record))


def test_right_words_are_bold_and_others_are_not():
    spans = {
        (node.text, node.get("font-weight") == "700", "right" in node.get("fill"))
        for node in root(view()).iter(f"{SVG}tspan")
    }
    assert ("cook", True, True) in spans
    assert ("<b>man</b>", False, False) in spans
    assert ("(no word)", False, False) in spans
    assert {bold for word, bold, green in spans} == {green for word, bold, green in spans} == {True, False}
    marks = [node.text for node in root(view()).iter(f"{SVG}text") if node.text in ("✓", "✗")]
    assert marks == ["✗", "✓", "✗"]


def test_curves_stand_where_their_values_are():
    paths = [node for node in root(view()).iter(f"{SVG}path") if (node.get("d") or "").startswith("M")]
    curves = [[tuple(map(float, pair.split())) for pair in node.get("d")[1:].split("L")] for node in paths]
    assert len(curves) == 3  # training, held out, exact
    for curve, values, box, most in zip(
        curves, (view().train, view().heldout, 100 * view().exact), (live.UPPER, live.UPPER, live.LOWER), (8, 8, 100),
        strict=True,
    ):  # fmt: skip
        foot = box.y + live.HEAD + live.PLOT
        assert [y for _, y in curve] == pytest.approx([foot - live.PLOT * value / most for value in values], abs=0.06)
        assert [x for x, _ in curve] == pytest.approx([box.x + box.width * k / 4 for k in (1, 2, 3)], abs=0.06)


def test_the_range_of_earlier_runs_stands_at_the_end():
    (band,) = [node for node in root(view()).iter() if node.get("data-expected")]
    assert float(band.get("height")) == pytest.approx(live.PLOT * 0.25 + 4, abs=0.02)
    assert float(band.get("x")) + 6 == pytest.approx(live.LOWER.right)
    assert not [node for node in root(view(expected=None)).iter() if node.get("data-expected")]


def test_before_a_training_no_caption_is_called_wrong():
    empty = view(0, begun=False)
    drawn = live.live_drawing(empty)
    assert "✗" not in drawn
    assert "…" in drawn
    assert live.describe_live(empty) == "Not started: 3 held-out pictures wait for their captions."


def test_long_captions_are_cut_and_nothing_changes_the_height():
    long = replace(view(), watched=(watched("extraordinary " * 20),) * 6)
    assert "…" in live.live_drawing(long)
    found = {re.search(r'height="(\d+)" role', live.live_drawing(record))[1] for record in (view(), view(0), long)}
    assert found == {"380"}


def test_what_is_said():
    assert live.describe_live(view()) == (
        "After 15 of 20 s: 4.00 nats a word; 15 % of 81 other held-out captions exactly right; "
        "3 different captions for 3 pictures, the first “a <b>man</b> cook”."
    )
    same = replace(view(0), watched=(watched("a"),) * 6)
    assert live.describe_live(same) == "Before the first update: the same caption for 6 pictures, the first “a”."
    assert live.outlook(view(0)).endswith("got 25 to 50 % of the captions exactly right.")
    assert "No run with these settings" in live.outlook(view(0, None))
    assert live.verdict(view(), "Done") == (
        "Done after 15 s: 15 % exactly right, 3 different captions. Runs measured before: 25 to 50 %."
    )
    assert "measured before" not in live.verdict(view(), "Stopped")
    assert live.verdict(view(0), "Stopped") == "Stopped before the first measurement."
    assert live.outlook(view(0, (0.301, 0.302))).endswith("got 30 % of the captions exactly right.")
