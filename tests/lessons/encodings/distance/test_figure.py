"""Judgements against cosines, drawn: points where they belong, rows, bars, marked pairs, and words that are escaped."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.encodings.distance import figure as figures
from unrolled.lessons.encodings.distance.record import Agreement, Distances, Marked

N = 6


def shown(shown=1, cursor=0, marked=False, **changes):
    similarity = np.array([0.9, 0.5, 0.4, np.nan, -0.1, 0.2])
    codings = (
        Agreement("one-hot", np.array([1.0, 0, 0, 0, 0, 0]), np.nan, np.nan, np.nan, 6),
        Agreement("GloVe", similarity, 0.5, 0.25, 0.75, 5),
        Agreement("spelling", similarity, -0.5, np.nan, np.nan, 3),
    )
    which = np.arange(N) == 4 if marked else np.zeros(N, bool)
    told = Marked("opposites, by a list of ours", which, 20.0, 75.0) if marked else Marked("", which, np.nan, np.nan)
    pairs = (("tiger", "cat"), ("a<b>", "c&d"), ("x", "y"), ("old", "new"), ("p", "q"), ("r", "s"))
    made = Distances("SimLex999", pairs, np.array([10.0, 8, 6, 4, 2, 0]), codings, shown, told, cursor)
    return replace(made, **changes)


EXAMPLES = {
    "distance.distance_drawing": lambda: figures.distance_drawing(shown(marked=True)),
    "distance.distance_cursor": lambda: figures.distance_cursor(shown(cursor=1)),
}


def discs(drawn):
    return {int(k): (float(x), float(y)) for x, y, k in
            re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="\d" data-pick="(\d+)"', drawn)}  # fmt: skip


def test_points_stand_at_cosine_and_judgement_and_pairs_without_a_vector_are_left_out():
    found = discs(figures.distance_drawing(shown()))
    assert sorted(found) == [0, 1, 2, 4, 5]
    for k, (x, y) in found.items():
        view = shown()
        assert x == pytest.approx(figures._x(view.coding.similarity[k]), abs=0.06)
        assert y == pytest.approx(figures._y(view.scores[k]), abs=0.06)
    assert found[0][0] > found[1][0] > found[4][0]
    assert found[0][1] < found[1][1]


def test_where_all_cosines_are_0_or_1_points_are_moved_sideways():
    found = discs(figures.distance_drawing(shown(shown=0)))
    xs = [found[k][0] for k in range(1, N)]
    assert len(set(xs)) == 5
    wide = figures._x(figures.TIED) - figures._x(0)
    assert all(abs(x - figures._x(0)) <= wide + 0.1 for x in xs)
    assert abs(found[0][0] - figures._x(1)) <= wide + 0.1


def test_marked_pairs_are_diamonds_and_have_their_mean_places():
    drawn = figures.distance_drawing(shown(marked=True))
    assert re.findall(r'<path d="M[^"]+Z" data-pick="(\d)"', drawn) == ["4"]
    assert 4 not in discs(drawn)
    assert "1 pair: opposites, by a list of ours" in drawn
    assert ">20</text>" in drawn
    assert ">75</text>" in drawn
    places = [float(x) for x in re.findall(r'd="M([\d.]+),\d+ l8,8[^>]+data-part="mean-\d"', drawn)]
    assert places[1] - places[0] == pytest.approx(0.55 * (figures.RULER[1] - figures.RULER[0]), abs=0.2)
    none = replace(shown(marked=True).marked, which=np.zeros(N, bool), people=np.nan, coding=np.nan)
    assert "None among these pairs" in figures.distance_drawing(replace(shown(), marked=none))
    assert "mean rank" not in figures.distance_drawing(shown())


def test_bars_are_as_long_as_rho_and_say_it():
    drawn = figures.distance_drawing(shown())
    found = re.findall(r'x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="16"[^>]*data-part="rho-(\d)"', drawn)
    bars = {int(k): (float(x), float(wide)) for x, wide, k in found}
    half = (figures.ONE - figures.ZERO) / 2
    assert bars == {1: (figures.ZERO, half), 2: (figures.ZERO - half, half)}
    assert "all alike" in drawn
    assert ">+0.50<" in drawn
    assert ">−0.50<" in drawn
    assert (
        drawn.count(f'stroke="{figures.css("ink")}" stroke-width="2" pointer-events="none"') == 1
    )  # one has an interval


def test_the_layer_names_the_pair_and_what_each_coding_says():
    drawn = figures.distance_cursor(shown(cursor=0))
    assert drawn.count("tiger · cat") == 2
    assert "people say 10.00 of 10, place 1 of 6" in drawn
    assert ">+1.00<" in drawn
    assert drawn.count(">+0.90<") == 2
    without = figures.distance_cursor(shown(cursor=3))
    assert "<circle" not in without
    assert without.count(">none<") == 2


def test_the_picture_stays_while_the_cursor_moves():
    assert figures.distance_drawing(shown()) == figures.distance_drawing(shown(cursor=5))
    assert figures.distance_cursor(shown()) != figures.distance_cursor(shown(cursor=5))


def test_words_of_the_learner_are_escaped():
    drawn = figures.distance_cursor(shown(cursor=1))
    assert "<b>" not in drawn
    assert "a&lt;b&gt; · c&amp;d" in drawn
    assert "<i>" not in figures.distance_drawing(shown(source="<i>"))


def test_the_description():
    assert figures.describe_distance(shown()) == (
        "SimLex999, GloVe: rho +0.50 over 5 pairs; tiger and cat: people 10.0, cosine +0.90."
    )
    assert "no two pairs told apart" in figures.describe_distance(shown(shown=0))
    assert figures.describe_distance(shown(cursor=3)).endswith("old and new: people 4.0, no vector.")
