"""The gallery as drawn and as described, read back."""

import html
import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.captioning.gallery import figure as figures
from unrolled.lessons.captioning.gallery.record import Entry, Gallery
from unrolled.measuring.captions.reading import attributes, group
from unrolled.measuring.records.captions import GROUPS

PAIRS = (
    ("a <b>heart</b>", "a <b>heart</b>"),
    ("a red heart", "a red heart"),
    ("a woman pilot with dark skin", "a woman pilot with dark skin"),
    ("a man pilot with light skin", "two women pilots with dark skin"),
    ("the flag of france", "the flag of andorra"),
)


def entry(place, caption, reference, copied=False):
    reading = group(caption, [reference])
    return Entry(place, caption, reading, attributes(caption), attributes(reading.reference), copied)


def gallery(**changes):
    made = [entry(k, *pair, copied=k == 4) for k, pair in enumerate(PAIRS)]
    groups = tuple(tuple(one for one in made if one.reading.group == name) for name in GROUPS)
    images = {k: np.full((64, 64, 3), 40 * k, np.uint8) for k in range(len(PAIRS))}
    return replace(Gallery("new <b>pictures", groups, images=images), **changes)


EXAMPLES = {
    "gallery.gallery_drawing": lambda: figures.gallery_drawing(gallery()),
    "gallery.gallery_opened": lambda: figures.gallery_opened(gallery(column=1)),
}


def words(drawing):
    return [html.unescape(found) for found in re.findall(r">([^<>]+)</text>", drawing)]


def test_the_example_has_three_groups():
    assert [len(group) for group in gallery().groups] == [3, 1, 1, 0]


def test_heads_captions_and_places_to_click():
    drawn = figures.gallery_drawing(gallery())
    told = words(drawn)
    assert [one for one in told if "%" in one] == ["3: 60 %", "1: 20 %", "1: 20 %", "0: 0 %"]
    assert {"a red heart", "the flag of france", "Page 1 of 2"} <= set(told)
    assert "a woman pilot with" not in told  # on the second page
    assert re.findall(r'data-pick="(\d)" data-row="(\d)"', drawn) == [("0", "0"), ("0", "1"), ("1", "0"), ("2", "0")]
    assert drawn.count("<image") == 4
    second = figures.gallery_drawing(gallery(row=2))
    assert {"a woman pilot with", "the flag of france", "Page 2 of 2"} <= set(words(second))
    assert re.findall(r'data-pick="(\d)" data-row="(\d)"', second) == [("0", "2"), ("1", "2"), ("2", "2")]


def test_the_opened_picture_says_what_is_right_and_what_is_wrong():
    told = words(figures.gallery_opened(gallery(column=1)))
    signs = dict(zip(told[1:10:2], told[0:10:2], strict=True))
    assert signs == {"thing": "✗", "gender": "✗", "tone": "✗", "count": "✗", "no colour": "–"}
    assert {"✗ tone: light, not dark", "✗ gender: man, not woman", "✗ count: 1, not 2"} <= set(told)
    right = words(figures.gallery_opened(gallery(row=2)))
    assert right[:10] == ["✓", "thing", "✓", "gender", "✓", "tone", "✓", "count", "–", "no colour"]
    assert not any("not" in one.split() for one in right)


def test_an_empty_group_says_so():
    empty = gallery(column=3)
    assert "No caption of this shelf is" in " ".join(words(figures.gallery_opened(empty)))
    assert figures.describe_gallery(empty).endswith("no caption unrelated to the image.")
    assert figures.remark(empty).endswith("None is unrelated to the image.")


def test_sentences():
    told = figures.describe_gallery(gallery(column=1))
    assert "describes without errors 60 %" in told
    assert "which describes with minor errors, wrong in thing and gender and tone and count; its reference is" in told
    places = [gallery(column=column, row=row) for column in range(3) for row in range(4)]
    assert len(set(map(figures.describe_gallery, places))) == 7  # 3 pictures, and one on both pages, twice
    assert figures.remark(gallery(column=2)) == (
        "60 % of 5 captions are without errors; 20 % stand word for word in training. "
        "Picture 5: a copied sentence, somewhat related."
    )
    assert figures.remark(gallery(waiting="the other vendor")) == (
        "The network is writing the captions of “the other vendor”: a moment."
    )


@pytest.mark.parametrize("length", [0, 1, 20, 60])
def test_captions_of_any_length_stay_inside(length):
    made = entry(0, " ".join(["motorized"] * length), "a person in a motorized wheelchair")
    shown = Gallery("new things", ((), (), (), (made,)), column=3)
    for drawn in (figures.gallery_drawing(shown), figures.gallery_opened(shown)):
        assert max(float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', drawn)) <= 380
    assert ("(no word)" in words(figures.gallery_drawing(shown))) == (length == 0)
