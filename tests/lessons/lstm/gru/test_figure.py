"""The GRU's four views, drawn."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.drawing.numerals import signed
from unrolled.lessons.lstm.four_steps.record import GRUSteps
from unrolled.lessons.lstm.gates.probe import look_at
from unrolled.lessons.lstm.gates.record import GateMap
from unrolled.lessons.lstm.gru import figure as gru
from unrolled.lessons.lstm.gru.figure import cell as gru_cell
from unrolled.lessons.lstm.gru.record import GRUMemory
from unrolled.lessons.lstm.intervene.record import Comparison

TEXT = "DUKE:\nThe <b>sorrow</b> of the night hath made thee pale,\nAnd I must leave thee now."


def steps(step=1, cursor=6, row=3, units=20):
    rng = np.random.default_rng(0)
    T = len(TEXT)
    before = {name: rng.normal(0, 3, (T, units)) for name in ("r", "z", "x_n", "h_n")}
    values = {"r": rng.uniform(0, 1, (T, units)), "z": rng.uniform(0, 1, (T, units))}
    values |= {name: rng.uniform(-1, 1, (T, units)) for name in "nh"}
    return GRUSteps(TEXT, before, values, tuple(range(units)), step, cursor, row)


def memory(cursor=6):
    shown = steps(cursor=cursor)
    kept = np.full((len(TEXT), 8), np.nan)
    kept[cursor:] = 0.9 ** np.arange(len(TEXT) - cursor)[:, None]
    lived = {"gru": np.linspace(9, 0, 20), "lstm": np.linspace(40, 0.5, 12)}
    return GRUMemory(shown, kept, lived)


def heat_map():
    values = np.random.default_rng(0).normal(0, 1, (20, len(TEXT)))
    made = GateMap(TEXT, 1, "h", values, np.linspace(1, 30, 20), "half-life", np.arange(20), 0, 0, (0, 0))
    return look_at(made, 6, 3)


def held():
    p = np.array([0.5, 0.3, 0.2])
    return Comparison(
        "a <b>", "update gate at 0.50, layer 1", ("e", "<", "\n"), p, p[::-1], 0.3, ("<b>e", "<be"), 2, False
    )


EXAMPLES = {
    "gru.gru_drawing": lambda: gru.gru_drawing(steps()),
    "gru.gru_cursor": lambda: gru.gru_cursor(steps()),
}


@pytest.mark.parametrize("shown", [steps(), memory(), heat_map(), held()], ids=["steps", "memory", "map", "held"])
def test_every_view_is_drawn_and_escaped(shown):
    for drawn in (gru.gru_drawing(shown), gru.gru_cursor(shown)):
        assert "<b>" not in drawn
        width, height = map(float, re.search(r' width="([\d.]+)" height="([\d.]+)"', drawn).groups())
        assert width <= WIDTH
        assert height <= HEIGHT
    assert gru.describe_gru(shown).endswith(".")


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_the_numbers_of_a_step_stand_in_table_and_diagram(step):
    shown = steps(step=step)
    drawn = gru.gru_cursor(shown)
    for unit in shown.window:
        for words in gru.SHEET.cells(shown, unit):
            assert f">{words}<" in drawn
    for cursor in range(1, 20):
        at = replace(shown, cursor=cursor)
        numbers = gru_cell.numbers(at)
        z, n, old = at.at("z", 3), at.at("n", 3), at.at("old", 3)
        for value in (z * old, (1 - z) * n, at.at("r", 3) * at.raw("h_n", 3), at.at("h", 3)):
            assert f">{signed(value)}<" in numbers


def test_a_move_leaves_the_still_part_as_it_is():
    assert gru.gru_drawing(steps(cursor=6)) == gru.gru_drawing(steps(cursor=39, row=5))
    assert gru.gru_drawing(memory(6)) == gru.gru_drawing(memory(40))


def test_the_description_tells_what_is_left_and_what_is_mixed():
    assert "35 % is left 10 characters later" in gru.describe_gru(memory())
    assert "GRU 4.5, LSTM 20.2" in gru.describe_gru(memory())
    assert "0 characters later" in gru.describe_gru(memory(len(TEXT) - 1))
    mixed = steps(step=4)
    z, n, old, h = (mixed.at(name, mixed.unit) for name in ("z", "n", "old", "h"))
    words = f"keeps {signed(z * old)} and adds {signed((1 - z) * n)}, so its state is now {signed(h)}"
    assert words in gru.describe_gru(mixed)
    shown = steps(step=1)
    h_n, r = shown.raw("h_n", shown.unit), shown.at("r", shown.unit)
    assert f"of {signed(h_n)} from the state {signed(r * h_n)} reaches its candidate." in gru.describe_gru(shown)


def test_the_answer_is_the_description_but_where_a_gate_is_held():
    assert gru.answer_gru(memory(), 0.7) == gru.describe_gru(memory())
    assert "diverges by" in gru.answer_gru(held(), 0.7)
