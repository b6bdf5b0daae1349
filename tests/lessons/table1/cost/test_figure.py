"""Marks at their score and cost, bars over seeds, names that lie over nothing; and growth with the length."""

import itertools
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.table1.cost import figure as figures
from unrolled.lessons.table1.cost.figure import marks
from unrolled.lessons.table1.cost.figure.words import cost_words, score_words
from unrolled.lessons.table1.cost.record import COSTS, ByLength, Cost, Mark

SVG = "{http://www.w3.org/2000/svg}"
MODELS = ("tcn", "lstm", "fair_lstm", "gru", "rnn", "min_gru")
NO_LENGTHS = ByLength(np.empty(0), {}, {}, {}, 0)


def grown(timed=True):
    lengths = np.array([100.0, 400.0, 1600.0])
    return ByLength(
        lengths,
        {model: (k + 1) * 1e5 * lengths for k, model in enumerate(MODELS)},
        {model: (6 - k) * 0.05 * lengths for k, model in enumerate(MODELS) if timed},
        dict.fromkeys(MODELS, 70_000),
        32,
    )


def mark(model, k, scores):
    costs = {"minutes": 9.0 + k, "parameters": 70_000.0 + 100 * k, "milliseconds": 40.0 + k, "bytes": 1e7 * (k + 1)}
    return Mark(model, scores, costs, "2 seeds, 10 epochs, still improving")


def view(against="minutes", count=6, scale=1e-4, metric="loss", trivial=1 / 6):
    run = [mark(model, k, (scale * 2**k, scale * 2**k * 1.5)) for k, model in enumerate(MODELS[:count])]
    return Cost(
        "Adding <b>problem</b>", metric, trivial, "the table’s sizes",
        (*run, *(Mark(model) for model in MODELS[count:])), against, grown(),
    )  # fmt: skip


EXAMPLES = {"cost.cost_drawing": lambda: figures.cost_drawing(view())}
EDGES = [
    view(count=0), view(count=1), view(trivial=None), view(scale=2.0, trivial=11.09), view(scale=2.0, trivial=None),
    view(scale=1.5, metric="accuracy", trivial=11.35), view(scale=30, metric="perplexity", trivial=900.0),
    view(scale=1.0, metric="bits", trivial=4.8), replace(view("length"), by_length=NO_LENGTHS),
    replace(view("length"), by_length=grown(False)),
    replace(view(), marks=tuple(mark(model, 0, (0.1667, 0.1667)) for model in MODELS)),
    replace(view(), marks=tuple(mark(model, 0, (0.5,)) for model in MODELS)),
    replace(view("bytes"), marks=tuple(replace(one, costs={"minutes": 1.0}) for one in view().marks)),
]  # fmt: skip


@pytest.mark.parametrize("state", [*map(view, COSTS), *EDGES])
def test_every_state_is_drawn_and_said(state):
    drawing, said = figures.cost_drawing(state), figures.describe_cost(state)
    assert 'width="894" height="380"' in drawing
    assert "nan" not in drawing
    assert len(said) < 150
    root = ElementTree.fromstring(drawing)
    assert root.get("aria-label") == said


def test_marks_stand_at_their_mean_and_bars_reach_every_seed():
    shown = view("bytes")
    root = ElementTree.fromstring(figures.cost_drawing(shown))
    frame = marks.frame_of(shown)
    x, y = frame.at(10.0, 1.25e-4)  # the TCN: 10 MB
    circles = [node for node in root.iter(f"{SVG}circle") if node.get("r") == "5"]
    assert (x, y) in [(pytest.approx(float(c.get("cx")), abs=0.01), pytest.approx(float(c.get("cy")), abs=0.01))
                      for c in circles]  # fmt: skip
    bars = {node.get("data-seeds"): node.get("d") for node in root.iter(f"{SVG}path") if node.get("data-seeds")}
    assert set(bars) == set(MODELS)
    _, low = frame.at(10, 1e-4)
    _, high = frame.at(10, 1.5e-4)
    assert bars["tcn"].startswith(f"M{x:.1f} {low:.1f}V{high:.1f}")


def test_one_seed_has_no_bar():
    one = replace(view(), marks=tuple(mark(model, k, (0.01,)) for k, model in enumerate(MODELS)))
    assert "data-seeds" not in figures.cost_drawing(one)


@pytest.mark.parametrize("against", ["minutes", "parameters", "bytes"])
@pytest.mark.parametrize("scores", [(1e-4, 2e-4), (0.1, 0.2)])
def test_names_lie_over_no_name_and_no_mark(against, scores):
    crowd = replace(view(against), marks=tuple(mark(model, 0.3 * k, scores) for k, model in enumerate(MODELS)))
    root = ElementTree.fromstring(figures.cost_drawing(crowd))
    boxes = []
    for node in root.iter(f"{SVG}text"):
        if node.get("paint-order"):
            wide = len(node.text) * 9
            x, y = float(node.get("x")), float(node.get("y"))
            left = x - wide if node.get("text-anchor") == "end" else x
            boxes.append((left, y - 12, left + wide, y + 2))
    assert len(boxes) == 6
    for a, b in itertools.combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_the_axis_holds_all_seeds_and_the_trivial_score():
    frame = marks.frame_of(view())
    assert frame.log_y
    assert frame.y == (pytest.approx(1e-4), 1)
    frame = marks.frame_of(view(scale=2.0, trivial=11.0))
    assert not frame.log_y
    assert frame.y[0] < 2.0
    assert frame.y[1] > 96
    accurate = replace(view(metric="accuracy", trivial=11.35), marks=(mark("tcn", 0, (99.4, 99.9)),))
    low, high = marks.frame_of(accurate).y
    assert 0 <= low < 11.35
    assert high == 100
    assert "reading nothing: 11.3 %" in figures.cost_drawing(accurate)


@pytest.mark.parametrize("ends", [(2.0, 5.2), (30, 400), (1e-4, 1), (44, 112), (0.7, 1.9)])
def test_axes_have_three_to_nine_numbers(ends):
    for log in (True, False):
        found = marks.ticks_of(ends, log)
        assert 3 <= len(found) <= 9, (log, found)
        assert all(ends[0] * 0.998 <= tick <= ends[1] * 1.002 for tick in found)


def test_the_table_says_what_was_not_run():
    words = [node.text for node in ElementTree.fromstring(figures.cost_drawing(view(count=2))).iter(f"{SVG}text")]
    assert words.count("not run") == 4
    assert words.count("10 epochs, still improving") == 2
    cut = replace(
        view(), marks=(replace(view().marks[0], words="1 seed, budget: 14 of 20 epochs, no longer improving"),)
    )
    assert ">14 of 20 epochs, no longer improving<" in figures.cost_drawing(cut)
    assert "No run with these settings yet." in figures.cost_drawing(view(count=0))
    assert "This cost was not measured yet." in figures.cost_drawing(EDGES[-1])


def test_what_is_said():
    title = "Adding <b>problem</b>"
    assert figures.describe_cost(view(count=1)) == (f"{title}, the table’s sizes: TCN alone was run, 1.3e−4 for 9 min.")
    assert "is best and cheapest" in figures.describe_cost(view())
    costly = replace(view("bytes"), marks=(mark("tcn", 4, (0.01,)), mark("rnn", 1, (0.2,))))
    assert figures.describe_cost(costly) == (
        f"{title}: TCN is best, 0.010 for 50 MB; RNN is cheapest, 0.200 for 20 MB."
    )
    alike = replace(view("parameters"), marks=(mark("tcn", 4, (0.01,)), mark("rnn", 1, (0.2,))))
    assert figures.describe_cost(alike).endswith("for 70K parameters; the others cost about the same.")
    higher = replace(costly, metric="accuracy", marks=(mark("tcn", 4, (99.0,)), mark("rnn", 1, (21.5,))))
    assert "TCN is best, 99.0 % for 50 MB; RNN is cheapest, 21.5 %" in figures.describe_cost(higher)
    assert figures.describe_cost(view(count=0)).endswith("the table’s sizes: not run.")
    assert figures.describe_cost(EDGES[-1]).endswith("this cost was not measured.")


def test_growth_by_length():
    shown = view("length")
    assert figures.describe_cost(shown) == ("An update at 1,600 steps, least and most: minGRU 80 ms, TCN 480 ms.")
    assert figures.describe_cost(EDGES[9]).endswith("least and most: TCN 160 MB, minGRU 960 MB.")
    drawing = figures.cost_drawing(shown)
    lines = [node for node in ElementTree.fromstring(drawing).iter(f"{SVG}path") if "L" in (node.get("d") or "")]
    assert len(lines) == 12
    assert "160 MB, 480 ms" in drawing
    assert "Not measured yet." in figures.cost_drawing(EDGES[9])
    assert "was not measured" in figures.describe_cost(EDGES[8])


def test_words():
    assert [cost_words(1234.0, "minutes"), cost_words(2.345, "milliseconds"), cost_words(1_000_000, "parameters")] == [
        "1,234 min", "2.3 ms", "1,000K parameters",
    ]  # fmt: skip
    assert [score_words(98.76, "accuracy"), score_words(123.4, "perplexity"), score_words(1.456, "bits")] == [
        "98.8 %", "123", "1.46",
    ]  # fmt: skip
