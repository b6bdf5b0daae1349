"""A GRU along a text: sums and gates, what is left of a state, how long it lives."""

import numpy as np
import pytest

from readers import untrained
from shown_code import check_shown
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps import probe as walking
from unrolled.lessons.lstm.gru import probe as probes
from unrolled.lessons.lstm.gru.figure import SHEET
from unrolled.models import CharRNN
from unrolled.models.gru import GRUCell

TEXT = "AB:\na bee had a bean,\nand hid it.\n"
VOCABULARY = Vocabulary(TEXT)


@pytest.fixture(scope="module")
def model():
    return untrained(VOCABULARY, 12, 2, "gru", seed=3).double()


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@pytest.mark.parametrize("layer", [0, 1])
def test_the_shares_give_the_gates_and_the_gates_the_state(model, layer):
    read = probes.gru_steps(model, VOCABULARY, TEXT, layer=layer)
    before, values = read.before, read.values
    np.testing.assert_allclose(sigmoid(before["r"]), values["r"], atol=1e-12)
    np.testing.assert_allclose(sigmoid(before["z"]), values["z"], atol=1e-12)
    np.testing.assert_allclose(np.tanh(before["x_n"] + values["r"] * before["h_n"]), values["n"], atol=1e-12)
    old = np.vstack([np.zeros((1, 12)), values["h"][:-1]])
    np.testing.assert_allclose((1 - values["z"]) * values["n"] + values["z"] * old, values["h"], atol=1e-12)
    assert walking.point_at(read, cursor=5).at("old", 2) == values["h"][4, 2]


def test_what_is_left_is_the_product_of_z(model):
    steps = walking.point_at(probes.gru_steps(model, VOCABULARY, TEXT), cursor=3)
    kept = probes.memory(steps, {}).kept
    z = steps.values["z"][:, list(steps.window)]
    assert np.isnan(kept[:3]).all()
    assert (kept[3] == 1).all()
    np.testing.assert_allclose(kept[6], z[4] * z[5] * z[6])


def test_lifetimes_by_hand():
    gate = np.array([[0.5, 0.9, 0.9, 0.9], [0.1, 0.1, 0.1, 0.1], [1, 1, 1, 1]])
    # from places 0, 1, 2: 0.9^3 > 1/2, so all 3, 2, 1 left; nothing; all
    np.testing.assert_allclose(probes.lifetimes(gate), [2, 0, 2])
    np.testing.assert_allclose(probes.lifetimes(np.array([[0.8] * 5])), [(3 + 3 + 2 + 1) / 4])  # 0.8^3 is 0.512
    np.testing.assert_allclose(probes.lifetimes(np.array([[0.5], [1.0]])), [0, 0])  # a text of one character
    assert probes.lifetimes(np.zeros((1, 4))) == [0]


def test_a_unit_that_is_not_shown_opens_all(model):
    steps = probes.gru_steps(model, VOCABULARY, TEXT)
    inside, outside = steps.units[3], next(unit for unit in range(12) if unit not in steps.units)
    assert probes.point_at_unit(steps, inside).row == 3
    assert probes.point_at_unit(steps, outside).unit == outside


def test_another_cell_is_refused():
    with pytest.raises(probes.NotAGRUError, match="cell='gru'"):
        probes.gru_steps(CharRNN(len(VOCABULARY), hidden=4, layers=1), VOCABULARY, TEXT)


def test_the_code_shown_stands_in_the_model():
    check_shown(SHEET, GRUCell.step)
