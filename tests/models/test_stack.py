"""Layers on top of each other."""

import pytest
import torch

from unrolled.models.fused import FusedLSTM
from unrolled.models.sequence_net import SequenceNet
from unrolled.models.stack import Stack


def test_two_layers_are_torchs_two_layers():
    torch.manual_seed(0)
    theirs = torch.nn.LSTM(3, 5, num_layers=2, batch_first=True)
    ours = Stack([FusedLSTM(3, 5), FusedLSTM(5, 5)])
    for k, layer in enumerate(ours.layers):
        layer.cell.take_torch_weights(
            *(getattr(theirs, f"{name}_l{k}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        )
    x = torch.randn(2, 7, 3)
    torch.testing.assert_close(ours(x)[0], theirs(x)[0])
    _, states = ours(x)
    torch.testing.assert_close(ours(x, states)[0], theirs(x, theirs(x)[1])[0])


def test_dropout_is_after_every_layer_and_only_in_training():
    stack = Stack([FusedLSTM(3, 50), FusedLSTM(50, 50)], dropout=0.5)
    x = torch.randn(1, 4, 3)
    dropped = (stack(x)[0] == 0).float().mean()
    assert 0.3 < dropped < 0.7
    assert (stack.eval()(x)[0] != 0).all()


def test_a_readout_stands_on_a_stack():
    net = SequenceNet(Stack([FusedLSTM(3, 5)]), 2)
    x = torch.randn(2, 7, 3)
    assert net(x).shape == (2, 7, 2)
    torch.testing.assert_close(net.last(x), net(x)[:, -1])


def test_no_layer_is_no_stack():
    with pytest.raises(ValueError, match="needs a layer"):
        Stack([])
