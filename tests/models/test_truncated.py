"""A cut changes the gradient and nothing else."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.truncated import Truncated


@pytest.fixture
def network():
    return CharRNN(5, hidden=4, layers=2, cell="lstm").double()


IDS = torch.tensor([[0, 1, 2, 3, 4, 0, 2], [1, 1, 0, 4, 2, 3, 3]])


@pytest.mark.parametrize("window", [1, 2, 3, 7, 20])
def test_the_numbers_are_the_same_for_every_window(network, window):
    logits, state = network(IDS)
    ours, after = Truncated(network, window)(IDS)
    assert torch.allclose(ours, logits)
    for layer, other in zip(state, after, strict=True):
        for part, same in zip(layer, other, strict=True):
            assert torch.allclose(part, same)


def test_a_state_can_be_handed_in(network):
    whole, _ = network(IDS)
    model = Truncated(network, 2)
    first, state = model(IDS[:, :3])
    rest, _ = model(IDS[:, 3:], state)
    assert torch.allclose(torch.cat([first, rest], dim=1), whole)


@pytest.mark.parametrize("window", [1, 2, 3, 5, 7])
def test_the_gradient_of_the_last_step_ends_where_its_window_begins(network, window):
    inputs = []
    original = network.one_hot

    def watched(ids):
        inputs.append(original(ids).requires_grad_())
        return inputs[-1]

    network.one_hot = watched
    logits, _ = Truncated(network, window)(IDS)
    logits[:, -1].square().sum().backward()
    reached = [x.grad is not None and bool(x.grad.any()) for x in inputs]
    assert reached == [False] * (len(inputs) - 1) + [True]
    assert inputs[-1].grad.abs().sum(dim=(0, 2)).gt(0).all()


def test_a_window_of_no_steps_is_refused(network):
    with pytest.raises(ValueError, match="1 step or more, not 0"):
        Truncated(network, 0)
