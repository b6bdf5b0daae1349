"""How much is noise, as drawn: a dot a seed, bars that add up to the probability told."""

import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

from table_runs import numbers
from unrolled.lessons.table1.seeds import figure as figures
from unrolled.lessons.table1.seeds import probe as probes
from unrolled.lessons.table1.seeds.figure import describe_noise, noise_drawing

SCORES = {"tcn": [8.0, 8.4], "fair_lstm": [8.1, 8.5], "lstm": [8.6]}
RUNS = {
    f"{model}{seed}": numbers("jsb", model, "size", seed, [(1, 9, score, score)])
    for model, scores in SCORES.items()
    for seed, score in enumerate(scores)
}


def view(one="tcn", other="fair_lstm", count=1):
    return probes.noise(RUNS, one, other, count)


EXAMPLES = {"seeds.noise_drawing": lambda: noise_drawing(view())}


def nodes(drawing, name):
    return [node for node in ElementTree.fromstring(drawing).iter() if node.get(name) is not None]


def test_a_dot_for_every_seed_at_its_score():
    shown = view()
    frame = figures._scale(shown)
    dots = nodes(noise_drawing(shown), "data-seed")
    expected = [frame.at(score, 0)[0] for score in (8.0, 8.4, 8.1, 8.5)]
    assert [float(dot.get("cx")) for dot in dots] == pytest.approx(expected, abs=0.01)
    assert Counter(dot.get("data-seed") for dot in dots) == {"0": 2, "1": 2}
    assert len(nodes(noise_drawing(shown), "data-paper")) == 1  # the paper has no fair LSTM


@pytest.mark.parametrize("count", [1, 2, 5])
def test_bars_add_up_to_the_probability(count):
    shown = view(count=count)
    tall = Counter()
    for bar in nodes(noise_drawing(shown), "data-bar"):
        tall[bar.get("data-bar")] += float(bar.get("height"))
    share = (tall["other"] + tall["tied"] / 2) / sum(tall.values())
    assert share == pytest.approx(shown.wrong, abs=0.002)


def test_bars_of_the_other_order_stand_on_the_other_side():
    bars = nodes(noise_drawing(view()), "data-bar")
    other = [float(bar.get("x")) for bar in bars if bar.get("data-bar") == "other"]
    same = [float(bar.get("x")) for bar in bars if bar.get("data-bar") == "same"]
    assert max(other) < min(same)
    turned = nodes(noise_drawing(view("fair_lstm", "tcn")), "data-bar")
    assert min(float(bar.get("x")) for bar in turned if bar.get("data-bar") == "other") > max(
        float(bar.get("x")) for bar in turned if bar.get("data-bar") == "same"
    )


def test_more_seeds_make_the_error_narrower():
    wide, narrow = (float(nodes(noise_drawing(view(count=n)), "data-error")[0].get("width")) for n in (1, 4))
    assert wide / narrow == pytest.approx(2, rel=0.01)


def test_numbers_and_sentences():
    numbers_ = {node.get("data-number"): node.text for node in nodes(noise_drawing(view()), "data-number")}
    assert numbers_ == {
        "difference of all seeds": "0.100", "standard error, n = 1": "0.400", "difference / error": "0.25",
        "the other order": "25 %",
    }  # fmt: skip
    assert describe_noise(view()) == (
        "TCN 8.200 and fair LSTM 8.300: difference 0.100, standard error 0.400 with 1 seed each; the order would be "
        "the other one in 25 % of draws."
    )
    assert "the same runs twice" in describe_noise(view("tcn", "tcn"))


def test_too_few_runs_are_told():
    assert describe_noise(view("rnn", "gru")) == (
        "RNN and GRU on Music JSB Chorales: not run, so there is nothing to compare."
    )
    assert describe_noise(view("rnn", "rnn")).startswith("RNN on Music JSB Chorales: not run")
    assert "Nothing to compare yet" in noise_drawing(view("rnn", "gru"))
    assert "one seed alone says nothing about noise" in describe_noise(view("tcn", "lstm"))
    assert ">one seed: unknown<" in noise_drawing(view("tcn", "lstm"))
    assert not nodes(noise_drawing(view("tcn", "lstm")), "data-error")[1:]  # the LSTM has none


def test_equal_scores_have_no_error_to_divide_by():
    runs = {f"{k}": numbers("jsb", "tcn", "size", k, [(1, 9, 9, 8.2)]) for k in range(2)}
    runs |= {f"x{k}": numbers("jsb", "lstm", "size", k, [(1, 9, 9, 8.6)]) for k in range(2)}
    drawing = noise_drawing(probes.noise(runs, "tcn", "lstm"))
    assert ">–<" in drawing
    assert ">0 %<" in drawing
    assert "the paper’s difference: +0.35" in drawing


@pytest.mark.parametrize(("low", "high"), [(8.0, 8.5), (-0.03, 0.03), (0, 1), (8.0999, 8.1001)])
def test_ticks_are_round_and_few(low, high):
    ticks = figures._ticks(low, high)
    assert 2 <= len(ticks) <= 8
    assert low <= ticks[0] < ticks[-1] <= high
