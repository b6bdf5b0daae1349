"""The LSTM without a forget gate: by hand, as today's cell with an open gate, and in two parts."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.lstm import LSTM
from unrolled.models.lstm_1997 import LSTM1997, LSTM1997Cell

B, T, D, H = 2, 5, 3, 7


def test_the_carry_only_adds():
    cell = LSTM1997Cell(1, 1).double()
    with torch.no_grad():
        for weights in cell.parameters():
            weights.zero_()
        cell.x_to_gates.bias.copy_(torch.tensor([0.0, torch.tensor(2.0).log(), torch.tensor(9.0).log()]))
    h, c = torch.zeros(1, 1).double(), torch.tensor([[5.0]]).double()
    step = cell(torch.zeros(1, 1).double(), (h, c))
    assert step.i.item() == pytest.approx(0.5)
    assert step.g.item() == pytest.approx(0.6)  # tanh(ln 2) = 3/5
    assert step.c.item() == pytest.approx(5.3)
    assert step.h.item() == pytest.approx(0.9 * torch.tanh(step.c).item())


def test_it_is_todays_cell_with_the_forget_gate_held_open():
    torch.manual_seed(0)
    old, new = LSTM1997(D, H).double(), LSTM(D, H).double()
    with torch.no_grad():
        for ours, theirs in ((old.cell.x_to_gates, new.cell.x_to_gates), (old.cell.h_to_gates, new.cell.h_to_gates)):
            i, g, o = ours.weight.split(H)
            theirs.weight.copy_(torch.cat([i, torch.zeros_like(i), g, o]))
        i, g, o = old.cell.x_to_gates.bias.split(H)
        new.cell.x_to_gates.bias.copy_(torch.cat([i, torch.full_like(i, 1e3), g, o]))
    x = torch.randn(B, T, D).double()
    (ours, (_, c)), trace = old(x), old.trace(x)
    theirs, (_, c_new) = new(x)
    torch.testing.assert_close(ours, theirs)
    torch.testing.assert_close(c, c_new)
    torch.testing.assert_close(trace.c[:, -1], (trace.i * trace.g).sum(dim=1))


def test_two_halves_with_the_state_carried_are_one_pass():
    torch.manual_seed(0)
    layer, x = LSTM1997(D, H).double(), torch.randn(B, T, D).double()
    whole, state = layer(x)
    first, half = layer(x[:, :2])
    second, end = layer(x[:, 2:], half)
    torch.testing.assert_close(torch.cat([first, second], dim=1), whole)
    torch.testing.assert_close(end, state)


@pytest.mark.parametrize("fused", [False, True])
def test_a_character_model_can_be_made_of_it(fused):
    model = CharRNN(9, hidden=4, layers=2, cell="lstm_1997", fused=fused)
    logits, state, traces = model.trace(torch.zeros(B, T, dtype=torch.long))
    assert logits.shape == (B, T, 9)
    assert [len(layer) for layer in state] == [2, 2]
    assert traces[0].c.shape == (B, T, 4)
