"""Recall is learned in seconds at a short wait, shuffled answers are not; the starts differ in biases alone."""

import pytest
import torch

from unrolled.lessons.lstm.carry import recipe as carry
from unrolled.models.size import parameters


def test_a_short_wait_is_learned():
    _, numbers = carry.learn("chrono", 6, 0, updates=300)
    assert numbers["solved"] is not None


def test_shuffled_answers_are_not_learned(monkeypatch):
    original = carry.draw

    def draw(steps):
        ids, targets = original(steps)
        return ids, targets[torch.randperm(len(targets))]

    monkeypatch.setattr(carry, "draw", draw)
    run, numbers = carry.learn("chrono", 6, 0, updates=300)
    assert numbers["solved"] is None
    assert carry.accuracy(run.model, 6) < 0.3


@pytest.mark.parametrize(
    ("shares", "solved"),
    [
        ([0.5, 1, 1, 1], 50), ([1, 0.5, 1, 1, 0.99], 75), ([1, 1, 0.9, 1, 1], None), ([1, 1], None), ([], None),
    ],
)  # fmt: skip
def test_solved_means_three_measurements_running(shares, solved):
    assert carry.solved_at([[25 * (k + 1), share] for k, share in enumerate(shares)]) == solved


def test_starts_differ_in_the_biases_of_two_gates_alone():
    torch_, one, chrono = (carry.begin(start, 50, 3).model.layers[0].cell for start in ("torch", "one", "chrono"))
    H = carry.UNITS
    for other in (one, chrono):
        for name, weights in torch_.named_parameters():
            theirs = other.get_parameter(name)
            changed = (weights != theirs).nonzero().flatten().tolist() if "bias" in name else []
            assert "bias" in name or torch.equal(weights, theirs)
            assert all(k < 2 * H for k in changed)
    assert (one.x_to_gates.bias[H : 2 * H] == 1).all()
    assert torch_.x_to_gates.bias[H : 2 * H].abs().max() < 2 / H**0.5  # the sum of torch's two
    assert (chrono.x_to_gates.bias[H : 2 * H] >= 0).all()


def test_sizes_are_equal():
    sizes = [
        sum(parameters(carry.V, carry.begin(start, 5, 0).model.config["hidden"], 1, cell))
        for start, cell in carry.STARTS.items()
    ]
    assert max(sizes) / min(sizes) < 1.03
