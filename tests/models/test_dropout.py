"""Nodes removed from a plain RNN: what is gone stays gone, and in evaluation nothing is."""

import pytest
import torch

from unrolled.models.dropout import DroppedRNN
from unrolled.models.rnn import RNN

B, T, D, H = 2, 5, 3, 7


def layers(rate, per_step=False):
    """A layer with dropout and the plain one with the same weights, in float64."""
    dropped = DroppedRNN(D, H, rate, per_step=per_step).double()
    plain = RNN(D, H).double()
    plain.cell.load_state_dict(dropped.cell.state_dict())
    return dropped, plain, torch.randn(B, T, D, dtype=torch.float64)


@pytest.mark.parametrize("per_step", [False, True])
def test_at_rest_it_is_the_plain_network(per_step):
    dropped, plain, x = layers(0.4, per_step)
    due, state = plain(x)
    for now in (dropped.eval()(x), layers_at_rate_0(dropped, x)):
        assert torch.equal(now[0], due)
        assert torch.equal(now[1][0], state[0])


def layers_at_rate_0(dropped, x):
    dropped.train()
    dropped.dropout.rate = 0.0
    return dropped(x)


def test_one_mask_is_the_network_without_these_nodes():
    """Rows and columns of removed nodes cut out, and what is left of W_hh scaled up: the same states."""
    dropped, plain, x = layers(0.4)
    torch.manual_seed(3)
    out, _ = dropped(x[:1])
    kept = (out[0] != 0).all(dim=0)
    assert torch.equal(kept, (out[0] != 0).any(dim=0))  # the same nodes at every step
    assert 0 < kept.sum() < H
    small = RNN(D, int(kept.sum())).double()
    with torch.no_grad():
        small.cell.x_to_h.weight.copy_(plain.cell.x_to_h.weight[kept])
        small.cell.x_to_h.bias.copy_(plain.cell.x_to_h.bias[kept])
        small.cell.h_to_h.weight.copy_(plain.cell.h_to_h.weight[kept][:, kept] / 0.6)
    assert torch.allclose(out[:, :, kept], small(x[:1])[0] / 0.6)


def test_fresh_masks_remove_other_nodes_at_each_step():
    dropped, _, x = layers(0.4, per_step=True)
    out, _ = dropped(x)
    kept = out != 0
    assert not torch.equal(kept, kept[:, :1].expand_as(kept))
    assert (dropped.trace(x).h != 0).all()  # a trace holds the states whole


def test_the_state_can_be_carried_and_the_gradient_arrives():
    dropped, _, x = layers(0.4)
    _, state = dropped(x)
    out, _ = dropped(x, state)
    out.sum().backward()
    assert dropped.cell.h_to_h.weight.grad.abs().sum() > 0
    torch.manual_seed(0)
    fresh, _ = dropped(x)
    torch.manual_seed(0)
    again, _ = dropped(x, state)
    assert not torch.equal(fresh, again)
