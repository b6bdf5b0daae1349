"""Figure 1a's panel: presets, lists, bad input, cursor and poke."""

import pytest

from told import refused
from unrolled.lessons.tcn.receptive_field import probe as probes
from unrolled.lessons.tcn.receptive_field.panel import STACKS, ReceptiveFieldPanel, read_stack

MEASURE = probes.measure


@pytest.fixture
def panel():
    shown = ReceptiveFieldPanel()
    yield shown
    shown.close()


@pytest.mark.parametrize(("name", "typed"), STACKS)
def test_presets_set_all_controls(panel, name, typed):
    panel.stack.value = typed
    kernel, dilations, convolutions = read_stack(typed)
    assert panel.kernel.value == kernel
    assert panel.levels.value == len(dilations)
    assert panel.convolutions.value == str(convolutions)
    assert panel.settings().dilations == dilations
    assert panel.record.formula == panel.settings().field
    assert not panel.status.problem


def test_an_own_list_says_how_many_levels(panel):
    panel.dilations.value = "1, 3, 9, 27"
    assert panel.levels.value == 4
    assert panel.record.formula == 1 + 2 * 40
    panel.dilations.value = ""
    assert panel.record.formula == 1 + 2 * 15


def test_bad_input_keeps_the_picture(panel):
    with refused(panel, "“two”"):
        panel.dilations.value = "1, two"
    with refused(panel, "MiB"):
        panel.dilations.value = ""
        panel.levels.value = 20
    panel.levels.value = 4
    assert not panel.status.problem


def test_cursor_and_poke(panel):
    panel.live.cursor = 20
    assert panel.record.output == 20
    panel.live.row = 2
    assert panel.record.poked == 2
    assert panel.record.output == 20
    assert "input 3 changed" in panel.describe()


def test_padding_both_sides_marks_an_output_in_the_middle(panel):
    panel.padding.value = "both"
    assert panel.record.output == 12
    assert panel.record.leaks


def test_new_weights_move_the_gradient_and_nothing_else(panel):
    before = panel.record
    panel.weights.presses += 1
    assert (panel.record.gradient != before.gradient).any()
    assert (panel.record.paths == before.paths).all()


def test_slider_and_list_say_the_same(panel):
    panel.dilations.value = "1, 3, 9"
    panel.levels.value = 5
    assert panel.dilations.value == "1, 3, 9, 18, 36"
    assert panel.settings().dilations == (1, 3, 9, 18, 36)
    panel.levels.value = 2
    assert panel.dilations.value == "1, 3"
    assert len(panel.record.layers) == 2


def test_a_preset_measures_once_and_needs_no_way_through_bad_settings(panel, monkeypatch):
    panel.kernel.value, panel.levels.value = 2, 18
    measured = []
    monkeypatch.setattr(probes, "measure", lambda *a, **k: measured.append(a[0]) or MEASURE(*a, **k))
    panel.stack.value = dict(STACKS)["digits"]
    assert [settings.field for settings in measured] == [3061]
    assert not panel.status.problem


def test_a_number_too_long_to_read_is_a_sentence(panel):
    panel.dilations.value = "9" * 5000
    assert "too large" in panel.status.text


def test_a_preset_can_be_taken_again_and_is_lit_only_while_in_force(panel):
    figure_1a = dict(STACKS)["Figure 1a"]
    panel.kernel.value = 1
    assert panel.stack.value == "1; 1, 2, 4; 1"
    panel.stack.value = figure_1a
    assert panel.kernel.value == 3
    panel.dilations.value = "1, two"
    assert panel.stack.value == ""
    assert panel.status.problem
    panel.stack.value = figure_1a
    assert panel.dilations.value == ""
    assert not panel.status.problem
    assert panel.record.formula == 15
    panel.levels.value = 20
    panel.stack.value = figure_1a
    assert panel.levels.value == 3


def test_a_preset_that_cannot_be_built_leaves_all_as_it_was(panel):
    with refused(panel, "MiB"):
        panel.stack.value = "3; 900000000; 1"
    assert panel.settings().dilations == (1, 2, 4)


def test_one_click_moves_the_output_and_the_changed_input(panel):
    panel.live.set_state({"cursor": 20, "row": 2})
    assert (panel.record.output, panel.record.poked) == (20, 2)


def test_the_changed_input_comes_back_with_a_longer_stack(panel):
    panel.stack.value = dict(STACKS)["WaveNet"]
    panel.live.row = 30
    panel.stack.value = dict(STACKS)["Figure 1a"]
    assert panel.record.poked == panel.live.row == 23
    panel.stack.value = dict(STACKS)["WaveNet"]
    assert panel.record.poked == panel.live.row == 30
