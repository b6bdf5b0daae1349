"""A race drawn before, during and after: curves at their values, the table's numbers, and what is said."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.table1.live_race import figure as figures
from unrolled.lessons.table1.live_race.record import Curve, LiveRace, Scale

SVG = "{http://www.w3.org/2000/svg}"
MODELS = ("tcn", "lstm", "fair_lstm", "gru", "rnn", "min_gru")
LOG = Scale(1e-4, 1, (1e-4, 1e-2, 1), log=True)


def curve(end, seeds=3, moments=4, updates=100):
    """From 0.2 to about the end, evenly; the seeds lie around it."""
    base = np.linspace(0.2, end, moments)
    seconds = 2.5 * np.arange(1, moments + 1)
    spread = np.linspace(0.9, 1.1, seeds)[:, None] if seeds > 1 else np.ones((1, 1))
    return Curve(seconds, updates * seconds, base * spread)


def measured(seeds=3):
    return {model: curve(0.01 * 2**k, seeds, updates=100 - 10 * k) for k, model in enumerate(MODELS)}


def view(own=None, axis="seconds", known=True):
    return LiveRace(
        "Adding <b>problem</b>, T = 80", "squared error", False, 1 / 6, LOG, 60.0, dict.fromkeys(MODELS, 8000),
        measured() if known else {}, own or {}, axis,
    )  # fmt: skip


def begun(moments=2):
    return {model: curve(0.05 * (k + 1), 1, moments) for k, model in enumerate(reversed(MODELS))}


def empty():
    return {model: Curve(np.empty(0), np.empty(0), np.empty((1, 0))) for model in MODELS}


def percent():
    return LiveRace(
        "digits", "%", True, 10.0, Scale(0, 100, (0, 50, 100)), 20.0, dict.fromkeys(MODELS, 8000),
        {}, {"tcn": Curve(np.array([3.0]), np.array([60.0]), np.array([[84.8]]))},
    )  # fmt: skip


EXAMPLES = {"live_race.race_drawing": lambda: figures.race_drawing(view(begun()))}
STATES = [view(), view(begun()), view(empty()), view(known=False), view(begun(), "updates"), view(begun(), known=False),
          percent(), view(axis="updates")]  # fmt: skip


def paths(record):
    root = ElementTree.fromstring(figures.race_drawing(record))
    return [node for node in root.iter(f"{SVG}path") if "L" in (node.get("d") or "")]


@pytest.mark.parametrize("state", range(len(STATES)))
def test_every_state_is_drawn_and_said(state):
    drawing, said = figures.race_drawing(STATES[state]), figures.describe_race(STATES[state])
    assert 'width="894" height="380"' in drawing
    assert "nan" not in drawing
    assert len(said) < 150
    assert "reading nothing" in said


def test_curves_stand_where_their_means_are():
    lines = [node for node in paths(view()) if node.get("fill") == "none"]
    assert len(lines) == 6
    frame = figures.axes(view())
    for node, one in zip(lines, measured().values(), strict=True):
        found = [tuple(map(float, pair.split())) for pair in node.get("d")[1:].split("L")]
        due = [frame.at(x, y) for x, y in zip(one.seconds, one.scores.mean(axis=0), strict=True)]
        assert np.array(found) == pytest.approx(np.array(due), abs=0.06)
    assert len(paths(view())) == 12  # each with its band


def test_once_begun_the_measured_curves_are_thin_and_without_bands():
    lines = paths(view(begun()))
    assert len(lines) == 12
    assert {float(node.get("stroke-width")) for node in lines[:6]} == {1.4}
    assert {float(node.get("stroke-width")) for node in lines[6:]} == {3}
    root = ElementTree.fromstring(figures.race_drawing(view(begun())))
    assert [node.get("data-end") for node in root.iter() if node.get("data-end")] == list(reversed(MODELS))


def test_lines_are_told_apart_without_their_colour():
    assert len({figures.LINES[model] for model in MODELS}) == 6
    assert figures.colour("fair_lstm") == figures.colour("lstm")


def test_by_updates_each_line_ends_at_its_own():
    frame = figures.axes(view(axis="updates"))
    assert frame.x == (0, 1000.0)
    lines = [node for node in paths(view(axis="updates")) if node.get("fill") == "none"]
    ends = [float(re.split("[ L]", node.get("d"))[-2]) for node in lines]
    assert ends == pytest.approx([frame.at(10 * (100 - 10 * k), 1)[0] for k in range(6)], abs=0.06)
    more = {"tcn": Curve(np.array([1.0]), np.array([5000.0]), np.array([[0.1]]))}
    assert figures.axes(view(more, "updates")).x[1] == 5000


def test_the_table_tells_updates_pace_and_score():
    root = ElementTree.fromstring(figures.race_drawing(view()))
    cells = [node.text for node in root.iter(f"{SVG}text") if node.get("data-cell") == "lstm"]
    assert cells == ["900", "11.1", "0.020"]
    bold = [node.get("data-cell") for node in root.iter(f"{SVG}text")
            if node.get("data-cell") and node.get("font-weight")]  # fmt: skip
    assert bold == ["tcn"]
    before = ElementTree.fromstring(figures.race_drawing(view(empty())))
    assert {node.text for node in before.iter(f"{SVG}text") if node.get("data-cell")} == {"–"}


def test_what_is_said():
    title = "Adding <b>problem</b>, T = 80"
    assert figures.describe_race(view()) == (
        f"{title}: measured before, 10 s each, TCN is best with 0.010; reading nothing gives 0.167."
    )
    assert figures.describe_race(view(begun())) == (
        f"{title}: after 5.0 s each, minGRU is best with 0.050; reading nothing gives 0.167."
    )
    assert "before the first measurement" in figures.describe_race(view(empty()))
    assert "not started, and not measured" in figures.describe_race(view(known=False))
    assert "TCN is best with 84.8 %; reading nothing gives 10.0 %." in figures.describe_race(percent())


def test_what_start_does_and_how_it_ended():
    assert figures.outlook(view()) == (
        "Press Start: six networks take turns for 60 s, 10 s each. Until then you see 3 races measured before."
    )
    assert figures.outlook(view(known=False)).endswith("No such race was measured before.")
    assert "you see a race measured" in figures.outlook(replace(view(), measured=measured(1)))
    assert figures.verdict(view(begun()), "Done") == (  # the TCN went up from 0.2 to 0.3: its best is what counts
        "Done: minGRU is best with 0.050, TCN last with 0.200. 3 of 6 beat reading nothing."
    )
    assert figures.verdict(view(empty()), "Stopped") == "Stopped before the first measurement."
    assert "1 of 6 beat" in figures.verdict(percent(), "Stopped")


def test_numbers_are_short():
    assert [figures.number(x) for x in (12.345, 0.1667, 0.0123, 0.00234, 4.1e-6)] == [
        "12.35", "0.167", "0.012", "0.0023", "4.1e−6",
    ]  # fmt: skip
    assert figures.number(84.81, "%") == "84.8 %"
