"""Pairs of words: counts and scores by hand, joining from left to right, the committed table."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from unrolled.datasets import english, word_counts
from unrolled.datasets.paths import CorpusError
from unrolled.datasets.words import END, MemoryCorpus, tokens
from unrolled.lessons.word2vec.phrases import dataset as phrases

LINES = ["new york is new", "york new york city", "the city", "new york city", "ice"]


@pytest.fixture
def corpus():
    return MemoryCorpus.of(LINES)


def by_hand(lines):
    return Counter(pair for line in lines for pair in pairwise(tokens(line)))


def table(found):
    return {found.name(k): int(found.together[k]) for k in range(len(found))}


def sentences(corpus):
    words = [corpus.vocabulary.words[k] if k != END else "|" for k in corpus.ids]
    return " ".join(words).split(" |")[:-1]


def test_pairs_are_counted_within_lines(corpus):
    due = {f"{a}_{b}": n for (a, b), n in by_hand(LINES).items()}
    assert table(phrases.count(corpus)) == due
    assert due["new_york"] == 3
    assert "new_york" in due
    assert "city_the" not in due  # a line ends between them


def test_the_score_is_that_of_the_paper_times_the_words(corpus):
    found = phrases.count(corpus)
    place = list(table(found)).index("new_york")
    new, york, words = 4, 4, 14
    assert found.scores(0)[place] == pytest.approx(3 * words / (new * york))
    assert found.scores(1)[place] == pytest.approx(2 * words / (new * york))
    assert found.scores(5)[place] < 0


def test_pairs_become_words_from_left_to_right(corpus):
    joined = phrases.join(corpus, threshold=2, discount=0)
    scores = phrases.count(corpus).scores(0)
    above = {name for name, score in zip(table(phrases.count(corpus)), scores, strict=True) if score > 2}
    assert [line.split() for line in sentences(joined)] == [plainly(tokens(line), above) for line in LINES]
    assert joined.raw_words == corpus.raw_words


def plainly(words, above):
    out, k = [], 0
    while k < len(words):
        name = "_".join(words[k : k + 2])
        out.append(name if name in above else words[k])
        k += 2 if name in above else 1
    return out


@pytest.mark.parametrize("threshold", [0.5, 1.0, 2.0, 3.0, 100.0])
@pytest.mark.parametrize("seed", range(3))
def test_joining_equals_the_plain_loop_on_random_text(threshold, seed):
    generator = np.random.default_rng(seed)
    lines = [" ".join(generator.choice(list("aaabbcd"), generator.integers(0, 12))) for _ in range(40)]
    corpus = MemoryCorpus.of(lines)
    found = phrases.count(corpus)
    above = {name for name, s in zip(table(found), found.scores(0.5), strict=True) if s > threshold}
    joined = phrases.join(corpus, threshold=threshold, discount=0.5)
    assert [line.split() for line in sentences(joined)] == [plainly(tokens(line), above) for line in lines]
    counts = joined.vocabulary.counts
    assert counts.tolist() == np.bincount(joined.ids[joined.ids != END]).tolist()
    assert (np.diff(counts) <= 0).all()


def test_a_second_pass_makes_longer_phrases():
    corpus = MemoryCorpus.of(["new york city"] * 4 + ["of", "to", "in"] * 30)
    once = phrases.join(corpus, threshold=5, discount=0)
    assert sentences(once)[0].split() == ["new_york", "city"]
    assert sentences(phrases.join(once, threshold=5, discount=0))[0].split() == ["new_york_city"]


def test_every_second_hit_of_a_run():
    assert phrases.every_second(np.array([], bool)).tolist() == []
    assert phrases.every_second(np.ones(5, bool)).astype(int).tolist() == [1, 0, 1, 0, 1]
    assert phrases.every_second(np.array([0, 1, 1, 0, 1], bool)).astype(int).tolist() == [0, 1, 0, 0, 1]


def test_packing_and_unpacking(corpus):
    found = phrases.count(corpus)
    again = phrases.unpack(phrases.pack(found), corpus.vocabulary)
    assert table(again) == table(found)
    assert again.scores().tolist() == found.scores().tolist()
    assert found.places[corpus.vocabulary.number("new"), corpus.vocabulary.number("york")] == list(table(found)).index(
        "new_york"
    )


def test_what_is_worth_keeping():
    corpus = MemoryCorpus.of(["a b"] * 5 + ["c d"] * 4 + ["e"] * 100 + ["e e"])
    assert table(phrases.worth_keeping(phrases.count(corpus))) == {"a_b": 5}  # c_d is too rare, e_e scores too little


def test_a_missing_table_gets_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    with pytest.raises(CorpusError, match="pairs of words are missing"):
        phrases.bigrams.__wrapped__()


def test_the_committed_table_is_small_and_complete():
    held = phrases.bigrams()
    assert (held.together >= phrases.LEAST_COUNT).all()
    assert (held.scores(0) >= phrases.LEAST_SCORE).all()
    assert len(held.places) == len(held) == 67_668
    counts = word_counts.counts()
    for a, b, n in (("new", "york", 587), ("united", "states", 3_325), ("kuala", "lumpur", 9)):
        assert held.together[held.places[counts.number(a), counts.number(b)]] == n


def test_the_committed_counts_are_those_of_the_corpus():
    """Of every line with one of some words, counted plainly: about a second, without the whole corpus's 4 s."""
    wanted = ("lumpur", "york", "san")
    lines = [line for line in english.lines() if any(word in line.lower() for word in wanted)]
    vocabulary, held, plain = word_counts.counts(), phrases.bigrams(), Counter()
    for line in lines:
        plain.update(pairwise([word for word in tokens(line) if word in vocabulary]))
    for a, b in (("new", "york"), ("kuala", "lumpur"), ("san", "francisco"), ("san", "marino")):
        assert held.together[held.places[vocabulary.number(a), vocabulary.number(b)]] == plain[a, b] > 5
