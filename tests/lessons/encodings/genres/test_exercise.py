"""The checker of splits accepts the solution and rejects stubs and planted wrong answers; the question is measured."""

import random
import time

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.checking import limits
from unrolled.lessons.encodings.genres import exercise as exercises
from unrolled.lessons.encodings.genres import probe as probes

solutions = solutions_of("genres")


def by_passage(texts, share, seed):
    order = np.random.default_rng(seed).permutation(len(texts))
    return np.isin(np.arange(len(texts)), order[: round(share * len(texts))])


def cut_in_a_row(texts, share, seed):
    return np.arange(len(texts)) < round(share * len(texts))


def first_texts(texts, share, seed):
    different = np.unique(texts)
    return np.isin(texts, different[: round(share * len(different))])


def without_the_seed(texts, share, seed):
    return solutions.split(texts, share, np.random.default_rng().integers(10**9))


def the_wrong_side(texts, share, seed):
    return ~solutions.split(texts, share, seed)


def all_for_the_test(texts, share, seed):
    return np.ones(len(texts), bool)


def none_for_the_test(texts, share, seed):
    return np.zeros(len(texts), bool)


def numbers_of_texts(texts, share, seed):
    return np.unique(texts[solutions.split(texts, share, seed)])


def numbers_as_bools(texts, share, seed):
    return solutions.split(texts, share, seed).astype(int)


def leaves_one_behind(texts, share, seed):
    taken = solutions.split(texts, share, seed)
    for text in np.unique(texts[taken]):
        if (texts == text).sum() > 1:
            taken[np.flatnonzero(texts == text)[0]] = False
    return taken


def share_of_passages(texts, share, seed):
    different = np.unique(texts)
    np.random.default_rng(seed).shuffle(different)
    taken = np.zeros(len(texts), bool)
    for text in different:
        if taken.sum() >= share * len(texts):
            break
        taken |= texts == text
    return taken


def test_the_solution_is_accepted():
    accepts(exercises.check_split, solutions.split)


@pytest.mark.parametrize(
    "wrong",
    [stub, raises, by_passage, cut_in_a_row, first_texts, without_the_seed, the_wrong_side, all_for_the_test,
     none_for_the_test, numbers_of_texts, numbers_as_bools, leaves_one_behind,
     share_of_passages],
)  # fmt: skip
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    assert wrong.__name__ in refuses(exercises.check_split, wrong).finding


def test_the_leak_is_told_in_words():
    result = exercises.check_split(by_passage)
    assert "on both sides" in result.finding
    assert "expected '0 texts on both sides" in result.finding
    assert "share names" in result.why


def test_the_right_answer_is_what_was_measured():
    runs = probes.load_study()
    accuracy = {(one.coding, one.size): one.accuracy for one in probes.points(runs)}
    assert round(100 * accuracy["one-hot", 7]) == 38
    assert max(accuracy.values()) < 0.6
    majority = np.mean([run["majority"] for name, run in runs.items() if name.startswith("baseline")])
    assert round(100 * majority) == 14


def by_a_set(texts, share, seed):
    """Without numpy: a sample of the texts, and a list of bools."""
    different = sorted(set(texts.tolist()))
    test = set(random.Random(seed).sample(different, round(share * len(different))))
    return [text in test for text in texts.tolist()]


UNUSUAL = [by_a_set]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_split, right)


def slow(texts, share, seed):
    time.sleep(0.01)
    return solutions.split(texts, share, seed)


def test_a_slow_split_is_not_called_again_and_again(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    assert "slow was stopped" in refuses(exercises.check_split, slow).finding


def takes_numbers_for_a_mask(texts, share, seed):
    return solutions.split(texts, share, seed).astype(float)


def empties_its_texts(texts, share, seed):
    found = solutions.split(texts, share, seed)
    texts[:] = 0
    return found


def test_numbers_are_no_mask_and_changed_texts_are_copies():
    assert "expected an array of 2 bools" in exercises.check_split(takes_numbers_for_a_mask).finding
    assert exercises.check_split(empties_its_texts).ok
