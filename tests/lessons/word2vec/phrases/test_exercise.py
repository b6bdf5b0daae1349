"""Joining: the checker accepts the solution and rejects the bug and wrong answers; the question is measured."""

from itertools import pairwise

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.word2vec.phrases import dataset as datasets
from unrolled.lessons.word2vec.phrases import exercise as exercises
from unrolled.lessons.word2vec.phrases.probe import Scored

solutions = solutions_of("phrases")


def joined_twice(words, scores, threshold):
    """The bug of the notebook: york is used again."""
    out = []
    for a, b in pairwise([*words, ""]):
        out.append(f"{a}_{b}" if scores.get((a, b), 0) > threshold else a)
    return out


def chains(words, scores, threshold):
    """Goes on joining: new_york_city in one pass."""
    out = [words[0]]
    for a, b in pairwise(words):
        if scores.get((a, b), 0) > threshold:
            out[-1] += f"_{b}"
        else:
            out.append(b)
    return out


def loses_the_last(words, scores, threshold):
    return solutions.join(words, scores, threshold)[: len(words) - 1]


def joins_at_it(words, scores, threshold):
    return solutions.join(words, scores, threshold - 101)


def from_the_right(words, scores, threshold):
    turned = {(b, a): score for (a, b), score in scores.items()}
    return ["_".join(reversed(word.split("_"))) for word in reversed(solutions.join(words[::-1], turned, threshold))]


def test_the_solution_is_accepted():
    accepts(exercises.check_join, solutions.join, 20)


@pytest.mark.parametrize(
    "wrong", [stub, raises, joined_twice, chains, loses_the_last, joins_at_it, from_the_right, lambda *_: "new_york"]
)
def test_wrong_joins_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_join, wrong)


def test_without_a_discount_rare_pairs_lead():
    table = datasets.bigrams()
    best = Scored(table, 0).order[:20]
    counts = table.vocabulary.counts
    assert (table.together[best] <= 6).all()
    assert (counts[table.first[best]] <= 6).all()
    number = table.vocabulary.number
    of_the = table.places[number("of"), number("the")]
    assert 3 < table.scores(0)[of_the] < 4.5
    assert 100 < table.scores(0)[table.places[number("united"), number("states")]] < 999


def joins_at_exactly_it(words, scores, threshold):
    return solutions.join(words, scores, threshold - 1e-9)


def joins_any_known_pair(words, scores, threshold):
    return solutions.join(words, dict.fromkeys(scores, threshold + 1), threshold)


def as_one_text(words, scores, threshold):
    return [" ".join(solutions.join(words, scores, threshold))]


@pytest.mark.parametrize("wrong", [joins_at_exactly_it, joins_any_known_pair, as_one_text])
def test_near_misses_are_refused(wrong):
    refuses(exercises.check_join, wrong)


def word_after_word(words, scores, threshold):
    """Calls itself; the answer is an array of texts."""
    if len(words) < 2:
        return words
    joins = scores.get((words[0], words[1]), 0) > threshold
    return np.array(["_".join(words[: 1 + joins]), *word_after_word(words[1 + joins :], scores, threshold)])


UNUSUAL = [word_after_word]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_join, right)
