"""Drawings of cells: what is lit, what moves, the numbers, formulas, strips."""

import re
from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing import strip
from unrolled.drawing.formula import code_line, formula
from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.drawing.numerals import signed
from unrolled.lessons.lstm.four_steps import figure as four_steps
from unrolled.lessons.lstm.four_steps.record import FourSteps

TEXT = "DUKE:\nThe <b>sorrow</b> of the night hath made thee pale,\nAnd I must leave thee now."


def read(text=TEXT, units=20, step=1, cursor=6, row=3):
    rng = np.random.default_rng(0)
    sums = {name: rng.normal(0, 3, (len(text), units)) for name in "ifgo"}
    values = {name: np.tanh(part) if name == "g" else 1 / (1 + np.exp(-part)) for name, part in sums.items()}
    values |= {"c": rng.normal(0, 4, (len(text), units)), "h": rng.uniform(-1, 1, (len(text), units))}
    return FourSteps(text, sums, values, tuple(range(units)), step, cursor, row)


EXAMPLES = {
    "four_steps.four_steps_drawing": lambda: four_steps.four_steps_drawing(read()),
    "four_steps.four_steps_cursor": lambda: four_steps.four_steps_cursor(read()),
}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_move_of_the_cursor_leaves_the_still_part_as_it_is(step):
    still = four_steps.four_steps_drawing(read(step=step, cursor=6))
    assert still == four_steps.four_steps_drawing(read(step=step, cursor=39, row=5))
    assert still != four_steps.four_steps_drawing(read(step=step, cursor=41))  # the next page of the text
    assert still != four_steps.four_steps_drawing(read(step=step, row=8))  # the next units


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_it_fits_a_panel_and_no_head_of_the_table_meets_the_next(step):
    for drawn in (four_steps.four_steps_drawing(read(step=step)), four_steps.four_steps_cursor(read(step=step))):
        assert f'width="{WIDTH}" height="{HEIGHT}"' in drawn
    names, ends = four_steps.SHEET.columns[step], four_steps.SHEET._places(step)
    assert ends[-1] < WIDTH
    assert all(end - start > 7.5 * len(name) for name, start, end in zip(names[1:], ends, ends[1:], strict=False))


def test_each_step_lights_its_own():
    drawn = {step: four_steps.four_steps_drawing(read(step=step)) for step in (1, 2, 3, 4)}
    gates = ("forget-gate", "input-gate", "output-gate")
    lit = {step: [f"--unrolled-{gate}" in drawn[step] for gate in gates] for step in drawn}
    assert lit == {1: [True, False, False], 2: [False, True, False], 3: [True, True, False], 4: [False, False, True]}
    assert "--unrolled-candidate" in drawn[2]
    for step, words in four_steps.SHEET.words.items():
        assert [other for other in drawn if words in drawn[other]] == [step]
    for step, words in four_steps.SHEET.equations:
        assert [other for other in drawn if formula(words, 0, 0).split(">", 1)[1] in drawn[other]] == [step]


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_the_table_holds_the_numbers_of_the_units_shown(step):
    shown = read(step=step)
    drawn = four_steps.four_steps_cursor(shown)
    for unit in shown.window:
        for words in four_steps.SHEET.cells(shown, unit):
            assert f">{words}<" in drawn


def test_the_description_tells_the_arithmetic():
    shown = read(step=1)
    f, old = shown.at("f", 3), shown.at("old", 3)
    assert (
        f"unit 4 has f = {f:.2f}, so its carry goes from {signed(old)} to {signed(f * old)}"
        in four_steps.describe_four_steps(shown)
    )
    assert "a line end" in four_steps.describe_four_steps(replace(shown, cursor=5))
    kept, added, now = (signed(x) for x in (f * old, shown.at("i", 3) * shown.at("g", 3), shown.at("c", 3)))
    assert f"keeps {kept} and adds {added}, so its carry is now {now}" in four_steps.describe_four_steps(
        replace(shown, step=3)
    )


def test_columns_and_rows_can_be_picked():
    drawn = four_steps.four_steps_drawing(read(cursor=70, row=9))
    assert re.findall(r'data-pick="(\d+)"', drawn) == [str(k) for k in range(40, 80)]
    assert re.findall(r'data-row="(\d+)"', drawn) == [str(k) for k in range(8, 16)]


def test_a_text_of_one_character_and_a_layer_of_three_units():
    shown = read("a", units=3, cursor=0, row=2)
    assert "unit 3" in four_steps.four_steps_cursor(shown)
    assert "character 1 of 1" in four_steps.describe_four_steps(shown)


def test_shades_run_from_white_to_the_gates_colour_and_by_sign():
    assert strip.gate_colour("forget-gate", 0) == "#FFFFFF"
    assert strip.gate_colour("forget-gate", 1) == "#94426B"
    assert strip.gate_colour("forget-gate", 7) == "#94426B"
    assert strip.signed_colour(0, 5) == strip.ZERO
    assert strip.signed_colour(-9, 5) == strip.NEGATIVE
    assert strip.signed_colour(5, 5) == strip.POSITIVE


def test_cells_below_zero_carry_a_stroke():
    page = strip.Strip("abc", 0, 0, 0)
    above, below = (page.cells(np.full((3, 2), value), lambda v: "#000000") for value in (0.5, -0.5))
    assert above.count("l9") == 0
    assert below.count("l9") == 6


def test_formulas_write_indices_and_code_lights_its_parts():
    written = formula("f_{t} = σ(<b>)", 0, 0)
    assert "&lt;b&gt;" in written
    assert re.findall(r'dy="(-?\d+)"', written) == ["4", "-4"]
    line = code_line("c = f * c + i * g", ["f * c"], 0, 0, "red")
    assert line.count("f * c") == 2  # once grey, once lit
