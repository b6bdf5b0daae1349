"""The learner as sampler: costs by hand, steps back, draws that follow the model."""

import numpy as np
import pytest

from readers import VOCABULARY, both, lstm
from unrolled.lessons.char_rnn.choosing import probe as choosing
from unrolled.measuring.surprisal import expectations

PROMPT = "AB:\n"


@pytest.fixture
def writer():
    return choosing.Writer(lstm(), VOCABULARY, PROMPT)


def test_costs_are_those_of_the_model_reading_the_whole_text(writer):
    for character in "a bad":
        writer.choose(character)
    view = writer.view()
    ids = VOCABULARY.encode(PROMPT + "a bad")
    p = expectations(lstm(), ids)[len(PROMPT) - 1 :]
    assert view.written == "a bad"
    np.testing.assert_allclose(view.nats, -np.log(p[np.arange(5), ids[len(PROMPT) :]]), atol=1e-5)
    np.testing.assert_allclose(view.expected, -(p * np.log(p)).sum(axis=1), atol=1e-5)
    np.testing.assert_allclose(view.least, -np.log(p.max(axis=1)), atol=1e-5)


def test_a_step_back_is_as_if_the_character_had_never_been_written(writer):
    writer.choose("a")
    before = writer.view()
    writer.choose("b")
    writer.draw()
    assert writer.view().written != before.written
    writer.back()
    writer.back()
    after = writer.view()
    assert (after.written, after.drawn, after.candidates) == (before.written, 0, before.candidates)
    assert (after.nats == before.nats).all()


def test_nothing_to_take_back_is_told(writer):
    with pytest.raises(choosing.ChoiceError, match="nothing to take back"):
        writer.back()
    assert writer.view().written == ""


def test_a_character_outside_the_vocabulary_is_told(writer):
    with pytest.raises(choosing.ChoiceError, match="never occurs"):
        writer.choose("§")
    assert writer.view().written == ""


def test_draws_follow_the_models_probabilities_and_are_counted(writer):
    chances = dict(writer.view().candidates)
    counts = dict.fromkeys(chances, 0)
    for _ in range(2000):
        writer.draw()
        drawn = writer.view()
        assert drawn.drawn == 1
        if drawn.written in counts:
            counts[drawn.written] += 1
        writer.back()
    for character, chance in chances.items():
        assert counts[character] / 2000 == pytest.approx(chance, abs=0.04)


def test_a_drawn_text_costs_on_average_what_is_expected():
    """That is why entropy is the yardstick for the learner's own text."""
    model = both()["5-gram"]
    writer = choosing.Writer(model, VOCABULARY, PROMPT, seed=1)
    for _ in range(choosing.LONGEST):
        writer.draw()
    view = writer.view()
    assert view.nats.mean() == pytest.approx(view.expected.mean(), abs=0.1)
    assert view.least.mean() < view.expected.mean()


def test_a_full_text_is_told(writer):
    for _ in range(choosing.LONGEST):
        writer.choose("a")
    with pytest.raises(choosing.ChoiceError, match="400 characters"):
        writer.draw()
    assert len(writer.view().written) == choosing.LONGEST
