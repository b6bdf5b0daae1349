"""Shelves in place of rings: the batch's numbers, step by step, and no step dearer than another."""

import numpy as np
import pytest
import torch

from unrolled.models.tcn.ablations import LeakyTCN, PlainTCN
from unrolled.models.tcn.fast_stream import ShelvedTCN
from unrolled.models.tcn.network import TCN

NETWORKS = [
    TCN(2, (4, 5, 5), 3),
    TCN(2, (4, 5), 2, (3, 7), 1),
    TCN(2, (2, 4), 1),
    TCN(2, (3,), 8, (9,)),
    TCN(2, (4, 4, 4), 4, (1, 1, 5), 3, dropout=0.4),
]


@pytest.mark.parametrize("tcn", NETWORKS)
@pytest.mark.parametrize("batch", [1, 3])
def test_steps_equal_the_batch(tcn, batch):
    tcn = tcn.double().eval()
    x = torch.randn(batch, 41, 2, dtype=torch.float64)
    shelved = ShelvedTCN(tcn)
    state, outs = shelved.start(batch), []
    for t in range(41):
        out, state = shelved.step(state, x[:, t].numpy())
        outs.append(out.copy())
    assert state.t == 41
    np.testing.assert_allclose(np.stack(outs, 1), tcn(x).detach().numpy(), rtol=1e-9, atol=1e-12)


def test_what_is_remembered_never_grows():
    shelved = ShelvedTCN(TCN(2, (3, 3), 3))
    state = shelved.start()
    sizes = [shelf.shape for shelf in state.inputs]
    for _ in range(100):
        _, state = shelved.step(state, np.ones((1, 2), np.float32))
    assert [shelf.shape for shelf in state.inputs] == sizes == [(1, 1, 3, 2), (1, 1, 3, 3), (2, 1, 3, 3), (2, 1, 3, 3)]


def test_the_input_stays_as_it_was():
    shelved, x = ShelvedTCN(TCN(3, (3,), 2)), np.ones((1, 3), np.float32)
    shelved.step(shelved.start(), x)
    assert (x == 1).all()


def test_what_cannot_be_stepped_is_refused():
    with pytest.raises(ValueError, match="not causal"):
        ShelvedTCN(LeakyTCN(2, (3,), 2))
    with pytest.raises(ValueError, match="PlainBlock"):
        ShelvedTCN(PlainTCN(2, (3,), 2))


@pytest.mark.parametrize("shape", [(2,), (1, 3), (2, 2), (1, 1, 2)])
def test_wrong_shapes_are_refused_in_words(shape):
    shelved = ShelvedTCN(TCN(2, (3,), 2))
    with pytest.raises(ValueError, match="must be"):
        shelved.step(shelved.start(), np.zeros(shape, np.float32))
