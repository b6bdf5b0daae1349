"""Gates over a text: what is shown is what the trace holds, and half-lives by hand."""

import numpy as np
import pytest
import torch

from readers import untrained
from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.lessons.lstm.gates.probe import SORTS, gate_map, gate_traces, half_lives, look_at
from unrolled.lessons.lstm.gates.record import WINDOW
from unrolled.measuring.char_rnn import PromptError

TEXT = "a bee had a cabbage; " * 5
VOCABULARY = Vocabulary(TEXT)


def model(cell="lstm", hidden=20):
    return untrained(VOCABULARY, hidden, 2, cell)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_values_are_the_trace(cell):
    network = model(cell)
    traces = gate_traces(network, VOCABULARY, TEXT)
    with torch.inference_mode():
        records = network.trace(VOCABULARY.encode(TEXT)[None]).layers
    for layer, record in zip(traces.layers, records, strict=True):
        assert list(layer) == list(record._fields)
        for name, values in layer.items():
            np.testing.assert_allclose(values, getattr(record, name)[0].T.numpy(), atol=1e-6)


def test_half_life_of_a_constant_gate_by_hand():
    for n in (1, 2, 10):
        assert half_lives(np.full((3, 7), 0.5 ** (1 / n))) == pytest.approx(n)


def test_half_life_of_a_changing_gate_is_that_of_the_product():
    gates = np.array([0.5, 1.0, 0.25, 1.0])  # 1/8 is left after 4 steps: three halvings
    assert half_lives(gates) == pytest.approx(4 / 3)


def test_a_gate_shut_once_forgets_at_once_and_an_open_one_never():
    assert half_lives(np.array([[1.0, 0.0], [1.0, 1.0]])).tolist() == [0, np.inf]


def test_half_life_of_a_constructed_cell_is_measured_on_its_carry():
    """No input, no state, the forget gate 2^(-1/6) by its bias: a carry halves in 6 steps."""
    network = model(hidden=3)
    cell = network.layers[0].cell
    with torch.no_grad():
        for weights in cell.parameters():
            weights.zero_()
        cell.x_to_gates.bias[3:6] = torch.logit(torch.tensor(0.5 ** (1 / 6)))
        ids = VOCABULARY.encode("abbaab")[None]
        state = network.initial_state(1)
        state[0] = (state[0][0], torch.tensor([[8.0, -4.0, 1.0]]))
        _, after = network(ids, state)
    torch.testing.assert_close(after[0][1], torch.tensor([[4.0, -2.0, 0.5]]))
    assert gate_traces(network, VOCABULARY, TEXT).half_lives[0] == pytest.approx(6, rel=1e-5)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", list("ifgoch"))
def test_every_order_holds_every_unit_once(sort, name):
    traces = gate_traces(model(), VOCABULARY, TEXT)
    shown = gate_map(traces, 2, name, sort, unit=7, cursor=3)
    assert sorted(shown.order) == list(range(20))
    assert shown.unit == 7
    assert shown.values is traces.layers[1][name]
    keys = {"half-life": -shown.half_lives, "variability": -shown.values.std(axis=1), "number": np.arange(20)}
    assert (np.diff(keys[sort][shown.order]) >= 0).all()


def test_the_window_stays_until_the_cursor_leaves_it():
    traces = gate_traces(model(), VOCABULARY, TEXT)
    shown = gate_map(traces, 1, "c", "number")
    assert shown.first == (0, 0)
    inside = look_at(shown, WINDOW[0] - 1, WINDOW[1] - 1)
    assert inside.first == (0, 0)
    outside = look_at(inside, WINDOW[0], 19)
    assert outside.first == (WINDOW[0] // 2, 20 - WINDOW[1])
    assert look_at(outside, 10_000, -5).cursor == len(TEXT) - 1
    assert look_at(outside, -3, 500).row == 19
    for cursor in range(len(TEXT)):
        for row in (0, 9, 19):
            there = look_at(outside, cursor, row)
            assert 0 <= there.cursor - there.first[0] < WINDOW[0]
            assert 0 <= there.row - there.first[1] < WINDOW[1]


@pytest.mark.parametrize("text", ["a", "b" * 500])
def test_the_shortest_and_the_longest_text(text):
    assert gate_map(gate_traces(model(), VOCABULARY, text), 1, "f", "half-life").values.shape == (20, len(text))


def test_texts_that_cannot_be_read():
    for text, error in (("", PromptError), ("a" * 501, PromptError), ("ß", UnknownCharacterError)):
        with pytest.raises(error):
            gate_traces(model(), VOCABULARY, text)
