"""RNN, GRU and LSTM: parity with torch, properties, and numbers that can be checked on paper."""

import math

import pytest
import torch
from torch import nn

from unrolled.models import GRU, LSTM, RNN, GRUCell, LSTMCell, RNNCell, recurrent
from unrolled.models.recurrent import last_state

B, T, D, H = 2, 5, 3, 7
LAYERS = [(RNN, nn.RNN), (GRU, nn.GRU), (LSTM, nn.LSTM)]
CELLS = [(RNNCell, nn.RNNCell), (GRUCell, nn.GRUCell), (LSTMCell, nn.LSTMCell)]

pytestmark = pytest.mark.usefixtures("float64")


def theirs(state):
    """Our state as torch.nn takes it: with a dimension for layers, and a bare tensor where there is one."""
    parts = tuple(part[None] for part in state)
    return parts if len(parts) == 2 else parts[0]


def ours(state):
    """The other way round."""
    return tuple(part[0] for part in (state if isinstance(state, tuple) else (state,)))


def random_state(layer, batch=B):
    return tuple(torch.randn_like(part) for part in layer.cell.initial_state(batch))


@pytest.mark.parametrize(("Ours", "Theirs"), LAYERS)
@pytest.mark.parametrize("carried", [False, True])
def test_layer_equals_torch_in_outputs_states_and_gradients(Ours, Theirs, carried):
    other = Theirs(D, H, batch_first=True)
    layer = Ours.from_torch(other)
    state = random_state(layer) if carried else None
    x = torch.randn(B, T, D, requires_grad=True)
    x2 = x.detach().clone().requires_grad_()
    out, after = layer(x, state)
    out2, after2 = other(x2, None if state is None else theirs(state))
    torch.testing.assert_close(out, out2)
    torch.testing.assert_close(after, ours(after2))
    weight = torch.randn_like(out)
    (out * weight).sum().backward()
    (out2 * weight).sum().backward()
    torch.testing.assert_close(x.grad, x2.grad)
    from_x, from_h = (part for part in layer.cell.children() if isinstance(part, nn.Linear))
    torch.testing.assert_close(from_x.weight.grad, other.weight_ih_l0.grad)
    torch.testing.assert_close(from_h.weight.grad, other.weight_hh_l0.grad)
    torch.testing.assert_close(from_x.bias.grad, other.bias_ih_l0.grad)


@pytest.mark.parametrize(("Ours", "Theirs"), LAYERS)
def test_layer_goes_to_torch_and_back(Ours, Theirs):
    layer = Ours(D, H)
    other = layer.to_torch()
    assert isinstance(other, Theirs)
    x = torch.randn(B, T, D)
    torch.testing.assert_close(layer(x)[0], other(x)[0])
    again = Ours.from_torch(other)
    for one, two in zip(layer.parameters(), again.parameters(), strict=True):
        torch.testing.assert_close(one, two)


@pytest.mark.parametrize(("Ours", "Theirs"), CELLS)
def test_cell_equals_torch_both_ways(Ours, Theirs):
    other = Theirs(D, H)
    cell = Ours.from_torch(other)
    x, state = torch.randn(B, D), tuple(torch.randn(B, H) for _ in range(cell.state_size))
    expected = other(x, state if len(state) == 2 else state[0])
    expected = expected if isinstance(expected, tuple) else (expected,)
    torch.testing.assert_close(cell(x, state).state, expected)
    back = cell.to_torch()(x, state if len(state) == 2 else state[0])
    torch.testing.assert_close(back if isinstance(back, tuple) else (back,), expected)


@pytest.mark.parametrize(("Ours", "_"), LAYERS)
def test_two_halves_with_carried_state_equal_one_pass(Ours, _):
    layer, x = Ours(D, H), torch.randn(B, T, D)
    whole, end = layer(x)
    first, state = layer(x[:, :2])
    second, end2 = layer(x[:, 2:], state)
    torch.testing.assert_close(whole, torch.cat([first, second], dim=1))
    torch.testing.assert_close(end, end2)


@pytest.mark.parametrize(("Ours", "_"), LAYERS)
def test_the_past_does_not_know_the_future_bit_for_bit(Ours, _):
    layer, x = Ours(D, H), torch.randn(B, T, D)
    changed = x.clone()
    changed[:, 3] += 1
    before, after = layer(x)[0], layer(changed)[0]
    assert torch.equal(before[:, :3], after[:, :3])
    assert not torch.equal(before[:, 3:], after[:, 3:])


@pytest.mark.parametrize(("Ours", "_"), LAYERS)
def test_a_trace_comes_from_the_same_forward(Ours, _):
    layer, x = Ours(D, H), torch.randn(B, T, D)
    out, end = layer(x)
    trace = layer.trace(x)
    assert torch.equal(out, trace.h)
    assert torch.equal(torch.stack(end), torch.stack(last_state(trace)))
    assert all(value.shape == (B, T, H) for value in trace)


def test_the_trace_of_an_lstm_obeys_its_equations():
    layer, x = LSTM(D, H), torch.randn(B, T, D)
    state = random_state(layer)
    t = layer.trace(x, state)
    before = torch.cat([state[1][:, None], t.c[:, :-1]], dim=1)
    torch.testing.assert_close(t.c, t.f * before + t.i * t.g)
    torch.testing.assert_close(t.h, t.o * torch.tanh(t.c))
    assert ((t.i > 0) & (t.i < 1) & (t.f > 0) & (t.f < 1) & (t.o > 0) & (t.o < 1)).all()


def test_the_trace_of_a_gru_obeys_its_equation():
    layer, x = GRU(D, H), torch.randn(B, T, D)
    t = layer.trace(x)
    before = torch.cat([torch.zeros(B, 1, H), t.h[:, :-1]], dim=1)
    torch.testing.assert_close(t.h, (1 - t.z) * t.n + t.z * before)


def sigmoid(a):
    return 1 / (1 + math.exp(-a))


@torch.no_grad()
def fill(cell, **values):
    for name, value in values.items():
        parameter = cell.get_parameter(name.replace("__", "."))
        parameter.copy_(torch.tensor(value).reshape_as(parameter))


def test_rnn_by_hand():
    cell = RNNCell(1, 1)
    fill(cell, x_to_h__weight=[0.5], x_to_h__bias=[0.1], h_to_h__weight=[-1.0])
    h = cell(torch.tensor([[2.0]]), (torch.tensor([[0.3]]),)).h
    assert h.item() == pytest.approx(math.tanh(0.5 * 2 + 0.1 - 1 * 0.3))  # tanh 0.8


def test_gru_by_hand():
    cell = GRUCell(1, 1)
    fill(cell, x_to_gates__weight=[0.5, -1.0, 1.0], x_to_gates__bias=[0.0, 0.5, 0.0])
    fill(cell, h_to_gates__weight=[1.0, 2.0, -1.0], h_to_gates__bias=[0.0, 0.0, 0.2])
    step = cell(torch.tensor([[1.0]]), (torch.tensor([[0.5]]),))
    r, z = sigmoid(0.5 + 0.5), sigmoid(-1 + 0.5 + 1.0)
    n = math.tanh(1.0 + r * (-0.5 + 0.2))
    assert [v.item() for v in step] == pytest.approx([r, z, n, (1 - z) * n + z * 0.5])


def test_lstm_by_hand():
    cell = LSTMCell(1, 1)
    fill(cell, x_to_gates__weight=[1.0, 0.5, -1.0, 2.0], x_to_gates__bias=[0.0, 1.0, 0.0, -1.0])
    fill(cell, h_to_gates__weight=[0.0, 1.0, 2.0, 0.0])
    step = cell(torch.tensor([[1.0]]), (torch.tensor([[0.5]]), torch.tensor([[2.0]])))
    i, f, g, o = sigmoid(1), sigmoid(0.5 + 1 + 0.5), math.tanh(-1 + 1.0), sigmoid(2 - 1)
    c = f * 2 + i * g  # g = tanh 0 = 0, so the carry only fades
    assert [v.item() for v in step] == pytest.approx([i, f, g, o, c, o * math.tanh(c)])


def test_the_forget_bias_starts_at_one_and_only_once():
    cell = LSTMCell(D, H)
    assert torch.equal(cell.x_to_gates.bias[H : 2 * H], torch.ones(H))
    assert cell.h_to_gates.bias is None
    module = cell.to_torch()
    assert torch.equal((module.bias_ih + module.bias_hh)[H : 2 * H], torch.ones(H))


@pytest.mark.parametrize(
    "module",
    [
        nn.GRU(D, H),
        nn.LSTM(D, H, num_layers=2),
        nn.LSTM(D, H, bidirectional=True),
        nn.LSTM(D, H, bias=False),
        nn.LSTM(D, H, proj_size=2),
    ],
)
def test_what_cannot_be_copied_is_refused(module):
    with pytest.raises(ValueError, match="copie"):
        LSTM.from_torch(module)


def test_a_relu_network_is_refused():
    with pytest.raises(ValueError, match="tanh"):
        RNN.from_torch(nn.RNN(D, H, nonlinearity="relu"))


@pytest.mark.parametrize("shape", [(B, 0, D), (B, T, D + 1), (T, D)])
def test_wrong_shapes_are_told(shape):
    with pytest.raises(ValueError, match=r"must be \(B, T, D\)"):
        GRU(D, H)(torch.zeros(shape))


def test_a_long_text_is_read_in_parts(monkeypatch):
    layer, x = LSTM(3, 7).double(), torch.randn(2, 11, 3).double()
    whole, _ = layer(x)
    monkeypatch.setattr(recurrent, "READ", 4 * 14)  # four steps of two sequences of seven units
    assert torch.allclose(layer(x)[0], whole, atol=1e-12)
