"""Plots and lists of collisions."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.encodings.collisions import figure as collisions
from unrolled.lessons.encodings.collisions.record import Collisions, Curve, Shared

K = 20


def view(place=3):
    curve = Curve(
        2 ** np.arange(1, K + 1), np.linspace(40, 0, K), np.arange(K)[::-1] * 2, np.full(K, 30.5), np.full(K, 31)
    )
    shared = (Shared(7, 2, ("<b>", "cat")), Shared(9, 40, ("supercalifragilistic",) * 12))
    return Collisions("Your <b>words</b>", 40, place, 0, curve, shared, 5)


EXAMPLES = {"collisions.collisions_drawing": lambda: collisions.collisions_drawing(view())}


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def test_discs_and_ring_stand_for_the_observed():
    for place in (0, 7, 19):
        drawn = collisions.collisions_drawing(view(place))
        discs = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="4.5"', drawn)[1:]  # the first is the legend's
        assert len(discs) == K
        top, foot = collisions.TOP, collisions.BOTTOM
        for k, (_, y) in enumerate(discs):
            assert float(y) == pytest.approx(foot - (foot - top) * view().curve.observed[k] / 40, abs=0.01)
        assert discs[place] in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="9"', drawn)


def test_numbers_here_are_told():
    said = words(collisions.collisions_drawing(view(place=0)))
    for number in ("40", "38", "30.5", "31"):
        assert number in said
    assert "5 of 2 buckets hold more than one word" in said
    assert "and 3 more" in said


def test_words_of_a_bucket_are_escaped():
    assert "&lt;b&gt;, cat" in words(collisions.collisions_drawing(view()))


def test_full_buckets_are_cut_and_counted():
    line = next(line for line in words(collisions.collisions_drawing(view())) if "supercali" in line)
    shown = line.count("super")
    assert line.endswith(f"and {40 - shown} more")
    assert len(line) <= collisions.LETTERS


def test_nothing_shared_is_said():
    alone = replace(view(), shared=(), buckets_shared=0)
    said = words(collisions.collisions_drawing(alone))
    assert "Each word has a bucket of its own." in said
    assert not any(line.startswith("and ") for line in said)


def test_a_single_word_draws():
    curve = replace(view().curve, expected=np.zeros(K), observed=np.zeros(K, int))
    drawn = collisions.collisions_drawing(replace(view(), words=1, curve=curve))
    assert "nan" not in drawn


def test_the_description_is_a_sentence():
    assert collisions.describe_collisions(view(place=0)) == "Your <b>words</b> in 2 buckets: 38 share one, 40 expected."


@pytest.mark.parametrize(
    ("value", "words"), [(14, "14"), (9.26, "9.3"), (-0.04, "0.0"), (-3, "−3"), (1234.5, "1,234"), (99.96, "100.0")]
)
def test_numbers_have_tenths_below_a_hundred(value, words):
    assert collisions.number(value) == words
