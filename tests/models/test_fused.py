"""The fused layers are the readable ones, sooner: the same outputs, states and gradients."""

import pytest
import torch
from torch import nn

from unrolled.models import CharRNN

CELLS = ("rnn", "gru", "lstm")


def both(cell, V=7, H=5, **more):
    """A readable model and its fused twin with the same numbers, in float64."""
    torch.manual_seed(3)
    plain = CharRNN(V, hidden=H, layers=2, cell=cell, **more)
    for weights in plain.parameters():
        nn.init.normal_(weights, std=0.8)  # gates that open and close
    fused = CharRNN(**plain.config, fused=True)
    fused.load_state_dict(plain.state_dict())
    return plain.double(), fused.double()


def some_state(model, B):
    torch.manual_seed(5)
    return [tuple(torch.randn_like(part).requires_grad_() for part in layer) for layer in model.initial_state(B)]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(("B", "T"), [(1, 1), (3, 11), (4, 50)])
def test_outputs_states_and_gradients_equal_the_readable_form(cell, B, T):
    found = []
    ids, wanted = torch.randint(7, (B, T)), torch.randint(7, (B, T))
    for model in both(cell):
        state = some_state(model, B)
        logits, after = model(ids, state)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())
        loss = loss + sum(part.sin().sum() for layer in after for part in layer)  # the last state has gradients too
        starts = [part for layer in state for part in layer]
        gradients = torch.autograd.grad(loss, [*model.parameters(), *starts])
        found.append([logits, *(part for layer in after for part in layer), *gradients])
    for exact, ours in zip(*found, strict=True):
        torch.testing.assert_close(ours, exact)


@pytest.mark.parametrize("cell", CELLS)
def test_twenty_updates_lead_to_the_same_weights(cell):
    """Gradients that are equal as numbers can still be laid out in a way that an optimiser misreads."""
    plain, fused = (model.float() for model in both(cell, dropout=0.3))
    for model in (plain, fused):
        torch.manual_seed(1)
        adam, state = torch.optim.Adam(model.parameters(), lr=1e-2, fused=model is fused), None
        for _ in range(20):
            ids = torch.randint(7, (4, 9))
            logits, state = model(ids[:, :-1], state)
            state = [tuple(part.detach() for part in layer) for layer in state]
            model.zero_grad()
            nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten()).backward()
            adam.step()
    for exact, ours in zip(plain.parameters(), fused.parameters(), strict=True):
        torch.testing.assert_close(ours, exact, atol=2e-3, rtol=0)


@pytest.mark.parametrize("cell", CELLS)
def test_a_trace_and_evaluation_are_those_of_the_readable_form(cell):
    plain, fused = both(cell)
    ids = torch.randint(7, (2, 6))
    for a, b in zip(plain.trace(ids).layers, fused.trace(ids).layers, strict=True):
        torch.testing.assert_close(b.h, a.h)
    torch.testing.assert_close(fused(ids)[0], fused.eval()(ids)[0])


def test_weights_go_from_one_form_into_the_other():
    plain, fused = both("gru")
    assert list(plain.state_dict()) == list(fused.state_dict())
