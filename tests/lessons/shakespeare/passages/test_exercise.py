"""The question on a passage of ours beside a real one: spelling is not what gives ours away, by what was measured."""

import pytest

from unrolled.lessons.shakespeare.against_temperature.probe import load_against
from unrolled.lessons.shakespeare.passages.exercise import APART


@pytest.fixture(scope="module")
def words():
    """Share of real words of the network's passages by temperature, and of the held-out plays by title."""
    measures, written = load_against()
    measure = measures["real words"]
    return dict(zip(written.temperatures.tolist(), measure.network.mean(axis=0).tolist(), strict=True)), measure.plays


def test_the_third_choice_is_the_right_one():
    assert [choice.right for choice in APART.choices] == [False, False, True]


def test_at_the_temperature_of_the_question_words_are_as_real_as_in_the_plays(words):
    ours, plays = words
    assert "τ = 0.7" in APART.ask
    assert ours[0.7] > min(plays.values()) - 0.03
    assert max(plays.values()) < 1  # the plays have words that are new to the training plays, too


def test_at_a_high_one_it_does_invent_words(words):
    ours, plays = words
    assert "at τ = 1.5 it does" in APART.choices[0].reply
    assert ours[1.5] < min(plays.values()) - 0.1
