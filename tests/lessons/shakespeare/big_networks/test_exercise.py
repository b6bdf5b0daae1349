"""The question on size: the right answer, and what the replies say, are what was measured."""

import numpy as np

from unrolled.lessons.shakespeare.big_networks.exercise import TWICE
from unrolled.lessons.shakespeare.big_networks.study import ORDERS
from unrolled.training.results import load_results


def runs(layers, hidden):
    return [run for run in load_results("big_networks").values() if (run.get("hidden"), run.get("layers")) == (
        hidden, layers) and "seed" in run]  # fmt: skip


def nats(layers, hidden):
    return np.mean([run["nats"] for run in runs(layers, hidden)])


def test_the_second_choice_is_the_right_one():
    assert [choice.right for choice in TWICE.choices] == [False, True, False]


def test_twice_the_width_brings_less_than_a_tenth_and_less_each_time():
    losses = [nats(1, hidden) for hidden in (64, 128, 256, 512)]
    assert 0 < 1 - losses[3] / losses[2] < 0.1
    gains = -np.diff(losses)
    assert (np.diff(gains) < 0.03).all()  # seeds differ by about as much
    small, large = runs(1, 256)[0], runs(1, 512)[0]
    assert large["parameters"] > 3 * small["parameters"]
    assert 2.5 < large["seconds"] / small["seconds"] < 6  # "some four times the training"


def test_the_best_counting_model_keeps_more_numbers_than_a_network_as_good():
    """As the notebook says of one layer of 256."""
    counted = [load_results("big_networks")[f"{order}-gram"] for order in ORDERS]
    best = min(counted, key=lambda run: run["validation"])
    assert abs(best["validation"] - nats(1, 256)) < 0.02
    assert 2.5 < best["ngrams"] / runs(1, 256)[0]["parameters"] < 3.5
