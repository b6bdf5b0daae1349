"""The cost of an answer, drawn: columns, bars, lines, and what is said about them."""

import re
from dataclasses import replace
from math import log10

import pytest

from unrolled.lessons.word2vec.output_cost import figure as figures
from unrolled.lessons.word2vec.output_cost.record import Form, OutputCost, Timing

MICRO = {"full": 400.0, "tree": 0.9, "sampled": 0.7, "batch": 200.0}


def shown(V=10_000, K=5, index=0, **changes):
    forms = (
        Form("full", "full softmax", V, 9_000_300, 3_000_000, 400.0),
        Form("tree", "hierarchical softmax", 10.26, 9_540, 3_079, 0.9),
        Form("sampled", "negative sampling", 1 + K, 5_700, 1_800, 0.7),
    )
    timings = tuple(Timing(size, 300, MICRO) for size in (1_000, 100_000))
    words = (("the", 1, "0110"), ("a <b>", 30, "110011111"))
    made = OutputCost(
        V, 300, K, 1e10, forms, 200.0, words, index, 39_429, 10.2, timings, (), "x86_64, 1 threads, busy", False
    )
    return replace(made, **changes)


EXAMPLES = {
    "output_cost.output_cost_drawing": lambda: figures.output_cost_drawing(shown()),
    "output_cost.output_cost_way": lambda: figures.output_cost_way(shown(index=1)),
}


@pytest.mark.parametrize("K", [1, 5, 20])
def test_a_negative_has_a_column_each_and_none_lies_on_another(K):
    for V in (100, 10_000, 1_000_000):
        drawn = figures.output_cost_drawing(shown(V=V, K=K))
        places = re.findall(r'x1="([\d.]+)"[^>]*data-column="2"', drawn)
        assert len(set(places)) == K


def test_the_way_has_a_column_for_each_node_and_shares_the_root():
    for index in (0, 1):
        drawn = figures.output_cost_way(shown(index=index))
        columns = re.findall(r'x="([\d.]+)" y="[\d.]+" width="4"[^>]*data-column="1"', drawn)
        assert len(columns) == len(shown().words[index][2])
        assert columns[0] == re.findall(r'x="([\d.]+)" y="[\d.]+" width="4"', figures.output_cost_way(shown()))[0]
    assert "9 of 9,999 inner nodes, code 110011111" in figures.output_cost_way(shown(index=1))


def test_columns_are_as_wide_as_their_share_where_that_can_be_seen():
    wide = figures.output_cost_way(shown(V=100))
    assert 'width="8.94"' in wide
    assert 'width="8.94"' not in figures.output_cost_way(shown())


def test_the_picture_stays_while_the_word_moves():
    assert figures.output_cost_drawing(shown()) == figures.output_cost_drawing(shown(index=1))


def test_bars_are_logarithmic_and_say_their_value():
    drawn = figures.output_cost_drawing(shown())
    for words in ("46 days", "2.5 h", "1.9 h", "10 billion pairs"):
        assert f">{words}" in drawn
    widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="16"[^>]*data-part="\w+"', drawn)]
    assert len(widths) == 3
    span = (figures.BARS_RIGHT - figures.NAMES) / 13.5
    full, _, sampled = (form.microseconds for form in shown().forms)
    assert widths[0] - widths[2] == pytest.approx(span * log10(full / sampled), abs=0.1)


def test_what_was_not_measured_is_said_so():
    forms = tuple(replace(form, microseconds=float("nan")) for form in shown().forms)
    assert figures.output_cost_drawing(shown(forms=forms)).count("not measured") == 3


def test_points_stand_at_what_was_measured_and_here_is_marked():
    drawn = figures.output_cost_drawing(shown())
    line = re.search(r'points="([^"]+)"[^>]*data-part="line-full"', drawn)[1].split()
    xs, ys = zip(*(map(float, point.split(",")) for point in line), strict=True)
    assert xs == pytest.approx([figures.PLOT.at(V, 1)[0] for V in (1_000, 100_000)], abs=0.1)
    assert ys[0] == pytest.approx(figures.PLOT.at(1_000, 400.0)[1], abs=0.1)
    assert "“Measure here” adds" in drawn
    here = (Timing(500, 100, {"full": 9.0, "tree": 0.5, "sampled": 0.4}),)
    drawn = figures.output_cost_drawing(shown(here=here))
    assert len(re.findall(r'data-part="\w+-0"', drawn)) == 3
    assert "× here, 500 words, 100 dimensions: full softmax 9, hierarchical 0.5, 5 negatives 0.4 µs" in drawn
    assert "measuring on this machine" in figures.output_cost_drawing(shown(measuring=True))


def test_the_description():
    assert figures.describe_output_cost(shown()) == (
        "10,000 words, 300 dimensions: a pair changes 3.0 million output weights with the full softmax, "
        "3,080 with Huffman's tree, 1,800 with 5 negatives; the path to “the” has 4 nodes."
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (2.5, "2.5 s"), (12, "12 s"), (120, "2 min"), (5400, "1.5 h"), (9e4, "25 h"), (4e6, "46 days"),
     (1e8, "3.2 years"), (4.1e11, "12,992 years")],
)  # fmt: skip
def test_time_in_words(seconds, words):
    assert figures.span(seconds) == words


@pytest.mark.parametrize(
    ("pairs", "words"), [(1e6, "1 million"), (3.16e6, "3.2 million"), (1e9, "1 billion"), (1e12, "1,000 billion")]
)
def test_pairs_in_words(pairs, words):
    assert figures._pairs(pairs) == words
