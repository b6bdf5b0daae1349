"""Trivial scores: fitted to training, measured on held-out examples, worked out by hand on tiny data."""

import math
import os
from pathlib import Path

import numpy as np
import pytest
import torch

from unrolled.benchmark.task import Data
from unrolled.datasets import adding, copy_memory, piano_rolls
from unrolled.lessons.table1.reading import recipe
from unrolled.lessons.table1.reading.study import FORMULAS, TASKS
from unrolled.training.results import load_results

MIRROR = Path(os.environ.get("UNROLLED_MIRROR") or "nowhere")


def data(train, held):
    """Data with these targets, and inputs that nobody reads."""
    train, held = torch.as_tensor(train), torch.as_tensor(held)
    parts = {part: lambda: iter([(None, held[:2]), (None, held[2:])]) for part in ("valid", "test")}
    return Data(len(train), lambda places: (None, train[places]), parts, "", 1.0)


def test_the_sum_is_answered_with_the_mean_of_training():
    found = recipe.constant_sum(data([0.5, 1.5, 0.5, 1.5], [1.0, 2.0, 1.0]))
    assert found == {"valid": 0.33333, "test": 0.33333, "mean": 1.0}


def test_the_most_frequent_digit_is_that_of_training_not_of_the_test():
    found = recipe.digit(data([7, 7, 3], [3, 3, 3, 7]))
    assert (found["digit"], found["test"]) == (7, 25.0)
    assert found["shares"][7] == pytest.approx(2 / 3, abs=1e-4)
    assert len(found["shares"]) == 10


def test_symbols_are_answered_step_by_step(monkeypatch):
    monkeypatch.setattr(copy_memory, "KEPT", 1)
    found = recipe.symbols(data([[0, 1], [0, 1], [0, 2], [0, 1]], [[0, 1], [0, 2], [0, 1]]))
    assert found["test"] == pytest.approx(-(2 * math.log(3 / 4) + math.log(1 / 4)) / 6, abs=1e-5)
    assert found["shares"][:4] == [0, 0.75, 0.25, 0]  # of the last step alone


def test_keys_sound_as_often_as_in_training_and_the_first_step_is_not_scored():
    roll = np.zeros((3, piano_rolls.KEYS), np.uint8)
    roll[1:, 40] = 1
    rolls = piano_rolls.Music((roll,), (roll,), (roll[1:],))
    found = recipe.music(rolls)
    p, rest = 2.5 / 4, 0.5 / 4
    assert found["test"] == pytest.approx(-math.log(p) - 87 * math.log(1 - rest), abs=1e-3)
    assert found["valid"] == found["test"]  # steps 2 and 3 are alike, step 1 does not count
    assert found["shares"][40] == p


def test_other_tasks_are_refused():
    with pytest.raises(ValueError, match=r"'ptb_words'.*adding, copy"):
        recipe.measure("ptb_words")


def test_the_committed_scores():
    runs = load_results(recipe.NAME)
    assert list(runs) == list(TASKS)
    assert round(runs["jsb"]["test"], 2) == 11.09
    assert round(runs["nottingham"]["test"], 2) == 10.26
    assert runs["seq_mnist"] == runs["perm_mnist"]  # an order of pixels changes no answer
    assert (runs["seq_mnist"]["digit"], runs["seq_mnist"]["test"]) == (1, 11.35)
    assert {"adding": adding.TRIVIAL, "copy": copy_memory.trivial_loss(1000)} == FORMULAS
    assert runs["copy"]["test"] == pytest.approx(FORMULAS["copy"], rel=0.001)
    assert runs["adding"]["test"] == pytest.approx(FORMULAS["adding"], rel=0.05)  # 1,000 examples
    assert all(len(runs[task]["shares"]) == 88 for task in ("jsb", "nottingham"))


@pytest.mark.parametrize(("task", "name"), recipe.MUSIC.items())
def test_the_committed_music_is_measured_again(task, name, tmp_path, monkeypatch):
    if not (MIRROR / piano_rolls.SETS[name]).is_file():
        pytest.skip(f"UNROLLED_MIRROR names no folder that holds {piano_rolls.SETS[name]}")
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    assert recipe.measure(task) == load_results(recipe.NAME)[task]
