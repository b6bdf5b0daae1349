"""Weights for short trainings: orthogonal loops, an input that is heard, an open forget gate."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.initial import INPUT_SPREAD, orthogonal


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_loop_keeps_lengths_and_the_input_is_heard(cell):
    torch.manual_seed(0)
    model = CharRNN(40, hidden=32, layers=2, cell=cell)
    orthogonal(model)
    for k, layer in enumerate(model.layers):
        weights = dict(layer.cell.named_parameters())
        (across,) = (value for name, value in weights.items() if name.startswith("h_to") and value.ndim == 2)
        for block in across.split(32):
            torch.testing.assert_close(block @ block.T, torch.eye(32), atol=1e-5, rtol=0)
        (inward,) = (value for name, value in weights.items() if name.startswith("x_to") and value.ndim == 2)
        assert (inward.std().item() == pytest.approx(INPUT_SPREAD, rel=0.1)) == (k == 0)


def test_only_the_forget_gate_starts_open():
    model = CharRNN(10, hidden=4, layers=1)
    orthogonal(model)
    bias = model.layers[0].cell.x_to_gates.bias
    assert bias.tolist() == [0] * 4 + [1] * 4 + [0] * 8
