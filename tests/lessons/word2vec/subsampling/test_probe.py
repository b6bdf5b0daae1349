"""Subsampling: chances, what stays, how far windows reach, and a passage."""

import numpy as np
import pytest

from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.subsampling import probe as probes
from unrolled.lessons.word2vec.subsampling.probe import PassageError, Sampler

LINES = ["the cat and the dog saw the old house by the sea", "a dog ran", "the the the sea"] * 40
VOCABULARY = MemoryCorpus.of(LINES).vocabulary


@pytest.fixture(scope="module")
def sampler():
    return Sampler(VOCABULARY, LINES)


def shown(sampler, threshold, text="The old dog\nsaw a zebra.", formula="paper", noise=0.5, **more):
    return probes.subsampling(sampler, text, threshold, formula, np.full(99, noise), **more)


def test_chances_by_both_formulas():
    shares = np.array([0.04, 0.0001])
    assert probes.keep_by_paper(shares, 0.0001).tolist() == pytest.approx([0.05, 1])
    assert probes.FORMULAS["program"](shares, 0.0001).tolist() == pytest.approx([(20 + 1) / 400, 1])


@pytest.mark.parametrize("formula", ["paper", "program"])
def test_what_stays_is_what_is_drawn(sampler, formula):
    view = shown(sampler, 0.01, formula=formula)
    chances = probes.FORMULAS[formula](VOCABULARY.shares(), 0.01)
    ids = np.repeat(np.arange(len(VOCABULARY)), VOCABULARY.counts)
    generator = np.random.default_rng(0)
    kept = np.concatenate([ids[generator.random(len(ids)) < chances[ids]] for _ in range(300)])
    assert len(kept) / 300 / len(ids) == pytest.approx(view.left, rel=0.01)
    assert (kept < 10).mean() == pytest.approx(view.top_after, rel=0.01)
    assert (ids < 10).mean() == pytest.approx(view.top_before)


def plainly(sampler, chances, window):
    """Distances to the last word of a window, by a loop over lines."""
    found, line = [], []
    for k, noise in zip([*sampler._ids, -1], [*sampler._noise, 0], strict=True):
        if k < 0:
            there = [place for place, kept in enumerate(line) if kept]
            found += [b - a for a, b in zip(there, there[window:], strict=False)]
            line = []
        else:
            line.append(noise < chances[k])
    return np.mean(found) if found else np.nan


@pytest.mark.parametrize("window", [1, 2, 5])
@pytest.mark.parametrize("chance", [1.0, 0.7, 0.3])
def test_windows_reach_as_far_as_a_plain_loop_finds(sampler, window, chance):
    chances = np.full(len(VOCABULARY), chance)
    assert sampler.reach(chances, window) == pytest.approx(plainly(sampler, chances, window), nan_ok=True)
    if chance == 1:
        assert sampler.reach(chances, window) == window


def test_where_nothing_is_left_no_window_reaches(sampler):
    assert np.isnan(sampler.reach(np.zeros(len(VOCABULARY))))


def test_a_lower_threshold_takes_more_and_never_gives_back(sampler):
    noise, before = np.random.default_rng(3).random(99), None
    for threshold in 10 ** np.arange(-1.0, -6, -0.5):
        view = probes.subsampling(sampler, LINES[0], threshold, "paper", noise)
        kept = {k for k, token in enumerate(view.tokens) if token.kept}
        assert before is None or (kept <= before[0] and view.left <= before[1])
        before = kept, view.left
    assert shown(sampler, 1.0).left == pytest.approx(1)


def test_words_of_a_passage(sampler):
    view = shown(sampler, 0.01, index=99)
    assert [view.text[t.start : t.start + t.length] for t in view.tokens] == ["The", "old", "dog", "saw", "a", "zebra"]
    assert [t.line for t in view.tokens] == [0, 0, 0, 1, 1, 1]
    assert [t.count for t in view.tokens] == [280, 40, 80, 40, 40, 0]
    assert [t.kept for t in view.tokens] == [t.chance > 0.5 for t in view.tokens]
    assert not view.tokens[-1].kept  # unknown
    assert view.index == 5


def test_the_window_around_a_word_is_of_its_line_and_of_those_that_stay(sampler):
    view = shown(sampler, 1.0, text="the cat saw a dog by the old sea\nthe house", index=0)
    assert view.around == (1, 2, 3, 4, 5)
    assert shown(sampler, 1.0, text=view.text, index=4).around == (0, 1, 2, 3, 5, 6, 7, 8)
    assert shown(sampler, 1.0, text=view.text, index=9).around == (10,)
    thinned = shown(sampler, 0.05, text=view.text, index=1)
    assert 0 not in thinned.around
    assert shown(sampler, 0.05, text=view.text, index=0).around == ()


@pytest.mark.parametrize(
    ("text", "words"), [("", "no word"), ("?!\n", "no word"), ("猫 zebra", "None of its words"), ("a " * 500, "1,000")]
)
def test_what_cannot_be_shown_is_told(text, words):
    with pytest.raises(PassageError, match=words):
        probes.read(text, VOCABULARY)
