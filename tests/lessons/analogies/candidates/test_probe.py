"""Ranks with the input words left out or allowed."""

import numpy as np

from unrolled.lessons.analogies.candidates.probe import place, ranked

WORDS = ("a", "b", "c", "d", "e")
FOUND = np.array([0.9, 0.8, 0.1, 0.7, 0.3])


def seen(**options):
    return [(one.word, one.rank, one.is_input) for one in ranked(WORDS, FOUND, {0, 2}, **options)]


def test_inputs_left_out_stand_in_the_list_without_a_rank():
    assert seen(allowed=False, shown=2) == [("a", 0, True), ("b", 1, False), ("d", 2, False)]
    assert seen(allowed=True, shown=2) == [("a", 1, True), ("b", 2, False)]
    assert [one.score for one in ranked(WORDS, FOUND, {0}, allowed=True, shown=1)] == [0.9]


def test_a_list_longer_than_the_vocabulary_ends_with_it():
    assert [word for word, _, _ in seen(allowed=False, shown=9)] == ["a", "b", "d", "e", "c"]


def test_places_agree_with_the_list():
    for allowed in (False, True):
        for one in ranked(WORDS, FOUND, {0, 2}, allowed=allowed, shown=9):
            assert place(FOUND, WORDS.index(one.word), {0, 2}, allowed=allowed) == one.rank
