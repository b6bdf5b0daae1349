"""The questions about bias: one right choice each, which is what is measured."""

import pytest

from unrolled.datasets.word_vectors import glove
from unrolled.lessons.analogies.bias import exercise as exercises
from unrolled.lessons.analogies.bias.dataset import OCCUPATIONS
from unrolled.lessons.analogies.bias.probe import Measure


@pytest.mark.parametrize("question", [exercises.CHANCE, exercises.DOCTOR])
def test_one_choice_is_right_and_each_has_a_reply(question):
    assert [choice.right for choice in question.choices].count(True) == 1
    assert len({choice.reply for choice in question.choices}) == 3


def test_the_right_answers_are_what_is_measured():
    measure = Measure(glove())
    shown = measure.look(OCCUPATIONS, word="doctor", allowed=True)
    assert shown.spread.p < 0.01
    assert 1.4 < shown.spread.real / shown.spread.chance.mean() < 1.7
    assert shown.candidates[0].word == "doctor"
    assert "woman" in [one.word for one in shown.candidates]
    left_out = measure.look(OCCUPATIONS, word="doctor")
    assert next(one.word for one in left_out.candidates if one.rank == 1) == "nurse"
