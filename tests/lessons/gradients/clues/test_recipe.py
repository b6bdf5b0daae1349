"""Clues can be learned in seconds at small distances, and shuffled answers cannot."""

import pytest
import torch

from unrolled.lessons.gradients.clues import dataset as task
from unrolled.lessons.gradients.clues import recipe as clues
from unrolled.training.loop import UNSCORED

SMALL = clues.Recipe("gru", "answer", longest=6, steps=90)


def trained(monkeypatch, shuffled):
    """A short training, its targets in their order or shuffled between sentences."""
    original = clues.draw

    def draw(recipe):
        inputs, targets = original(recipe)
        return inputs, targets[torch.randperm(len(targets))] if shuffled else targets

    monkeypatch.setattr(clues, "draw", draw)
    with torch.random.fork_rng():
        run, events = clues.begin(SMALL)
        assert len(list(events)) == 90
    return clues.accuracy(run.model, clues.tests(6))


def test_a_small_distance_is_learned_in_seconds(monkeypatch):
    assert trained(monkeypatch, shuffled=False) > 0.8


def test_shuffled_answers_are_not_learned(monkeypatch):
    assert trained(monkeypatch, shuffled=True) < 0.35


def test_a_batch_has_one_distance_and_scores_what_it_says():
    torch.manual_seed(0)
    for scored in clues.UPDATES:
        for _ in range(20):
            inputs, targets = clues.draw(clues.Recipe(scored=scored))
            assert inputs.shape == targets.shape
            assert inputs.shape[1] <= clues.LONGEST + 5
            assert (targets[:, -1] != UNSCORED).all()
            if scored == "every":
                torch.testing.assert_close(targets[:, :-1], inputs[:, 1:])
            else:
                assert (targets[:, :-1] == UNSCORED).all()


def test_batches_are_the_seeds():
    drawn = []
    for _ in range(2):
        torch.manual_seed(3)
        drawn.append(clues.draw(clues.Recipe())[0])
    assert torch.equal(*drawn)


def test_always_the_same_answer_is_as_good_as_chance():
    for distance in (4, 40):
        answers = clues.tests(distance)[:, -1]
        assert torch.bincount(answers).max() / len(answers) == pytest.approx(task.CHANCE)
