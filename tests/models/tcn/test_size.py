"""Sizes by formula against networks that were built."""

import pytest
import torch

from unrolled.models.tcn import size as tcn_size
from unrolled.models.tcn.network import TCN, CausalConv1d
from unrolled.models.tcn.stream import TCNStream

SHAPES = [(1, (4, 4), 2, 2), (3, (3, 5, 4), 3, 1), (2, (6,), 1, 2), (5, (4, 4, 7), 5, 2)]


@pytest.mark.parametrize(("inputs", "levels", "kernel", "width", "outputs", "size", "field"), [
    (2, 8, 8, 24, 1, 70_369, 3_571),  # adding, as the field notes quote it
    (1, 8, 7, 25, 10, 66_910, 3_061),  # sequential MNIST
    (1, 8, 8, 10, 10, 12_530, 3_571),  # copy memory, the settings of the paper's program
    (88, 4, 5, 150, 88, 882_538, 121),  # Nottingham, likewise
])  # fmt: skip
def test_known_networks_have_their_known_sizes(inputs, levels, kernel, width, outputs, size, field):
    tcn = TCN(inputs, (width,) * levels, kernel)
    assert sum(parameter.numel() for parameter in tcn.parameters()) + outputs * (width + 1) == size
    assert tcn_size.parameters(inputs, (width,) * levels, kernel) + outputs * (width + 1) == size
    assert tcn.receptive_field == field == 1 + 2 * (kernel - 1) * (2**levels - 1)
    assert tcn_size.equal_width(size, inputs, outputs, levels, kernel) == width


@pytest.mark.parametrize(("inputs", "channels", "kernel", "convolutions"), SHAPES)
def test_formulas_count_what_is_there(inputs, channels, kernel, convolutions):
    tcn = TCN(inputs, channels, kernel, convolutions=convolutions)
    assert tcn_size.parameters(inputs, channels, kernel, convolutions) == sum(p.numel() for p in tcn.parameters())
    products = sum(
        module.weights().numel() if isinstance(module, CausalConv1d) else module.weight.numel()
        for module in tcn.modules()
        if isinstance(module, CausalConv1d | torch.nn.Conv1d)
    )
    assert tcn_size.multiply_adds(inputs, channels, kernel, convolutions) == products
    kept = tcn_size.remembered(inputs, channels, kernel, tcn.dilations, convolutions)
    assert kept == TCNStream(tcn).start(1).numbers


def test_the_nearest_width_is_nearest():
    def size(width):
        return tcn_size.parameters(2, (width,) * 4, 3) + 5 * (width + 1)

    for wanted in range(1, 3000, 97):
        width = tcn_size.equal_width(wanted, 2, 5, 4, 3)
        assert abs(size(width) - wanted) == min(abs(size(w) - wanted) for w in range(1, 60))


def test_the_nearest_width_is_nearest_where_a_1x1_falls_away():
    def size(width):
        return tcn_size.parameters(60, (width,), 3) + 5 * (width + 1)

    assert size(60) < size(56)
    for wanted in range(size(50), size(65), 97):
        width = tcn_size.equal_width(wanted, 60, 5, 1, 3)
        assert abs(size(width) - wanted) == min(abs(size(w) - wanted) for w in range(1, 90))


def test_the_field_by_hand():
    assert tcn_size.receptive_field(3, (1, 2, 4), 1) == 15  # the slide's Figure 1a
    assert tcn_size.receptive_field(3, (1, 2, 4), 2) == 29
    assert tcn_size.receptive_field(1, (1, 2, 4), 2) == 1
    assert tcn_size.doubling(4) == (1, 2, 4, 8)
    assert tcn_size.steps_back(2, (1, 4), 1) == (0, 1, 4, 5)  # 2 and 3 are holes
    assert tcn_size.steps_back(3, (1, 2, 4), 1) == tuple(range(15))


@pytest.mark.parametrize("levels", [3, 12, 15])
def test_sensible_depths_pass_the_memory_check(levels):
    tcn_size.check_memory(1, (8,) * levels, 3, tcn_size.doubling(levels))


def test_the_limit_is_64_mib():
    most = tcn_size.MOST_REMEMBERED // tcn_size.FLOAT
    tcn_size.check_memory(1, (1,), 2, (most,), 1)
    with pytest.raises(ValueError, match="65 MiB a sequence, more than 64"):
        tcn_size.check_memory(1, (1,), 2, (most + 1,), 1)
