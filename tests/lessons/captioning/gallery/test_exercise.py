"""The numbers in the replies are those that the study measured."""

import pytest

from unrolled.lessons.captioning.gallery import exercise, study
from unrolled.training.results import load_results


@pytest.fixture(scope="module")
def shipped():
    return load_results(study.NAME)["once 0"]


def right(question):
    return next(choice for choice in question.choices if choice.right)


def test_which_pictures_are_described_best(shipped):
    assert right(exercise.SHELF).words.startswith("new compositions")
    assert 0.6 < shipped["compositions"]["groups"][0] < 0.73  # "about two captions of three"
    assert shipped["pictures"]["groups"][0] < 0.05  # "only a few of a hundred"
    assert 0.2 < shipped["other vendor"]["groups"][0] < 0.3  # "about a quarter"


def test_how_many_captions_are_copied(shipped):
    assert right(exercise.COPIED).words == "about one in three"
    copied, exact = shipped["compositions"]["copied"], shipped["compositions"]["exact"]
    assert 0.27 < copied < 0.4
    assert 0.85 < copied / (1 - exact) < 0.95  # "nine of ten wrong captions": a copied one is wrong
    assert exact / (1 - copied) > 0.9  # "nearly all of those are right"
