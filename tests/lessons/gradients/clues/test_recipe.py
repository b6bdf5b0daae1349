"""Clues can be learned in seconds at small distances, and shuffled answers cannot; the committed study is whole."""

import json

import numpy as np
import pytest
import torch

from unrolled.datasets.paths import data_folder
from unrolled.lessons.gradients.clues import dataset as task
from unrolled.lessons.gradients.clues import recipe as clues
from unrolled.lessons.gradients.clues import study
from unrolled.models.size import equal_width
from unrolled.training.checkpoint import load_network
from unrolled.training.loop import UNSCORED
from unrolled.training.results import load_results

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


def test_the_committed_study_is_whole_and_of_todays_recipe():
    about = json.loads((data_folder() / "results" / "clues.json").read_text())["about"]
    assert about["distances"] == list(clues.DISTANCES)
    assert about["recipe"]["rates"] == clues.RATES
    assert about["recipe"]["updates"] == clues.UPDATES | {"twice": study.TWICE}
    runs = load_results("clues")
    names = {f"{c} {by} {s}" for c in clues.CELLS for by in clues.UPDATES for s in clues.SEEDS}
    assert set(runs) == names | {f"rnn twice {s}" for s in clues.SEEDS}
    updates = clues.UPDATES | {"twice": study.TWICE}
    for key, run in runs.items():
        moments = [moment for moment in study.MOMENTS if moment <= updates[key.split()[1]]]
        assert list(run["accuracy"]) == list(map(str, moments))


def test_the_three_networks_are_of_equal_size():
    sizes = [run["parameters"] for run in load_results("clues").values()]
    assert max(sizes) / min(sizes) < 1.02
    assert equal_width(clues.SIZE, clues.V, "lstm") == load_network("clues_lstm")[0].config["hidden"]


@pytest.mark.parametrize("cell", clues.CELLS)
def test_shipped_networks_do_what_their_cards_say(cell):
    model, card = load_network(f"clues_{cell}")
    assert card["words"] == list(task.WORDS)
    said = card["accuracy"][str(clues.UPDATES["every"])]
    found = clues.by_distance(model)
    assert np.abs(np.array(said) - found).max() <= 0.011  # one sentence of a hundred, where two words are as likely


def test_the_lesson_of_the_study():
    """LSTM and GRU keep the clue at twice the distance of the training, the plain RNN loses it within."""
    runs = load_results("clues")

    def median(cell, distance):
        at = clues.DISTANCES.index(distance)
        return np.median([runs[f"{cell} every {seed}"]["accuracy"]["2500"][at] for seed in clues.SEEDS])

    assert min(median("lstm", 128), median("gru", 128)) > 0.9
    assert median("rnn", 64) < 0.7
