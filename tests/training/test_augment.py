"""Augmentation: white stays white, nothing is mirrored or recoloured, and each call draws anew."""

import numpy as np
import pytest
import torch

from unrolled.datasets import emoji
from unrolled.training.augment import SHIFT, TURN, augmented
from unrolled.training.captioning import tensor


@pytest.fixture(scope="module")
def drawings():
    return tensor(emoji.held_out("validation", "pictures").images[:40])


def test_shapes_and_range(drawings):
    found = augmented(drawings)
    assert found.shape == drawings.shape
    assert found.dtype == torch.float32
    assert (float(found.min()), float(found.max())) >= (0.0, 0.5)
    assert float(found.max()) <= 1


def test_white_stays_white_but_for_the_light():
    white, before = torch.ones(200, 3, 16, 16), torch.get_rng_state()
    found = augmented(white)
    assert (found == found[:, :1, :1, :1]).all()  # each picture is one colour: no dark frame comes in from outside
    assert float(found.min()) >= 0.9 - 1e-6
    torch.set_rng_state(before)
    assert 0.3 < (augmented(white).amin(dim=(1, 2, 3)) == 1).float().mean() < 0.7  # half become lighter than white


def test_what_comes_from_outside_is_white():
    black = torch.zeros(300, 3, 16, 16)
    corners = augmented(black)[:, :, [0, 0, -1, -1], [0, -1, 0, -1]]
    assert float(corners.max()) > 0.9


def test_strength_zero_changes_nothing(drawings):
    torch.testing.assert_close(augmented(drawings, 0.0), drawings, atol=1e-5, rtol=0)


def test_each_call_draws_anew_from_torchs_generator(drawings):
    before = torch.get_rng_state()
    first, second = augmented(drawings), augmented(drawings)
    assert not torch.equal(first, second)
    torch.set_rng_state(before)
    assert torch.equal(augmented(drawings), first)


def test_the_drawing_given_is_not_changed(drawings):
    before = drawings.clone()
    augmented(drawings)
    assert torch.equal(drawings, before)


def centre_of_dark(pictures):
    dark = (1 - pictures).mean(dim=1)  # (B, S, S)
    place = torch.linspace(-1, 1, dark.shape[-1])
    mass = dark.sum(dim=(1, 2))
    return (dark.sum(dim=1) * place).sum(dim=1) / mass, (dark.sum(dim=2) * place).sum(dim=1) / mass


def test_left_stays_left_and_above_stays_above():
    pictures = torch.ones(300, 3, 32, 32)
    pictures[:, :, 4:10, 4:10] = 0  # dark in the upper left
    x, y = centre_of_dark(augmented(pictures))
    assert float(x.max()) < 0
    assert float(y.max()) < 0
    assert float(x.std()) > 0.05  # but it does move


def test_a_shift_is_at_most_its_share_of_half_the_width():
    pictures = torch.ones(500, 3, 64, 64)
    pictures[:, :, 30:34, 30:34] = 0
    x, y = centre_of_dark(augmented(pictures))
    most = float(torch.stack([x, y]).abs().max())
    assert SHIFT * 0.6 < most < SHIFT * np.exp(0.2) * np.sqrt(2) * (np.cos(TURN) + np.sin(TURN))


def test_grey_stays_grey_and_red_stays_red():
    grey = torch.rand(50, 1, 16, 16).expand(-1, 3, -1, -1)
    found = augmented(grey)
    torch.testing.assert_close(found[:, 0], found[:, 1])
    red = torch.ones(50, 3, 16, 16)
    red[:, 1:, 4:12, 4:12] = 0.2
    middle = augmented(red)[:, :, 8, 8]
    assert (middle[:, 0] > middle[:, 1]).all()
    torch.testing.assert_close(middle[:, 1], middle[:, 2])
