"""Data is the same for every seed, scores are what the paper counts, and trivial answers score what formulas say."""

import os

import numpy as np
import pytest
import torch
from torch import nn

from unrolled.benchmark import tasks
from unrolled.benchmark.task import TaskError
from unrolled.benchmark.tasks import TASKS, as_codes, task
from unrolled.datasets import copy_memory, digits, matlab, piano_rolls, registry


class Says(nn.Module):
    """Answers the same whatever it reads."""

    def __init__(self, answer):
        super().__init__()
        self.answer = torch.as_tensor(answer, dtype=torch.float32)

    def forward(self, x):
        return self.answer.expand(*x.shape[:2], -1)

    def last(self, x):
        return self.answer.expand(len(x), -1)


def score(name, network, part="test"):
    one = TASKS[name]
    return one.measure(network, one.data().held_out[part]())


def test_adding_always_one_leaves_the_variance():
    assert score("adding", Says([1.0])) == pytest.approx(1 / 6, abs=0.01)
    data = TASKS["adding"].data()
    x, y = data.draw(torch.tensor([3, 5]))
    assert x.shape == (2, 600, 2)
    assert (x[:, :, 1].sum(dim=1) == 2).all()
    torch.testing.assert_close(y, (x[:, :, 0] * x[:, :, 1]).sum(dim=1))
    assert data.count == 50_000


def test_copying_without_memory_loses_what_the_formula_says():
    logits = torch.full((10,), -1e9)
    logits[0] = 0.0

    class Knows(nn.Module):
        """Blanks until the marks are through, then each symbol alike: the best there is without memory."""

        def forward(self, x):
            answer = logits.expand(*x.shape[:2], -1).clone()
            answer[:, -10:] = torch.tensor([-1e9] + [0.0] * 8 + [-1e9])
            return answer

    assert score("copy", Knows()) == pytest.approx(copy_memory.trivial_loss(1000), rel=1e-5)
    x, y = TASKS["copy"].data().draw(torch.tensor([0]))
    assert x.shape == (1, 1020, 1)
    assert torch.equal(x[0, :10, 0].long(), y[0, -10:])
    assert as_codes(x).shape == (1, 1020, 10)
    assert torch.equal(as_codes(x).argmax(dim=2), x[..., 0].long())


def test_data_does_not_depend_on_what_was_drawn_before():
    hashes = {name: TASKS[name].data().sha256 for name in ("adding", "copy")}
    for name in hashes:
        torch.manual_seed(99)
        torch.rand(3)
        assert getattr(tasks, {"adding": "_adding", "copy": "_copying"}[name]).__wrapped__().sha256 == hashes[name]


@pytest.fixture
def small_digits(monkeypatch):
    """The committed digits in place of the complete ones, with as many held out as fit."""
    monkeypatch.setattr(digits, "complete", digits.small)
    monkeypatch.setattr(tasks, "HELD_OUT_DIGITS", 200)
    return tasks._pixels.__wrapped__


def test_digits_come_pixel_by_pixel_and_validation_is_cut_from_training(small_digits):
    data = small_digits(False)
    assert data.count == 1800
    x, y = data.draw(torch.arange(3))
    assert x.shape == (3, 784, 1)
    train = digits.small("train")
    np.testing.assert_allclose(x[0, :, 0] * digits.SPREAD + digits.MEAN, train.images[0].reshape(-1) / 255, atol=1e-6)
    valid = torch.cat([y for _, y in data.held_out["valid"]()])
    assert torch.equal(valid, torch.tensor(train.labels[-200:]).long())
    assert y.tolist() == train.labels[:3].tolist()


def test_permuted_digits_are_the_same_pixels_in_one_other_order_for_all_parts(small_digits):
    plain, permuted, order = small_digits(False), small_digits(True), digits.permutation()
    for part in ("valid", "test"):
        (x, y), (px, py) = next(plain.held_out[part]()), next(permuted.held_out[part]())
        assert torch.equal(px, x[:, order])
        assert torch.equal(py, y)
    assert torch.equal(permuted.draw(torch.arange(2))[0], plain.draw(torch.arange(2))[0][:, order])
    assert permuted.sha256 != plain.sha256


@pytest.fixture
def music(monkeypatch):
    rng = np.random.default_rng(0)
    parts = [
        tuple((rng.random((T, 88)) < 0.05).astype(np.uint8) for T in lengths) for lengths in ((9, 5, 12), (7,), (8, 3))
    ]
    monkeypatch.setattr(piano_rolls, "load", lambda name: piano_rolls.Music(*parts))
    return piano_rolls.Music(*parts)


def test_music_is_scored_from_the_second_step_on_over_all_steps(music):
    data = tasks._music.__wrapped__("JSB")
    shares = piano_rolls.key_shares(music.train)
    network = Says(np.log(shares / (1 - shares)))
    found = TASKS["jsb"].measure(network, data.held_out["test"]())
    assert found == pytest.approx(piano_rolls.bernoulli_loss(shares, music.test), rel=1e-5)
    x, y = data.draw(torch.tensor([1]))
    assert x.shape == y.shape == (1, 4, 88)
    assert torch.equal(x[0, 1:], y[0, :-1])
    with pytest.raises(ValueError, match="one piece at a time"):
        data.draw(torch.tensor([0, 1]))


@pytest.mark.skipif("UNROLLED_MIRROR" not in os.environ, reason="the music is fetched by name")
@pytest.mark.parametrize(("name", "loss", "pieces"), [("jsb", 11.09, 229), ("nottingham", 10.26, 694)])
def test_the_real_music_has_the_trivial_loss_that_is_quoted(name, loss, pieces):
    try:
        data = TASKS[name].data()
    except (registry.DownloadError, matlab.MatlabError):
        pytest.skip("the mirror has no music")
    assert data.count == pieces
    shares = piano_rolls.key_shares(piano_rolls.load({"jsb": "JSB", "nottingham": "Nottingham"}[name]).train)
    assert score(name, Says(np.log(shares / (1 - shares)))) == pytest.approx(loss, abs=0.005)


def test_a_task_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(TaskError, match="There is no task 'mnist': choose one of seq_mnist"):
        task("mnist")


def test_better_looks_at_the_metric():
    assert TASKS["seq_mnist"].better(99, 98)
    assert TASKS["copy"].better(0.01, 0.02)


def test_the_permutation_is_a_permutation_and_the_stored_one():
    order = digits.permutation()
    assert sorted(order.tolist()) == list(range(784))
    assert order[:4].tolist() == [318, 2, 606, 446]
