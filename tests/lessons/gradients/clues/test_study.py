"""The committed study of clues: whole, of equal sizes, and with a lesson; its networks do what their cards say."""

import json

import numpy as np
import pytest

from unrolled.datasets.paths import data_folder
from unrolled.lessons.gradients.clues import dataset as task
from unrolled.lessons.gradients.clues import recipe as clues
from unrolled.lessons.gradients.clues import study
from unrolled.models.size import equal_width
from unrolled.training.checkpoint import load_network
from unrolled.training.results import load_results


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
