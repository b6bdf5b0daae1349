"""Matches of a passage with a corpus, by hand; what held-out plays share."""

import numpy as np
import pytest

from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.memorised.probe import (
    LONG,
    LONGEST,
    PassageError,
    Search,
    load_baseline,
    longest_copies,
)
from unrolled.lessons.shakespeare.memorised.record import Baseline
from unrolled.measuring.novelty import Corpus, training_plays
from unrolled.training.results import load_results

PLAYS = {"One": "A:\nto be or not to be,\nthat is the question\n", "Two": "B:\nwhat is the answer?\nto be or else\n"}
LEAST = np.arange(4, 13)
BASELINE = Baseline(300, LEAST, LEAST / 20, LEAST / 40, LEAST / 13)
TEXT = "zz to be or zz is the question"


@pytest.fixture
def search():
    return Search(Corpus(PLAYS), TEXT, "Someone", BASELINE)


def shown(found):
    return [TEXT[match.start : match.start + match.length] for match in found.matches]


def test_matches_of_the_least_length(search):
    assert shown(search.look_up(10)) == [" is the question"]
    assert shown(search.look_up(9)) == ["to be or ", " is the question"]
    assert shown(search.look_up(12)) == [" is the question"]


def test_the_longest_is_looked_up_first_and_all_its_places_can_be(search):
    found = search.look_up(9)
    assert (found.match, found.places) == (1, 1)
    assert (found.spot.title, found.spot.line, found.spot.match) == ("One", 3, " is the question")
    assert (found.spot.before, found.spot.after) == ("A:\nto be or not to be,\nthat", "\n")
    places = [search.look_up(9, 0, place) for place in range(3)]
    assert [found.spot.title for found in places] == ["One", "Two", "Two"]  # one beyond the last is the last
    assert [found.place for found in places] == [0, 1, 1]
    assert places[1].spot.line == 3
    assert search.look_up(9, 99).match == 1


def test_another_match_is_shown_at_the_first_of_its_places(search):
    first = search.look_up(9, 0, 1)
    other = search.point_at(first, 1, 1)
    assert (other.least, other.match, other.place) == (9, 1, 0)
    again = search.point_at(other, 0, 0)
    assert (again.match, again.place) == (0, 0)
    assert search.point_at(again, 0, 1).spot == first.spot


def test_shares_fall_with_the_least_length(search):
    found = search.look_up(9)
    assert found.copied[LEAST == 9] == pytest.approx((9 + 16) / len(TEXT))
    assert found.copied[LEAST == 10] == pytest.approx(16 / len(TEXT))
    assert (np.diff(found.copied) <= 0).all()


def test_nothing_found():
    found = Search(Corpus(PLAYS), "zzz", "Someone", BASELINE).look_up(4)
    assert (found.matches, found.spot, found.match, found.places) == ((), None, 0, 0)


@pytest.mark.parametrize(("text", "words"), [("", "no text"), (" \n", "no text"), ("a" * 1001, "1,001 characters")])
def test_texts_that_cannot_be_held_against_it(text, words):
    with pytest.raises(PassageError, match=words):
        Search(Corpus(PLAYS), text, "Someone", BASELINE)
    assert LONGEST == 1000


def test_the_committed_baseline():
    base = load_baseline()
    assert ((base.low <= base.mean) | (base.mean < 0.05)).all()
    assert 0.05 < float(base.mean[base.least == 15][0]) < 0.5  # of the plays alone, whatever the network is


def test_the_longest_copies_of_a_long_text():
    found = longest_copies(Corpus(PLAYS), "zz that is the question zz to be or not to be, zz")
    assert found == {
        "characters": 49,
        "longest": [
            {"length": 20, "text": "that is the question", "title": "One", "line": 3},
            {"length": 19, "text": "to be or not to be,", "title": "One", "line": 2},
        ],
        "shares": {"15": round(39 / 49, 4), "25": 0.0, "40": 0.0},
    }


def test_the_committed_longest_copies_stand_where_they_say_and_nothing_longer_does():
    parts, runs = shakespeare.split(), load_results(LONG)
    assert {*parts.validation, *parts.test} < set(runs)
    for found in runs.values():
        for copy in found["longest"]:
            assert len(copy["text"]) == copy["length"]
            assert copy["text"] in parts.train[copy["title"]]
    play = parts.test["The Tempest"]
    longest, _ = training_plays().longest(play[: play.index(runs["The Tempest"]["longest"][0]["text"]) + 1_000])
    assert longest.max() == runs["The Tempest"]["longest"][0]["length"]
