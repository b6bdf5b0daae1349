"""Copy memory: what is read, what is due, and what forgetting costs."""

import math

import pytest
import torch

from unrolled.datasets import copy_memory


@pytest.mark.parametrize("wait", [1, 2, 30])
def test_ten_symbols_a_wait_eleven_marks_and_the_symbols_again(wait):
    read, due = copy_memory.examples(200, wait, torch.Generator().manual_seed(0))
    assert read.shape == due.shape == (200, wait + 20)
    assert read.dtype == due.dtype == torch.int64
    symbols = read[:, :10]
    assert set(symbols.unique().tolist()) == set(range(1, 9))
    assert (read[:, 10 : 10 + wait - 1] == copy_memory.BLANK).all()
    assert (read[:, -11:] == copy_memory.MARK).all()
    assert (due[:, :-10] == copy_memory.BLANK).all()
    assert torch.equal(due[:, -10:], symbols)
    assert copy_memory.SYMBOLS == 10 == copy_memory.MARK + 1


def test_symbols_are_equally_likely():
    read, _ = copy_memory.examples(2000, 1, torch.Generator().manual_seed(1))
    counts = torch.bincount(read[:, :10].flatten(), minlength=9)[1:]
    assert counts.sum() == 20_000
    assert ((counts > 2300) & (counts < 2700)).all()


@pytest.mark.parametrize("wait", [1, 40])
def test_the_trivial_loss_is_that_of_who_forgets(wait):
    """Certain of the blank, then one eighth for each symbol."""
    _, due = copy_memory.examples(5, wait, torch.Generator().manual_seed(2))
    probabilities = torch.zeros(wait + 20, 10, dtype=torch.float64)
    probabilities[:-10, copy_memory.BLANK] = 1
    probabilities[-10:, 1:9] = 1 / 8
    losses = -probabilities.expand(5, -1, -1).gather(2, due[:, :, None]).log()
    assert losses.mean().item() == pytest.approx(copy_memory.trivial_loss(wait))


def test_the_trivial_loss_of_the_table():
    assert copy_memory.trivial_loss(1000) == pytest.approx(0.02039, abs=5e-6)
    assert copy_memory.trivial_loss(1) == pytest.approx(10 * math.log(8) / 21)


def test_a_seed_gives_the_same_and_no_wait_is_told():
    one, two = (copy_memory.examples(3, 5, torch.Generator().manual_seed(7))[0] for _ in range(2))
    assert torch.equal(one, two)
    with pytest.raises(ValueError, match="1 step or more, not 0"):
        copy_memory.examples(1, 0)
