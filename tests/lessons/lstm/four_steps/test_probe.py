"""Every value of a cell along a text: sums belong to gates, steps are the equations, pointing stays inside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers import untrained
from shown_code import check_shown
from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.lessons.lstm.four_steps import probe as probes
from unrolled.lessons.lstm.four_steps.figure import SHEET
from unrolled.measuring.char_rnn import PromptError
from unrolled.models.lstm import LSTMCell

TEXT = "AB:\na bee had a bean,\nand hid it.\n"
VOCABULARY = Vocabulary(TEXT)


def network(layers=2, hidden=12, **options):
    return untrained(VOCABULARY, hidden, layers, seed=3, **options).double()


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@pytest.mark.parametrize("layer", [0, 1])
def test_the_sums_give_the_gates_and_the_gates_the_carry(layer):
    read = probes.four_steps(network(), VOCABULARY, TEXT, layer=layer)
    for name in "ifo":
        np.testing.assert_allclose(sigmoid(read.before[name]), read.values[name], atol=1e-12)
    np.testing.assert_allclose(np.tanh(read.before["g"]), read.values["g"], atol=1e-12)
    values = read.values
    old = np.vstack([np.zeros((1, 12)), values["c"][:-1]])
    np.testing.assert_allclose(values["f"] * old + values["i"] * values["g"], values["c"], atol=1e-12)
    for unit in (0, 5, 11):
        at = probes.point_at(read, cursor=4)
        assert at.at("old", unit) == values["c"][3, unit]
        assert at.at("tanh_c", unit) == pytest.approx(np.tanh(values["c"][4, unit]))
        assert at.raw("f", unit) == read.before["f"][4, unit]
    assert probes.point_at(read, cursor=0).at("old", 3) == 0


def test_the_values_are_those_of_the_models_own_trace():
    model = network()
    traces = model.trace(VOCABULARY.encode(TEXT)[None]).layers
    read = probes.four_steps(model, VOCABULARY, TEXT, layer=1)
    np.testing.assert_array_equal(read.values["h"], traces[1].h[0].detach().numpy())


def test_it_starts_at_the_end_of_the_longest_line():
    assert probes.starting_place(TEXT) == TEXT.index(",\n") + 1
    assert probes.starting_place("abc") == 2
    assert probes.starting_place("a") == 0


def test_who_closes_is_chosen_by_the_gate_and_kept_in_order():
    read = probes.four_steps(network(), VOCABULARY, TEXT, layer=1)
    f = read.values["f"]
    ends = [character == "\n" for character in TEXT]
    fall = f.mean(axis=0) - f[ends].mean(axis=0)
    assert set(read.units) == set(np.argsort(-fall)[:8].tolist())
    assert list(read.units) == sorted(read.units)
    lost = [abs((1 - f[read.cursor, u]) * read.at("old", u)) for u in read.units]
    assert read.row == int(np.argmax(lost))


def test_every_unit_keeps_the_chosen_one():
    read = probes.four_steps(network(), VOCABULARY, TEXT)
    every = probes.every_unit(read)
    assert every.units == tuple(range(12))
    assert every.unit == read.unit
    assert read.unit in every.window


@given(step=st.integers(-2, 9), cursor=st.integers(-5, 99), row=st.integers(-3, 40))
def test_pointing_stays_inside(step, cursor, row):
    read = probes.point_at(READ, step=step, cursor=cursor, row=row)
    assert 1 <= read.step <= 4
    assert 0 <= read.cursor < len(TEXT)
    assert read.unit in read.window


READ = probes.four_steps(network(), VOCABULARY, TEXT)


def test_a_layer_of_fewer_than_eight_units_and_a_text_of_one_character():
    read = probes.four_steps(network(layers=1, hidden=3), VOCABULARY, "a")
    assert read.units == (0, 1, 2)
    assert read.cursor == 0


def test_what_cannot_be_read_is_told():
    with pytest.raises(probes.NotAnLSTMError, match="cell='lstm'"):
        probes.four_steps(network(cell="gru"), VOCABULARY, TEXT)
    with pytest.raises(PromptError):
        probes.four_steps(network(), VOCABULARY, "")
    with pytest.raises(UnknownCharacterError):
        probes.four_steps(network(), VOCABULARY, "ß")


def test_the_code_shown_stands_in_the_model():
    check_shown(SHEET, LSTMCell.step)
