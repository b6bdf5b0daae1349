"""The questions on temperature: each right answer is what was measured, and so is each reply that names a number."""

import pytest

from unrolled.lessons.shakespeare.against_temperature import exercise as exercises
from unrolled.lessons.shakespeare.against_temperature.probe import load_against
from unrolled.training.char_rnn import SHIPPED
from unrolled.training.results import load_results
from unrolled.training.shakespeare import NAME


@pytest.fixture(scope="module")
def measured():
    """The measures by name, each as a mean over the passages ``(K,)``, and the place of each temperature."""
    measures, written = load_against()
    places = {float(tau): k for k, tau in enumerate(written.temperatures)}
    return {name: measure.network.mean(axis=0) for name, measure in measures.items()}, places


def test_the_network_has_six_times_as_many_weights():
    """As the first question says."""
    runs = load_results("big_networks")
    assert round(runs[NAME]["parameters"] / runs[SHIPPED]["parameters"]) == 6
    assert "six times as many weights" in exercises.GREEDY.ask


def test_at_temperature_0_most_has_been_said_before():
    measures, written = load_against()
    said = measures["said before"].network
    assert len(written.prompts) == 5  # "on five passages"
    assert "five passages" in exercises.GREEDY.choices[2].reply
    assert (said[:, 0] > 0.5).all()


def test_real_words_are_nearly_flat_at_first_and_fall_below_half(measured):
    means, at = measured
    words = means["real words"]
    third = words[: at[0.6] + 1]  # "the left third of the line"
    assert third.max() - third.min() < 0.1
    assert words[at[0.0]] > 0.97  # "near 100 %"
    assert words[at[2.0]] < 0.5  # "less than half at the end"


def test_they_neither_fall_evenly_nor_rise(measured):
    words = measured[0]["real words"]
    even = (words[0] - words[-1]) / (len(words) - 1)
    steps = words[:-1] - words[1:]
    assert steps.max() > 1.5 * even
    assert steps[:6].mean() < even / 2
    assert words.max() - words[0] < 0.03
