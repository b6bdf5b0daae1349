"""The encoder: shapes, rows that do not know each other, and a map that knows where things stand."""

import itertools

import pytest
import torch
from torch import nn

from unrolled.models.captioner import Encoder


def pictures(count=3, size=16):
    return torch.rand(count, 3, size, size) * 2 - 1


@pytest.mark.parametrize("size", [16, 32, 48])
def test_a_picture_becomes_a_vector(size):
    assert Encoder(size, channels=2, features=5)(pictures(4, size)).shape == (4, 5)


@pytest.mark.parametrize("size", [0, 8, 20, 33])
def test_a_size_that_cannot_be_halved_four_times_is_told(size):
    with pytest.raises(ValueError, match="multiple of 16"):
        Encoder(size)


def test_parameters_by_formula():
    C, F = 3, 5
    widths = [3, C, 2 * C, 4 * C, 4 * C]
    expected = sum(9 * (a * b + b * b) + 4 * b for a, b in itertools.pairwise(widths))
    expected += 4 * C * (32 // 16) ** 2 * F + 2 * F
    assert sum(part.numel() for part in Encoder(32, C, F).parameters()) == expected


def test_maps_are_halved_four_times_and_widen_to_four_times_the_channels():
    encoder, maps, shapes = Encoder(32, channels=2), pictures(2, 32), []
    for block in encoder.blocks:
        maps = block(maps)
        shapes.append(tuple(maps.shape[1:]))
    assert shapes == [(2, 16, 16), (4, 8, 8), (8, 4, 4), (8, 2, 2)]


def test_rows_do_not_know_each_other_in_evaluation_and_do_in_training():
    encoder, given = Encoder(16, channels=2, features=5).double().eval(), pictures().double()
    changed = given.clone()
    changed[1] = -changed[1]
    before, after = encoder(given), encoder(changed)
    assert torch.equal(before[[0, 2]], after[[0, 2]])
    assert not torch.equal(before[1], after[1])
    torch.testing.assert_close(encoder(given[1:2])[0], before[1])
    encoder.train()  # batch normalisation: each row hears of the others
    assert not torch.equal(encoder(given)[0], encoder(changed)[0])


def test_training_normalises_each_feature_over_the_batch():
    features = Encoder(16, channels=2, features=5)(pictures(20))
    torch.testing.assert_close(features.mean(dim=0), torch.zeros(5), atol=1e-5, rtol=0)
    torch.testing.assert_close(features.std(dim=0, correction=0), torch.ones(5), atol=1e-2, rtol=0)


def test_the_map_is_flattened_so_that_left_and_right_differ():
    torch.manual_seed(1)
    encoder = Encoder(32, channels=4, features=6).eval()
    left, right = torch.ones(1, 3, 32, 32), torch.ones(1, 3, 32, 32)
    left[:, :, 8:24, :16] = -1  # the same patch, half a width further on
    right[:, :, 8:24, 16:] = -1
    one, two = encoder(left), encoder(right)
    assert (one - two).norm() > 0.3 * one.norm()


def test_one_block_by_its_equation():
    block = Encoder(16, channels=2).blocks[0].eval()
    first, norm = block[0], block[1]
    norm.running_mean.copy_(torch.tensor([0.3, -0.2]))
    norm.running_var.copy_(torch.tensor([2.0, 0.5]))
    given = pictures(1)
    maps = nn.functional.conv2d(given, first.weight, padding=1)
    maps = (maps - norm.running_mean[:, None, None]) / torch.sqrt(norm.running_var[:, None, None] + norm.eps)
    torch.testing.assert_close(block[:3](given), maps.clamp(min=0))
    assert first.bias is None


def test_dropout_is_for_training_only():
    encoder, given = Encoder(16, channels=2, features=5, dropout=0.5), pictures()
    assert not torch.equal(encoder(given), encoder(given))
    encoder.eval()
    assert torch.equal(encoder(given), encoder(given))
