"""Sizes by formula, and equal sizes for different cells."""

import pytest
import torch

from unrolled.models import CharRNN
from unrolled.models.size import equal_width, nearest_width, parameters, size


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("layers", [1, 2])
def test_the_equal_width_is_the_nearest(cell, layers):
    wanted = 5_000
    width = equal_width(wanted, 11, cell, layers)

    def gap(hidden):
        return abs(sum(weights.numel() for weights in CharRNN(11, hidden, layers, cell).parameters()) - wanted)

    assert gap(width) <= min(gap(width - 1), gap(width + 1))


def test_an_lstm_is_as_wide_as_itself():
    assert equal_width(sum(parameters(76, 128, 1)), 76, "lstm") == 128


def test_the_nearest_width_is_nearest():
    for wanted in (1, 10, 333, 4097):
        found = nearest_width(wanted, lambda width: size(torch.nn.Linear(7, width)))
        sizes = {width: 8 * width for width in range(1, 700)}
        assert abs(sizes[found] - wanted) == min(abs(value - wanted) for value in sizes.values())
