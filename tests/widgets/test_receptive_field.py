"""Figure 1a's panel: presets, lists, bad input, cursor and poke."""

import pytest

from unrolled.widgets.receptive_field import STACKS, ReceptiveFieldPanel, read_stack


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
    assert panel.view().formula == panel.settings().field
    assert not panel.status.problem


def test_an_own_list_says_how_many_levels(panel):
    panel.dilations.value = "1, 3, 9, 27"
    assert panel.levels.value == 4
    assert panel.view().formula == 1 + 2 * 40
    panel.dilations.value = ""
    assert panel.view().formula == 1 + 2 * 15


def test_bad_input_keeps_the_picture(panel):
    before = panel.drawing()
    panel.dilations.value = "1, two"
    assert panel.status.problem
    assert "“two”" in panel.status.text
    assert panel.drawing() == before
    panel.dilations.value = ""
    panel.levels.value = 20
    assert "MiB" in panel.status.text
    assert panel.drawing() == before
    panel.levels.value = 4
    assert not panel.status.problem


def test_cursor_and_poke(panel):
    panel.live.cursor = 20
    assert panel.view().output == 20
    panel.live.row = 2
    assert panel.view().poked == 2
    assert panel.view().output == 20
    assert "input 3 changed" in panel.describe()


def test_padding_both_sides_marks_an_output_in_the_middle(panel):
    panel.padding.value = "both"
    assert panel.view().output == 12
    assert panel.view().leaks


def test_new_weights_move_the_gradient_and_nothing_else(panel):
    before = panel.view()
    panel.weights.presses += 1
    assert (panel.view().gradient != before.gradient).any()
    assert (panel.view().paths == before.paths).all()
