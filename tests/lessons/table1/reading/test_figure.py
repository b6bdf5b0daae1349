"""How to read a table, as drawn: marks at their scores, the trivial line, what the trivial model knows."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from table_runs import numbers
from unrolled.lessons.table1.reading import probe as probes
from unrolled.lessons.table1.reading.figure import SCORES, describe_reading, reading_drawing
from unrolled.lessons.table1.reading.figure.scores import axes

RUNS = {
    "a": numbers("jsb", "tcn", "supplement", 0, [(1, 9, 9, 8.2)]),
    "b": numbers("jsb", "tcn", "supplement", 1, [(1, 9, 9, 8.4)]),
    "c": numbers("copy", "tcn", "supplement", 0, [(1, 9, 9, 4e-5)]),
    "d": numbers("copy", "lstm", "size", 0, [(1, 9, 9, 0.0203)], ended="time"),
    "e": numbers("seq_mnist", "fair_lstm", "size", 0, [(1, 9, 98.0, 98.5)]),
}


def view(task="copy", **more):
    return probes.reading(RUNS, task, **more)


EXAMPLES = {"reading.reading_drawing": lambda: reading_drawing(view())}


def nodes(drawing, name):
    return [node for node in ElementTree.fromstring(drawing).iter() if node.get(name) is not None]


def marks(shown):
    """x of each mark."""
    found = {}
    for node in nodes(reading_drawing(shown), "data-mark"):
        (drawn,) = node
        x = drawn.get("cx") or re.match(r"M([\d.]+)", drawn.get("d"))[1]
        found[node.get("data-mark")] = float(x)
    return found


@pytest.mark.parametrize("task", list(probes.UNITS))
def test_marks_stand_at_what_is_lost(task):
    shown, found = view(task), marks(view(task))
    frame = axes(shown, SCORES)
    expected = {}
    for one in shown.scores:
        for name, score in (("paper", one.published), ("ours", one.ours)):
            if score is not None:
                expected[f"{name} {one.model}"] = frame.at(shown.lost(score), 0)[0]
                assert frame.x[0] < shown.lost(score) < frame.x[1]
    assert found == pytest.approx(expected, abs=0.1)
    (line,) = nodes(reading_drawing(shown), "data-line")
    assert float(re.match(r"M([\d.]+)", line.get("d"))[1]) == pytest.approx(
        frame.at(shown.lost(shown.trivial), 0)[0], abs=0.1
    )


def test_the_axis_is_logarithmic_where_losses_span_decades():
    assert [axes(view(task), SCORES).log_x for task in ("copy", "adding", "seq_mnist", "jsb", "nottingham")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert axes(view("jsb"), SCORES).x[0] == 0


def test_numbers_and_what_failed():
    drawing = reading_drawing(view())
    shares = {node.get("data-share"): node.text for node in nodes(drawing, "data-share")}
    assert shares["0 lstm"] == "100 %"
    assert shares["0 gru"] == "96.6 %"
    assert shares["0 tcn"] == "0.17 %"
    assert shares["1 lstm"] == "99.6 %"
    assert "1 gru" not in shares
    assert drawing.count(">✗<") == 4  # three of the paper, one of ours
    assert "✗ 96 % or more · * out of time or still improving" in drawing
    assert ">*<" in drawing
    assert drawing.count(">not run<") == 4
    music = reading_drawing(view("jsb"))
    assert "✗" not in music
    assert "*" not in music


def test_the_axis_of_copy_memory_holds_still_while_the_wait_moves():
    shown = {wait: view(wait=int(wait)) for wait in probes.WAITS}
    assert len({axes(one, SCORES).x for one in shown.values()}) == 1
    for wait, one in shown.items():
        lines = {node.get("data-line"): node for node in nodes(reading_drawing(one), "data-line")}
        assert set(lines) == ({"trivial"} if wait == 1000 else {"trivial", "wait"})
        assert bool(nodes(reading_drawing(one), "data-part")) == (wait != 1000)
        assert len(nodes(reading_drawing(one), "data-paper")) == 3


@pytest.mark.parametrize("task", ["jsb", "nottingham"])
def test_keys_stand_as_high_as_their_shares(task):
    shown = view(task)
    bars = nodes(reading_drawing(shown), "data-key")
    assert len(bars) == 88
    assert [float(bar.get("height")) for bar in bars] == pytest.approx((100 * shown.shares).tolist(), abs=0.01)
    cost = -(shown.shares * np.log(shown.shares) + (1 - shown.shares) * np.log(1 - shown.shares)).sum()
    assert f"{cost:.1f} in all on the training pieces" in reading_drawing(shown)
    assert f"costs {shown.trivial:.2f} nats a step" in reading_drawing(shown)


def test_digits_and_sums():
    bars = nodes(reading_drawing(view("perm_mnist")), "data-digit")
    heights = [float(bar.get("height")) for bar in bars]
    assert len(heights) == 10
    assert heights.index(max(heights)) == 1
    assert "0.170 on our 1,000 test examples" in reading_drawing(view("adding"))


def test_every_row_can_be_clicked():
    assert Counter(node.get("data-row") for node in nodes(reading_drawing(view()), "data-row")) == Counter(
        map(str, range(6))
    )


def test_sentences():
    assert describe_reading(view("jsb", row=0)) == (
        "TCN on Music JSB Chorales: the paper 8.10 = 73 % of the trivial loss, ours 8.30 = 74.8 % (2 seeds, 1 epochs)."
    )
    assert describe_reading(view("seq_mnist", row=2)) == (
        "fair LSTM on Seq. MNIST: not in the paper, ours 98.5 = 1.69 % of the trivial error (1 seed, 1 epochs)."
    )
    assert describe_reading(view("copy", row=4)) == (
        "RNN on Copy memory T = 1000: the paper 0.0202 = 99.1 % of the trivial loss, ours not run."
    )
    assert describe_reading(view("copy", wait=2000)) == (
        "At T = 2,000 a model without memory loses 0.0103, at the paper’s T = 1,000 it loses 0.0204; "
        "there the paper’s LSTM loses 0.0204."
    )
    assert describe_reading(view("copy", wait=2000, row=5)).endswith("; the paper has no minGRU.")


def test_the_longest_sentence_fits_two_lines():
    words = "2 seeds, budget: 10 of 14 epochs, no longer improving"
    for task in probes.UNITS:
        shown = view(task)
        for row, one in enumerate(shown.scores):
            long = replace(one, seeds=np.array([98.93 if shown.higher else 8.21]), words=words)
            scores = (*shown.scores[:row], long, *shown.scores[row + 1 :])
            assert len(describe_reading(replace(shown, scores=scores, row=row))) <= 160
