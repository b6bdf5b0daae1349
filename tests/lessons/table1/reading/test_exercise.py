"""The copy baseline: the checker accepts the solution, and answers each usual mistake with its own sentence."""

import math

import numpy as np
import pytest

from answers import accepts, refuses
from unrolled.datasets.copy_memory import trivial_loss
from unrolled.lessons.table1.reading import exercise as exercises


def solution(wait, kept=10, kinds=8):
    return kept * math.log(kinds) / (wait + 2 * kept)


def test_the_solution_is_accepted():
    accepts(exercises.check_copy_baseline, solution, 10)
    assert exercises.copy_loss(1000) == trivial_loss(1000) == pytest.approx(0.020387, abs=1e-6)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda wait, kept=10, kinds=8: None, "returned nothing"),
        (lambda wait, kept=10, kinds=8: kept * math.log(kinds) / wait, "divide by the wait alone"),
        (lambda wait, kept=10, kinds=8: kept * math.log(kinds) / (wait + kept), "forget those that are read"),
        (lambda wait, kept=10, kinds=8: kept * math.log(kinds) / (wait + 20), "always add 20"),
        (lambda wait, kept=10, kinds=8: kept * math.log2(kinds) / (wait + 2 * kept), "in bits"),
        (lambda wait, kept=10, kinds=8: kept * math.log10(kinds) / (wait + 2 * kept), "base 10"),
        (lambda wait, kept=10, kinds=8: math.log(kinds), "average over the last steps only"),
        (lambda wait, kept=10, kinds=8: kept * math.log(kinds), "loss of a whole sequence"),
        (lambda wait, kept=10, kinds=8: math.log(kinds) / (wait + 2 * kept), "count one guess"),
        (lambda wait, kept=10, kinds=8: kept * math.log(kinds + 2) / (wait + 2 * kept), "blank and mark included"),
        (lambda wait, kept=10, kinds=8: kept * (1 - 1 / kinds) / (wait + 2 * kept), "count wrong answers"),
        (lambda wait, kept=10, kinds=8: -kept * math.log(kinds) / (wait + 2 * kept), "sign is wrong"),
        (lambda wait, kept=10, kinds=8: 10 * math.log(8) / (wait + 20), "ten symbols of eight kinds"),
        (lambda wait, kept=10, kinds=8: math.log(kinds) / 10, "divide by the symbols kept"),
        (lambda wait, kept=10, kinds=8: wait / 0, "ZeroDivisionError"),
        (lambda wait, kept=10, kinds=8: 10 * math.log(8) / 1020, "The same ten guesses, over 2,020 steps"),
    ],
)
def test_wrong_answers_get_one_helpful_sentence(wrong, why):
    assert why in str(refuses(exercises.check_copy_baseline, wrong))


def test_no_two_usual_mistakes_look_alike():
    tried = ((70, 6, 5), (123, 3, 11))
    answers = [tuple(round(wrong(*settings), 9) for settings in tried) for wrong, _ in exercises.USUAL]
    assert len(set(answers)) == len(answers)
    assert tuple(round(solution(*settings), 9) for settings in tried) not in answers


def test_the_questions_say_what_the_formula_says():
    assert "0.0103" in exercises.LONGER.ask
    assert round(trivial_loss(2000), 4) == 0.0103
    assert round(trivial_loss(1000), 4) == 0.0204
    assert [choice.words for choice in exercises.NOTHING.choices if choice.right] == ["the TCN alone"]
    saved = (trivial_loss(1000) - 0.0197) * 1020 / math.log(8)
    assert saved == pytest.approx(1 / 3, abs=0.01)  # "a third of one symbol"


def by_entropy(wait, kept=10, kinds=8):
    """The mean of what each step costs, in an array."""
    steps = np.zeros(wait + 2 * kept)
    steps[-kept:] = -np.log(np.full(kinds, 1 / kinds)).mean()
    return steps.mean()


def test_a_right_answer_in_another_style_is_accepted():
    accepts(exercises.check_copy_baseline, by_entropy)


def test_exits_are_told_and_not_taken_for_a_usual_mistake():
    def leaves(wait, kept=10, kinds=8):
        raise SystemExit

    assert "called exit()" in exercises.check_copy_baseline(leaves).finding
