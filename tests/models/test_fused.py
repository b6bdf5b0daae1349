"""The fused LSTM is the readable one, sooner: the same outputs, states and gradients."""

import pytest
import torch
from torch import nn

from unrolled.models import CharRNN
from unrolled.models.fused import FusedLSTM
from unrolled.models.lstm import LSTM


def both(V=7, H=5, **more):
    """A readable model in float64 and its fused twin in float32, with the same numbers."""
    torch.manual_seed(3)
    plain = CharRNN(V, hidden=H, layers=2, **more)
    for weights in plain.parameters():
        nn.init.normal_(weights, std=0.8)  # gates that open and close
    fused = CharRNN(**plain.config, fused=True)
    fused.load_state_dict(plain.state_dict())
    return plain.double(), fused


def some_state(B, H, dtype):
    generator = torch.Generator().manual_seed(5)
    return [tuple(torch.randn(B, H, generator=generator).to(dtype) for _ in range(2)) for _ in range(2)]


@pytest.mark.parametrize(("B", "T"), [(1, 1), (3, 11), (4, 50)])
def test_outputs_states_and_gradients_equal_the_readable_form(B, T):
    plain, fused = both()
    ids, wanted = torch.randint(7, (B, T)), torch.randint(7, (B, T))
    found = []
    for model, dtype in ((plain, torch.float64), (fused, torch.float32)):
        state = [tuple(part.requires_grad_() for part in layer) for layer in some_state(B, 5, dtype)]
        logits, after = model(ids, state)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())
        loss = loss + sum(part.sin().sum() for layer in after for part in layer)  # the last state has gradients too
        starts = [part for layer in state for part in layer]
        gradients = torch.autograd.grad(loss, [*model.parameters(), *starts])
        found.append([logits, *(part for layer in after for part in layer), *gradients])
    for exact, ours in zip(*found, strict=True):
        torch.testing.assert_close(ours, exact.float(), atol=2e-5, rtol=2e-4)


def test_far_from_zero_the_gates_saturate_as_they_should():
    layer = FusedLSTM(1, 2)
    plain = LSTM(1, 2)
    plain.load_state_dict(layer.state_dict())
    x = torch.tensor([-1e4, -60.0, -12.0, -1e-3, 0.0, 1e-3, 12.0, 60.0, 1e4])[:, None, None]
    with torch.no_grad():
        torch.testing.assert_close(layer(x)[0], plain(x)[0], atol=1e-6, rtol=0)


def test_a_trace_and_evaluation_are_those_of_the_readable_form():
    plain, fused = both()
    ids = torch.randint(7, (2, 6))
    _, _, exact = plain(ids, trace=True)
    _, _, ours = fused(ids, trace=True)
    for a, b in zip(exact, ours, strict=True):
        torch.testing.assert_close(b.f, a.f.float())
    logits = [fused(ids)[0], fused.eval()(ids)[0]]
    torch.testing.assert_close(*logits)


def test_one_mask_or_many_go_through_both_forms_alike():
    for per_step in (False, True):
        plain, fused = both(dropout=0.5, dropout_per_step=per_step)
        masks = fused.draw_masks(3, 6)
        assert [mask.shape for mask in masks] == [(3, 6 if per_step else 1, 5)] * 2
        ids = torch.randint(7, (3, 6))
        ours = fused(ids, masks=masks)[0]
        torch.testing.assert_close(ours, plain(ids, masks=[m.double() for m in masks])[0].float())
        assert not torch.equal(ours, fused(ids)[0])  # other masks, another result


def test_only_the_lstm_has_a_fused_form():
    with pytest.raises(ValueError, match="Only the LSTM"):
        CharRNN(5, cell="gru", fused=True)
