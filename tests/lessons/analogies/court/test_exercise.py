"""The checker accepts the solution and rejects stubs and planted wrong answers; the questions are measured."""

import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.datasets.analogy_questions import Section, sections
from unrolled.datasets.word_vectors import glove
from unrolled.lessons.analogies.court import exercise as exercises
from unrolled.lessons.analogies.court.probe import judge
from unrolled.measuring.hearing import hear

solutions = solutions_of("court")


def accuracy(nearest, questions, vocabulary, strict, slip=""):
    right = counted = 0
    for question in questions:
        a, b, c, d = question if slip == "case" else (word.lower() for word in question)
        tested = (a, b, c) if slip == "due" else (a, b, c, d)
        if not all(word in vocabulary for word in tested):
            counted += {"right": True, "always": True, "never": False}.get(slip, strict)
            right += slip == "right"
            continue
        counted += 1
        banned = {"inputs": (), "only c": (c,)}.get(slip, (a, b, c))
        right += next(word for word in nearest[a, b, c] if word not in banned) == d
    if slip == "empty":
        return right / counted
    return (right if slip == "count" else right / counted) if counted else 0


def test_the_solution_is_accepted():
    accepts(exercises.check_accuracy, solutions.accuracy, 20)
    accepts(exercises.check_accuracy, accuracy)


@pytest.mark.parametrize("slip", ["case", "due", "right", "always", "never", "inputs", "only c", "empty", "count"])
def test_each_slip_is_found(slip):
    for _ in range(5):
        assert refuses(exercises.check_accuracy, lambda *given: accuracy(*given, slip=slip)).why


@pytest.mark.parametrize("wrong", [stub, raises, lambda *_: "all", lambda *_: [1, 2]])
def test_stubs_are_refused_with_a_sentence(wrong):
    refuses(exercises.check_accuracy, wrong)


@pytest.mark.parametrize("question", [exercises.ALLOWED, exercises.CAP])
def test_the_third_choice_is_the_right_one(question):
    assert [choice.right for choice in question.choices] == [False, False, True]


def few():
    """Every twelfth question of each section."""
    return [Section(one.name, one.questions[::12]) for one in sections()]


def test_the_right_answers_are_what_is_measured():
    full = hear(glove(), few())
    score, allowed = judge(full).score("total").share, judge(full, allowed=True).score("total").share
    assert 0.6 < score < 0.7
    assert 0.45 < allowed / score < 0.6
    assert judge(full).echoed > 0.5
    small = hear(glove().first(5_000), few())
    assert judge(small, strict=False).score("total").share > score + 0.1
    assert judge(small).score("total").share < 0.13
    assert 0.14 < judge(small).score("total").covered / judge(small).score("total").asked < 0.18


def tidies_up(nearest, questions, vocabulary, strict):
    """Takes question after question off its list, and empties all that it was given at the end."""
    right = others = 0
    while questions:
        *asked, wanted = map(str.lower, questions.pop())
        if {*asked, wanted} <= vocabulary:
            answer = next(word for word in nearest[tuple(asked)] if word not in asked)
            right, others = right + (answer == wanted), others + (answer != wanted)
        else:
            others += strict
    for given in (nearest, questions, vocabulary):
        given.clear()
    return right / max(right + others, 1)


UNUSUAL = [tidies_up]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_accuracy, right)
