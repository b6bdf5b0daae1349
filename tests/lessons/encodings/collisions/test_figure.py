"""Plots and lists of collisions."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.encodings.collisions import figure as collisions
from unrolled.lessons.encodings.collisions.record import Collisions, Curve, Estimate, Products, Shared

K = 20


def view(place=3, signed=True, true=14.0):
    curve = Curve(
        2 ** np.arange(1, K + 1), np.linspace(40, 0, K), np.arange(K)[::-1] * 2, np.full(K, 30.5), np.full(K, 31)
    )
    plain = Estimate(np.linspace(60, 14, K), np.linspace(50, 13, K), np.linspace(70, 15, K), np.full(K, 46.04))
    sure = Estimate(np.full(K, 14.0), np.full(K, -3.0), np.full(K, 30.0), np.full(K, 9.27))
    shared = (Shared(7, 2, ("<b>", "cat"), (1, -1)), Shared(9, 40, ("supercalifragilistic",) * 12, (1,) * 12))
    return Collisions("Your <b>words</b>", 40, place, 0, signed, curve, shared, 5, Products(true, 300, plain, sure))


EXAMPLES = {"collisions.collisions_drawing": lambda: collisions.collisions_drawing(view())}


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def test_discs_and_ring_stand_for_the_observed():
    for place in (0, 7, 19):
        drawn = collisions.collisions_drawing(view(place))
        discs = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="4.5"', drawn)[1:]  # the first is the legend's
        assert len(discs) == K
        top, foot = collisions.WORDS
        for k, (_, y) in enumerate(discs):
            assert float(y) == pytest.approx(foot - (foot - top) * view().curve.observed[k] / 40, abs=0.01)
        assert discs[place] in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="9"', drawn)


def test_numbers_here_are_told():
    said = words(collisions.collisions_drawing(view(place=0)))
    for number in ("40", "38", "30.5", "31", "9.5", "60", "46.0", "14", "9.3"):
        assert number in said
    assert "5 of 2 buckets hold more than one word" in said
    assert "and 3 more" in said


def test_signs_show_when_asked_for():
    assert "+&lt;b&gt;, −cat" in words(collisions.collisions_drawing(view(signed=True)))
    assert "&lt;b&gt;, cat" in words(collisions.collisions_drawing(view(signed=False)))


def test_full_buckets_are_cut_and_counted():
    line = next(line for line in words(collisions.collisions_drawing(view())) if "supercali" in line)
    shown = line.count("super")
    assert line.endswith(f"and {40 - shown} more")
    assert len(line) <= collisions.ROOM + 12


def test_nothing_shared_is_said():
    alone = replace(view(), shared=(), buckets_shared=0)
    said = words(collisions.collisions_drawing(alone))
    assert "Each word has a bucket of its own." in said
    assert not any(line.startswith("and ") for line in said)


@pytest.mark.parametrize("true", [0.0, 1.0, 14.0, 69.0])
def test_axis_numbers_never_overlap(true):
    drawn = collisions.collisions_drawing(view(true=true))
    found = re.findall(rf'<text x="{collisions.LEFT - 14}" y="([\d.]+)"', drawn)
    below = sorted(float(y) for y in found if float(y) > collisions.PRODUCT[0] - 5)
    assert len(below) >= 2
    assert min(np.diff(below)) > 15


def test_a_single_word_draws():
    curve = replace(view().curve, expected=np.zeros(K), observed=np.zeros(K, int))
    drawn = collisions.collisions_drawing(replace(view(), words=1, curve=curve))
    assert "nan" not in drawn


def test_the_description_is_a_sentence():
    assert collisions.describe_collisions(view(place=0)) == (
        "Your <b>words</b> in 2 buckets: 38 share one, 40 expected; the dot product of two sentences, in truth 14, is "
        "60 on average without signs and 14 with."
    )
