"""The checker of a chosen unit accepts the solution and rejects stub, bug and planted wrong answers."""

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.latex.modes import exercise as exercises
from unrolled.lessons.latex.modes.probe import FEATURES

solutions = solutions_of("modes")


def scored_where_chosen(here, labels_here, there, labels_there, auc):
    """The bug the notebook shows."""
    scores = [auc(values, labels_here) for values in here]
    unit = max(range(len(scores)), key=scores.__getitem__)
    return unit, scores[unit]


def chosen_where_scored(here, labels_here, there, labels_there, auc):
    scores = [auc(values, labels_there) for values in there]
    unit = max(range(len(scores)), key=scores.__getitem__)
    return unit, scores[unit]


def labels_of_the_wrong_text(here, labels_here, there, labels_there, auc):
    unit, _ = scored_where_chosen(here, labels_here, there, labels_there, auc)
    return unit, auc(there[unit], labels_here)


def test_the_solution_is_accepted():
    accepts(exercises.check_best_unit, solutions.best_unit)


@pytest.mark.parametrize("wrong", [stub, raises, scored_where_chosen, chosen_where_scored, labels_of_the_wrong_text])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_best_unit, wrong)


def test_a_feature_is_what_the_question_says():
    assert any("inside \\ref{…}" in words for words in FEATURES.values())


def the_last_of_the_sorted(here, labels_here, there, labels_there, auc):
    """Whichever of two equally good units comes last; no case may have such a pair."""
    unit = np.argsort([auc(values, labels_here) for values in here], kind="stable")[-1]
    return np.array([unit, auc(there[unit], labels_there)])


UNUSUAL = [the_last_of_the_sorted]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_best_unit, right)


def the_mean_of_both(here, labels_here, there, labels_there, auc):
    unit, score = solutions.best_unit(here, labels_here, there, labels_there, auc)
    return unit, (score + auc(here[unit], labels_here)) / 2


def the_worst(here, labels_here, there, labels_there, auc):
    return solutions.best_unit(-here, labels_here, there, labels_there, auc)


@pytest.mark.parametrize("wrong", [the_mean_of_both, the_worst])
def test_other_scores_are_refused(wrong):
    refuses(exercises.check_best_unit, wrong)
