"""Weights for short trainings: orthogonal loops, an input that is heard, an open forget gate."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.initial import INPUT_SPREAD, chrono, orthogonal, torch_start


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_loop_keeps_lengths_and_the_input_is_heard(cell):
    torch.manual_seed(0)
    model = CharRNN(40, hidden=32, layers=2, cell=cell)
    orthogonal(model)
    for k, layer in enumerate(model.layers):
        weights = dict(layer.cell.named_parameters())
        (across,) = (value for name, value in weights.items() if name.startswith("h_to") and value.ndim == 2)
        for block in across.split(32):
            torch.testing.assert_close(block @ block.T, torch.eye(32), atol=1e-5, rtol=0)
        (inward,) = (value for name, value in weights.items() if name.startswith("x_to") and value.ndim == 2)
        assert (inward.std().item() == pytest.approx(INPUT_SPREAD, rel=0.1)) == (k == 0)


def test_only_the_forget_gate_starts_open():
    model = CharRNN(10, hidden=4, layers=1)
    orthogonal(model)
    bias = model.layers[0].cell.x_to_gates.bias
    assert bias.tolist() == [0] * 4 + [1] * 4 + [0] * 8


def test_chrono_biases_are_opposite_and_give_half_lives_of_all_lengths():
    torch.manual_seed(0)
    model = CharRNN(10, hidden=2000, layers=1)
    before = model.layers[0].cell.x_to_gates.bias.detach().clone()
    chrono(model, 200)
    i, f, g, o = model.layers[0].cell.x_to_gates.bias.detach().chunk(4)
    torch.testing.assert_close(i, -f)
    u = f.exp()  # evenly from 1 to T_max - 1
    assert (1 <= u.min() < 1.5, 198 < u.max() <= 199) == (True, True)
    assert u.mean().item() == pytest.approx(100, rel=0.05)
    assert u.median().item() == pytest.approx(100, rel=0.05)
    kept = torch.sigmoid(f)
    torch.testing.assert_close(kept, u / (u + 1))
    torch.testing.assert_close(torch.cat([g, o]), before[4000:])  # the others stay


def test_chrono_with_the_shortest_wait_leaves_gates_half_open():
    model = CharRNN(10, hidden=3, layers=2)
    chrono(model, 2)
    for layer in model.layers:
        assert layer.cell.x_to_gates.bias[:6].tolist() == [0] * 6


@pytest.mark.parametrize(("cell", "longest"), [("gru", 10), ("rnn", 10), ("lstm", 1)])
def test_chrono_is_for_lstms_and_real_waits(cell, longest):
    with pytest.raises(ValueError, match="waits of 2 steps or more"):
        chrono(CharRNN(5, hidden=2, layers=1, cell=cell), longest)


def test_torchs_start_is_that_of_torchs_layer():
    torch.manual_seed(3)
    model = CharRNN(10, hidden=4, layers=1)
    torch.manual_seed(5)
    torch_start(model)
    torch.manual_seed(5)
    theirs = torch.nn.LSTM(10, 4, batch_first=True)
    cell = model.layers[0].cell
    assert torch.equal(cell.x_to_gates.weight, theirs.weight_ih_l0)
    assert torch.equal(cell.h_to_gates.weight, theirs.weight_hh_l0)
    assert torch.equal(cell.x_to_gates.bias, theirs.bias_ih_l0 + theirs.bias_hh_l0)
    with pytest.raises(ValueError, match="not GRU"):
        torch_start(CharRNN(5, hidden=2, layers=1, cell="gru"))
