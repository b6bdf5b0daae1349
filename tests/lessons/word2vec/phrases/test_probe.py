"""Phrases: lists, curves, and a sentence joined, against plain counting."""

import numpy as np
import pytest

from unrolled.datasets.words import MemoryCorpus, UnknownWordError
from unrolled.lessons.word2vec.phrases import dataset as datasets
from unrolled.lessons.word2vec.phrases import probe as probes
from unrolled.lessons.word2vec.phrases.probe import Scored, SentenceError

LINES = ["new york city", "new york", "new york is new", "old york", "a city of a city of old"] * 3 + ["a b c"] * 12
CORPUS = MemoryCorpus.of(LINES)
WORDS = int(CORPUS.vocabulary.counts.sum())
TABLE = datasets.count(CORPUS)
SENTENCE = ("New", "York", "city", "zebra")


def shown(threshold=2.0, discount=0.0, **more):
    return probes.phrases(Scored(TABLE, discount), threshold, SENTENCE, **more)


@pytest.mark.parametrize("discount", [0, 1, 5, 50])
def test_the_list_falls_and_holds_what_is_above(discount):
    scored, scores = Scored(TABLE, discount), TABLE.scores(discount)
    for threshold in (-1.0, 0.5, 2.0, 4.0, 1000.0):
        listed = scored.listed(threshold)
        assert sorted(listed.tolist()) == np.flatnonzero(scores > threshold).tolist()
        assert (np.diff(scores[listed]) <= 0).all()
        assert scored.above(threshold) == (scores > threshold).sum()
        assert scored.share(threshold) == pytest.approx(2 * TABLE.together[scores > threshold].sum() / WORDS)


def test_a_score_that_is_the_threshold_is_not_above():
    scored = Scored(TABLE, 0)
    best = float(scored.scores.max())
    assert scored.above(best) == 0
    assert not any(
        gap.above for gap in scored.gaps(("new", "york"), float(scored.scores[TABLE.places[_ids("new york")]]))
    )


def _ids(words):
    return tuple(CORPUS.vocabulary.number(word) for word in words.split())


def test_a_row_in_numbers():
    view = shown(index=0, word="york")
    row = next(row for row in view.rows if row.name == "new_york")
    assert (row.together, row.alone) == (9, (12, 12))
    assert row.score == pytest.approx(9 * WORDS / 144)
    assert row.chance == pytest.approx(144 / WORDS)
    assert row.place == 1 + (TABLE.scores(0) > row.score).sum()
    assert row.rank == 1 + (CORPUS.vocabulary.counts > 9).sum()
    assert row.joined == (row.score > 2)


def test_pages_of_the_list(monkeypatch):
    monkeypatch.setattr(probes, "PAGE", 4)
    names = [TABLE.name(k) for k in Scored(TABLE, 0).listed(-1.0)]
    assert len(names) == len(TABLE) == 11
    for index in range(len(names) + 3):
        view = shown(threshold=-1.0, index=index)
        assert view.index == min(index, len(names) - 1)
        assert view.first == view.index // 4 * 4
        assert [row.name for row in view.rows] == names[view.first : view.first + 4]
        assert view.now.name == names[view.index]
        assert view.now.place == view.index + 1
    empty = shown(threshold=1e6)
    assert (empty.rows, empty.total, empty.index, empty.now) == ((), 0, 0, None)


def test_looking_for_a_word_shows_what_is_not_joined_too():
    view = shown(threshold=1e6, word="York")
    assert {row.name for row in view.rows} == {"new_york", "york_city", "york_is", "old_york"}
    assert not any(row.joined for row in view.rows)
    with pytest.raises(UnknownWordError, match="yorks"):
        shown(word="yorks")


def test_a_sentence_is_joined_from_left_to_right():
    gaps = shown(threshold=0.1).gaps
    assert [gap.above for gap in gaps] == [True, True, False]
    assert [gap.joined for gap in gaps] == [True, False, False]
    assert np.isnan(gaps[2].score)  # zebra is unknown
    assert gaps[0].score == pytest.approx(9 * WORDS / 144)
    assert not any(gap.joined for gap in shown(threshold=1e6).gaps)


@pytest.mark.parametrize(("text", "words"), [("", "two words"), ("one", "two words"), ("a b " * 99, "396 characters")])
def test_what_is_no_sentence_is_told(text, words):
    with pytest.raises(SentenceError, match=words):
        probes.split(text)


def test_words_of_a_sentence_keep_their_letters():
    assert probes.split("New York, it's <b>OK</b>") == ("New", "York", "it's", "b", "OK", "b")


def test_the_curves_are_the_counts_at_their_thresholds():
    view = shown()
    assert view.numbers.tolist() == [int((TABLE.scores(0) > t).sum()) for t in view.thresholds]
    assert (np.diff(view.shares) <= 0).all()


def test_scores_are_kept_for_a_table():
    assert probes.scored(TABLE, 3) is probes.scored(TABLE, 3)
    assert probes.scored(TABLE, 3) is not probes.scored(TABLE, 4)
