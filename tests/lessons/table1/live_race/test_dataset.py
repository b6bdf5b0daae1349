"""Small data: shapes, what is asked for, the same permutation for all, and the score of always the same answer."""

import numpy as np
import pytest
import torch

from unrolled.datasets import copy_memory, digits
from unrolled.lessons.table1.live_race import dataset
from unrolled.lessons.tcn.chorales import dataset as chorales


@pytest.mark.parametrize(
    ("make", "count", "read", "asked"),
    [
        (dataset.sums, 20_000, (80, 2), ()),
        (dataset.copies, 20_000, (70, 10), (70,)),
        (dataset.pixels, 2000, (196, 1), ()),
        (dataset.pieces, None, (32, 88), (32, 88)),
    ],
)
def test_shapes_and_a_fixed_sum(make, count, read, asked):
    data = make()
    x, y = data.draw(torch.tensor([3, 0]))
    assert (tuple(x.shape), tuple(y.shape)) == ((2, *read), (2, *asked))
    assert data.count == (count or data.count)
    (held,) = data.held_out["valid"]()
    assert tuple(held[0].shape[1:]) == read
    assert len(held[0]) == len(held[1]) > 100
    assert data.sha256 == make.__wrapped__().sha256  # drawn from a seed of its own, whatever else was drawn before
    assert torch.equal(x[1], data.draw(torch.tensor([0]))[0][0])


def test_symbols_are_copied_after_the_wait():
    x, y = dataset.copies().draw(torch.tensor([5]))
    assert torch.equal(x[0, :10].argmax(1), y[0, -10:])
    assert torch.equal(x.sum(2), torch.ones(1, 70))
    assert (x[0, 10:].argmax(1) == torch.tensor([copy_memory.BLANK] * 49 + [copy_memory.MARK] * 11)).all()


def test_a_pixel_is_the_mean_of_four():
    x, y = dataset.pixels().draw(torch.tensor([7]))
    original = digits.small("train")
    pixel = original.images[7, 14:16, 10:12].mean() / 255  # row 7, column 5 of the shrunk image
    assert float(x[0, 7 * 14 + 5, 0]) == pytest.approx((pixel - digits.MEAN) / digits.SPREAD, abs=1e-5)
    assert int(y) == original.labels[7]


def test_shuffled_pixels_are_the_same_pixels_in_one_other_order():
    plain, shuffled = (dataset.pixels(kind).draw(torch.tensor([1, 2]))[0][..., 0] for kind in (False, True))
    order = torch.tensor(np.random.default_rng(dataset.SHUFFLE).permutation(196))
    assert torch.equal(shuffled, plain[:, order])
    assert not torch.equal(shuffled, plain)
    (held,), (other,) = dataset.pixels(True).held_out["valid"](), dataset.pixels().held_out["valid"]()
    assert torch.equal(held[0], other[0][:, order])


def test_each_step_of_a_piece_predicts_the_next():
    x, y = dataset.pieces().draw(torch.tensor([0]))
    roll = torch.tensor(chorales.music().train[0]).float()
    assert torch.equal(x[0], roll[:32])
    assert torch.equal(y[0], roll[1:33])


def test_the_key_baseline_by_hand():
    music = chorales.music()
    whole = np.concatenate(music.train)
    shares = (whole.sum(axis=0) + 0.5) / (len(whole) + 1)
    _, y = next(dataset.pieces().held_out["valid"]())
    y = y.numpy()
    nats = -(y * np.log(shares) + (1 - y) * np.log(1 - shares)).sum(axis=2).mean()
    assert dataset.key_baseline() == pytest.approx(nats, abs=1e-5)
