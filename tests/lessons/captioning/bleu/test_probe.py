"""Scores of a caption, worked by hand; what a learner may type; and a real case that BLEU ranks the wrong way round."""

import math

import numpy as np
import pytest

from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.bleu import probe as probes
from unrolled.lessons.captioning.bleu.panel import PICTURE, REPEATED, REWORDED, SHELF, WRONG
from unrolled.measuring.captions.words import CaptionsError
from unrolled.measuring.records.captions import GROUPS

REFERENCES = (
    "a man firefighter with dark skin",
    "a dark-skinned man firefighter",
    "a male firefighter with dark skin",
    "man firefighter dark skin tone",
)


def test_the_picture_of_the_two_captions_is_there_with_its_references():
    place = probes.place_of(shelf(SHELF), PICTURE)
    assert shelf(SHELF).references(place) == REFERENCES


def test_a_caption_by_hand():
    one = probes.scored(WRONG, REFERENCES)
    assert [(order.matched, order.total) for order in one.parts.orders] == [(5, 6), (3, 5), (2, 4), (1, 3)]
    assert one.parts.score == pytest.approx(100 * (5 / 6 * 3 / 5 * 2 / 4 * 1 / 3) ** 0.25)
    assert one.marks == (("thing", True), ("people", True), ("skin", False))
    assert one.errors == ("skin",)


def test_one_word_six_times_counts_once():
    one = probes.scored(REPEATED, REFERENCES)
    (gram,) = one.parts.orders[0].grams
    assert (gram.count, gram.allowed, gram.clipped) == (6, 1, 1)
    assert one.parts.score == 0


def test_bleu_and_cider_rank_the_two_captions_the_wrong_way_round():
    wrong, right = probes.scored(WRONG, REFERENCES), probes.scored(REWORDED, REFERENCES)
    assert REWORDED not in REFERENCES
    assert right.reading.group == GROUPS[0]
    assert wrong.reading.group == GROUPS[1]
    assert wrong.parts.score > right.parts.score
    assert wrong.parts.smoothed > 1.5 * right.parts.smoothed
    assert wrong.cider > 2 * right.cider
    assert [ours > theirs for ours, theirs in zip(wrong.standing, right.standing, strict=True)] == [True, True, False]


def test_frequencies_are_those_of_all_held_out_pictures():
    assert probes.HELD_OUT == ("new compositions", "new things", "the other vendor")
    counted = probes.frequencies()
    assert counted.pictures == sum(len(shelf(name)) for name in probes.HELD_OUT)
    firefighters = sum(
        any("firefighter" in reference.split() for reference in shelf(name).references(place))
        for name in probes.HELD_OUT
        for place in range(len(shelf(name)))
    )
    assert counted.counts[("firefighter",)] == firefighters > 0


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("A Man, firefighter!  with\nDARK skin.", "a man firefighter with dark skin"),
        ("“a” - (man)", "a - man"),
        ("o'clock one-thirty x-ray", "o'clock one-thirty x-ray"),
        ("<b>a</b>", "<b>a</b>"),
    ],
)
def test_case_and_punctuation_do_not_count(typed, compared):
    assert probes.as_compared(typed, REFERENCES) == compared


def test_punctuation_stays_where_a_reference_has_it():
    references = ("the flag of st. lucia", "a keycap with *", "yahoo!")
    assert probes.as_compared("the flag of St. Lucia.", references) == "the flag of st. lucia"
    assert probes.as_compared("Yahoo!", references) == "yahoo!"


@pytest.mark.parametrize("text", ["", "  \n ", "!!! ..."])
def test_a_caption_without_a_word_is_refused_in_one_sentence(text):
    with pytest.raises(CaptionsError, match=r"no word.*write at least one word"):
        probes.as_compared(text, REFERENCES)


def test_long_captions_are_refused_in_one_sentence():
    assert len(probes.as_compared("a " * 40, REFERENCES).split()) == 40
    with pytest.raises(CaptionsError, match="has 500 words and the panel takes 40"):
        probes.as_compared("word " * 500, REFERENCES)


def test_looking_at_another_order_keeps_the_cursor_inside():
    view = probes.bleu_view(shelf(SHELF), 3, "a b a c", None, 1)
    assert view.image.shape == (64, 64, 3)
    assert view.image.dtype == np.uint8
    assert [len(probes.look_at(view, 0, row).shown.grams) for row in range(4)] == [3, 3, 2, 1]
    assert probes.look_at(view, 99, 0).cursor == 2
    last = probes.look_at(view, 2, 3)
    assert (last.order, last.cursor, last.gram.words) == (4, 0, ("a", "b", "a", "c"))
    assert probes.look_at(view, -5, 9).order == 4


def test_without_any_n_gram_there_is_none_to_look_at():
    view = probes.look_at(probes.bleu_view(shelf(SHELF), 0, "cat", "dog", 1), 0, 3)
    assert view.gram is None
    assert view.now.parts.brevity_penalty == pytest.approx(math.exp(1 - view.now.parts.reference_length))
    assert view.kept.caption == "dog"


def test_a_picture_that_is_not_there():
    with pytest.raises(CaptionsError, match="has the caption “a unicorn firefighter”"):
        probes.place_of(shelf(SHELF), "a unicorn firefighter")
