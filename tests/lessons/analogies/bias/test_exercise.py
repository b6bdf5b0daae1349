"""The questions about bias: the right choices are what is measured."""

from unrolled.datasets.word_vectors import glove
from unrolled.lessons.analogies.arithmetic.probe import answer
from unrolled.lessons.analogies.bias import exercise as exercises
from unrolled.lessons.analogies.bias.dataset import OCCUPATIONS
from unrolled.lessons.analogies.bias.probe import Measure


def test_the_right_answers_are_what_is_measured():
    chance, doctor = (
        next(choice.words for choice in question.choices if choice.right)
        for question in (exercises.CHANCE, exercises.DOCTOR)
    )
    measure = Measure(glove())
    shown = measure.look(OCCUPATIONS)
    assert chance.startswith("it is larger than on nearly all of them, by about a half")
    assert shown.spread.p < 0.01
    assert 1.4 < shown.spread.real / shown.spread.chance.mean() < 1.7
    asked = answer(glove(), ("man", "doctor", "woman"))
    assert asked.otherwise == doctor  # with inputs allowed
    assert "woman" in [one.word for one in asked.candidates]
    assert asked.answer == "nurse"
