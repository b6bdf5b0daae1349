"""BLEU taken apart: every control over its values, and bad input."""

import pytest

from told import problem
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.bleu import probe as probes
from unrolled.lessons.captioning.bleu.panel import PICTURE, REPEATED, REWORDED, SHELF, WRONG, BleuPanel


@pytest.fixture
def panel():
    made = BleuPanel()
    yield made
    made.close()


def test_it_begins_with_two_captions_ranked_the_wrong_way_round(panel):
    assert panel.record.references[0] == PICTURE
    assert (panel.record.now.caption, panel.record.kept.caption) == (WRONG, REWORDED)
    assert "prefers the lower one" in panel.status.text


def test_every_n_gram_of_every_order_can_be_looked_at(panel):
    for row in range(4):
        panel.live.row = row
        assert panel.record.order == row + 1
        for cursor in range(panel.live.last + 1):
            panel.live.cursor = cursor
            assert panel.record.cursor == cursor
            assert " ".join(panel.record.gram.words)[:20] in panel.status.text
            assert panel.describe() in panel.drawing()
            assert not panel.status.problem
        assert panel.live.last == 5 - row
    panel.caption.value = "cat"
    assert (panel.record.order, panel.record.gram, panel.live.last) == (4, None, 0)


def test_every_picture_of_every_shelf(panel):
    for name in probes.HELD_OUT:
        panel.source.value = name
        assert panel.place.high == len(shelf(name))
        for place in (1, 2, 50, int(panel.place.high)):
            panel.place.value = place
            assert panel.record.references == shelf(name).references(place - 1)
            assert not panel.status.problem
    panel.source.value = SHELF  # a shorter shelf: its last picture
    assert panel.place.value == len(shelf(SHELF))


def test_presets_show_clipping_and_the_two_captions(panel):
    named = dict(panel.presets.choices)
    panel.caption.value = named["a a a"]
    assert panel.record.now.parts.orders[0].matched == 1
    assert panel.record.now.caption == REPEATED
    panel.caption.value = named["reworded"]
    assert (panel.record.now.caption, panel.record.kept.caption) == (REWORDED, WRONG)
    panel.caption.value = named["wrong skin"]
    assert (panel.record.now.caption, panel.record.kept.caption) == (WRONG, REWORDED)


def test_the_two_captions_belong_to_their_picture(panel):
    panel.place.value = 1
    assert panel.caption.value == panel.record.references[0]
    assert panel.record.now.parts.score == pytest.approx(100)
    assert panel.record.kept is None
    panel.source.value = "new things"
    panel.caption.value = REWORDED
    assert (panel.source.value, panel.record.references[0]) == (SHELF, PICTURE)
    assert (panel.record.now.caption, panel.record.kept.caption) == (REWORDED, WRONG)


def test_what_was_written_stays_when_the_picture_changes(panel):
    panel.caption.value = "two old trees"
    panel.place.value = 7
    assert panel.caption.value == panel.record.now.caption == "two old trees"


def test_a_caption_is_kept_and_compared(panel):
    panel.caption.value = "a man"
    panel.keep.presses += 1
    panel.caption.value = "a woman"
    assert (panel.record.now.caption, panel.record.kept.caption) == ("a woman", "a man")
    panel.place.value = 3
    assert panel.record.kept.parts.references == shelf(SHELF).references(2)


def test_bad_captions_get_one_sentence_and_the_last_picture_stays(panel):
    before = panel.record
    for text, sentence in (("", "no word"), (" . ", "no word"), ("word " * 500, "500 words")):
        panel.caption.value = text
        assert sentence in problem(panel)
        assert panel.record is before
        assert panel.caption.value == text  # what was typed is not lost
        panel.place.value = 5
        assert sentence in problem(panel)
        panel.caption.value = WRONG
        assert not panel.status.problem
        before = panel.record


def test_what_is_typed_is_escaped_and_compared_in_lower_case(panel):
    panel.caption.value = "<script>alert(1)</script> A MAN, firefighter!"
    assert "<script>" not in panel.drawing()
    assert panel.record.now.caption.endswith("a man firefighter")


def test_a_picture_number_that_is_none(panel):
    panel.place.type("1000")
    assert "Picture runs from 1 to" in problem(panel)


def test_start_values():
    panel = BleuPanel("a cat", kept="", source="new things", place=3, order=2)
    assert panel.record.order == 2
    assert panel.record.kept is None
    assert panel.record.references == shelf("new things").references(2)
    panel.close()
