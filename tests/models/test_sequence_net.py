"""One readout for all architectures, and sizes that come out equal."""

import pytest
import torch

from unrolled.models.sequence_net import ARCHITECTURES, build
from unrolled.models.size import size


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_equal_size_and_the_last_step(architecture):
    network = build(architecture, 3, 2, 5000, levels=3)
    assert abs(size(network) - 5000) < 250
    x = torch.randn(2, 9, 3)
    assert network(x).shape == (2, 9, 2)
    torch.testing.assert_close(network.last(x), network(x)[:, -1])


def test_other_names_are_refused():
    with pytest.raises(ValueError, match="choose one of"):
        build("transformer", 1, 1, 100)
