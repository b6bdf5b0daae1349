"""The adding problem: one mark in each half, and a mean that is worth 1/6."""

import pytest
import torch

from unrolled.datasets import adding


@pytest.mark.parametrize("steps", [2, 3, 10, 201])
def test_one_mark_in_each_half_and_the_sum_of_what_is_marked(steps):
    x, due = adding.examples(300, steps, torch.Generator().manual_seed(0))
    assert x.shape == (300, steps, 2)
    assert due.shape == (300,)
    numbers, marks = x.unbind(dim=2)
    assert 0 <= numbers.min() < numbers.max() < 1
    assert set(marks.unique().tolist()) <= {0.0, 1.0}
    half = steps // 2
    assert (marks[:, :half].sum(dim=1) == 1).all()
    assert (marks[:, half:].sum(dim=1) == 1).all()
    by_hand = [sum(n for n, mark in row if mark) for row in x.tolist()]
    torch.testing.assert_close(due, torch.tensor(by_hand))


def test_every_place_of_a_half_is_marked_equally_often():
    x, _ = adding.examples(4000, 8, torch.Generator().manual_seed(1))
    counts = x[:, :, 1].sum(dim=0)
    assert counts.sum() == 8000
    assert ((counts > 880) & (counts < 1120)).all()


def test_always_saying_one_costs_a_sixth():
    _, due = adding.examples(100_000, 2, torch.Generator().manual_seed(2))
    assert ((due - 1) ** 2).mean().item() == pytest.approx(adding.TRIVIAL, rel=0.02)
    assert pytest.approx(1 / 6) == adding.TRIVIAL


def test_a_seed_gives_the_same_and_too_few_steps_are_told():
    one, two = (adding.examples(3, 5, torch.Generator().manual_seed(7))[0] for _ in range(2))
    assert torch.equal(one, two)
    with pytest.raises(ValueError, match="2 steps or more, not 1"):
        adding.examples(1, 1)
