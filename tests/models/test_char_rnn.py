"""The character-level model: one interface, carried state, dropout with one mask through a window."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.char_rnn import LAYERS
from unrolled.models.dropout import SequenceDropout


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm", "min_gru"])
def test_step_by_step_equals_all_at_once(cell):
    model = CharRNN(11, hidden=6, layers=2, cell=cell).double()
    ids = torch.randint(11, (3, 8))
    logits, end = model(ids)
    assert logits.shape == (3, 8, 11)
    state, steps = None, []
    for t in range(8):
        step, state = model.step(state, ids[:, t])
        assert step.shape == (3, 11)
        steps.append(step)
    torch.testing.assert_close(torch.stack(steps, dim=1), logits)
    for one, two in zip(end, state, strict=True):
        torch.testing.assert_close(one, two)


@pytest.mark.parametrize("cell", LAYERS)
def test_fused_layers_give_the_same_numbers(cell):
    model = CharRNN(11, hidden=6, layers=2, cell=cell).double()
    fused = CharRNN(**model.config, fused=True).double()
    fused.load_state_dict(model.state_dict())
    ids = torch.randint(11, (3, 8))
    for one, other in zip(model(ids)[1], fused(ids)[1], strict=True):
        torch.testing.assert_close(one, other)
    torch.testing.assert_close(model(ids)[0], fused(ids)[0])


def test_a_trace_has_a_record_for_each_layer():
    model = CharRNN(5, hidden=4, layers=3)
    ids = torch.randint(5, (2, 7))
    logits, state = model(ids)
    trace = model.trace(ids)
    assert torch.equal(trace.logits, logits)
    for one, other in zip(trace.state, state, strict=True):
        assert torch.equal(torch.stack(one), torch.stack(other))
    assert [record.f.shape for record in trace.layers] == [(2, 7, 4)] * 3


def test_the_configuration_makes_the_same_model_again():
    model = CharRNN(9, hidden=5, layers=1, cell="gru", dropout=0.2)
    again = CharRNN(**model.config)
    again.load_state_dict(model.state_dict())


@pytest.mark.parametrize("wrong", [{"cell": "tcn"}, {"hidden": 0}, {"layers": 0}, {"characters": 0}, {"dropout": 1.0}])
def test_impossible_models_are_refused(wrong):
    with pytest.raises(ValueError, match=r"choose one|1 or more|makes no sense"):
        CharRNN(**{"characters": 5, **wrong})


def test_dropout_keeps_one_mask_through_a_sequence():
    dropped = SequenceDropout(0.5)(torch.ones(4, 9, 50))
    assert set(dropped.unique().tolist()) == {0.0, 2.0}
    assert torch.equal(dropped, dropped[:, :1].expand_as(dropped))  # the same units at every step
    assert not torch.equal(dropped[0], dropped[1])  # others in another sequence


def test_dropout_keeps_the_mean_and_rests_in_evaluation():
    layer = SequenceDropout(0.3)
    assert layer(torch.ones(200, 1, 200)).mean().item() == pytest.approx(1, abs=0.02)
    x = torch.randn(2, 3, 4)
    assert torch.equal(layer.eval()(x), x)
    assert torch.equal(SequenceDropout(0.0)(x), x)


@pytest.mark.parametrize("rate", [-0.1, 1.0, float("nan")])
def test_bad_dropout_rates_are_refused(rate):
    with pytest.raises(ValueError, match="makes no sense"):
        SequenceDropout(rate)
