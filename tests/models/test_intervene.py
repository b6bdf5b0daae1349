"""Interventions: edits of the weights of a copy, and the cell's own forward does the rest."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.intervene import Intervened, Intervention

V, H, T = 7, 5, 6


@pytest.fixture(params=["lstm", "gru"])
def model(request):
    torch.manual_seed(3)
    return CharRNN(V, hidden=H, layers=2, cell=request.param).double().eval()


@pytest.fixture
def lstm():
    torch.manual_seed(3)
    return CharRNN(V, hidden=H, layers=2).double().eval()


IDS = torch.tensor([[1, 4, 2, 0, 6, 3], [5, 5, 0, 2, 1, 1]])


def run(model, ids=IDS):
    """Logits (B, T, V) and the last state, step by step."""
    state, rows = None, []
    with torch.no_grad():
        for k in ids.T:
            logits, state = model.step(state, k)
            rows.append(logits)
    return torch.stack(rows, dim=1), state


def trace(wrapped):
    with torch.no_grad():
        return wrapped.model.trace(IDS).layers


def test_with_nothing_held_it_is_the_untouched_model_exactly(model):
    ours, state = run(Intervened(model))
    theirs, due = run(model)
    assert torch.equal(ours, theirs)
    assert all(
        torch.equal(a, b) for mine, other in zip(state, due, strict=True) for a, b in zip(mine, other, strict=True)
    )


def test_a_bias_moved_by_nothing_changes_nothing(model):
    assert torch.equal(run(Intervened(model, Intervention("bias", 0.0, (1, 2))))[0], run(model)[0])


def test_the_model_itself_stays_as_it_is(model):
    before = {name: value.clone() for name, value in model.state_dict().items()}
    run(Intervened(model, Intervention("gates", 0.0, (1, 2))))
    run(Intervened(model, Intervention("carry", 2.0, (1, 2), 3)))
    run(Intervened(model, Intervention("bias", 2.0, (1, 2))))
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())


@pytest.mark.parametrize("value", [0.0, 0.05, 0.5, 0.95, 1.0])
@pytest.mark.parametrize(("cell", "gate"), [("lstm", "i"), ("lstm", "f"), ("lstm", "o"), ("gru", "r"), ("gru", "z")])
def test_a_held_gate_has_its_value_in_every_unit_and_no_other_gate_is_touched(cell, gate, value):
    torch.manual_seed(3)
    model = CharRNN(V, hidden=H, layers=2, cell=cell).double().eval()
    held = trace(Intervened(model, Intervention(gate, value, (1,))))
    free = trace(Intervened(model))
    torch.testing.assert_close(getattr(held[0], gate), torch.full((2, T, H), value, dtype=torch.float64))
    first = {name: part[:, 0] for name, part in held[0]._asdict().items()}
    for name in {"i", "f", "o", "g", "r", "z"} & set(first) - {gate}:  # at the first step nothing has come back yet
        torch.testing.assert_close(first[name], getattr(free[0], name)[:, 0])
    assert not torch.equal(getattr(held[1], gate), torch.full_like(getattr(held[1], gate), value))  # layer 2 is free


def test_all_gates_at_0_leave_only_the_last_bias(lstm):
    logits, _ = run(Intervened(lstm, Intervention("gates", 0.0, (1, 2))))
    torch.testing.assert_close(logits, lstm.h_to_logits.bias.detach().expand_as(logits))


def test_a_moved_bias_is_added_before_the_sigmoid(lstm):
    held, free = (trace(Intervened(lstm, it)) for it in (Intervention("bias", 1.5, (1,)), None))
    torch.testing.assert_close(torch.logit(held[0].f[:, 0]), torch.logit(free[0].f[:, 0]) + 1.5)
    torch.testing.assert_close(held[0].i[:, 0], free[0].i[:, 0])


@pytest.mark.parametrize("value", [-8.0, 0.0, 0.3])
def test_a_held_memory_stays_and_the_others_go_their_way(model, value):
    wrapped = Intervened(model, Intervention("carry", value, (2,), 3))
    state, others = None, []
    with torch.no_grad():
        for k in IDS.T:
            _, state = wrapped.step(state, k)
            memory = state[1][-1]  # c of an LSTM, h of a GRU
            assert torch.equal(memory[:, 3], torch.full((2,), value, dtype=torch.float64))
            others.append(memory[:, [0, 1, 2, 4]])
    assert torch.stack(others).std(dim=0).min() > 0
    _, free = run(model)
    torch.testing.assert_close(state[0][0], free[0][0])  # the layer below hears nothing of it


def test_a_state_handed_in_is_not_written_over(lstm):
    _, state = run(lstm)
    before = state[1][1].clone()
    Intervened(lstm, Intervention("carry", 9.0, (2,), 0)).step(state, IDS[:, 0])
    assert torch.equal(state[1][1], before)


@pytest.mark.parametrize(
    ("cell", "held", "words"),
    [
        ("lstm", Intervention("z", 0.5, (1,)), "no part 'z'"),
        ("rnn", Intervention("f", 0.5, (1,)), "no part 'f'"),
        ("lstm", Intervention("f", 1.5, (1,)), "from 0 to 1"),
        ("lstm", Intervention("f", 0.5, (3,)), "layers 1 to 2"),
        ("gru", Intervention("carry", 0.5, (1,), 5), "units 1 to 5"),
    ],
)
def test_what_cannot_be_held_is_refused(cell, held, words):
    with pytest.raises(ValueError, match=words):
        Intervened(CharRNN(V, hidden=H, layers=2, cell=cell), held)
