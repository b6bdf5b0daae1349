"""A corpus that goes round, and how much of it a budget of seconds affords."""

import numpy as np
import pytest

from unrolled.datasets.words import MemoryCorpus, WordVocabulary
from unrolled.lessons.word2vec.word_training import recipe as word_training
from unrolled.lessons.word2vec.word_training.recipe import MARGIN, TRIAL, Rounds, affordable, pace
from unrolled.training.word2vec import Recipe, start, train


@pytest.fixture(scope="module")
def corpus():
    ids = np.random.default_rng(0).integers(-1, 12, 500).astype(np.int32)
    words = WordVocabulary([f"w{k}" for k in range(12)], np.bincount(ids[ids >= 0], minlength=12))
    return MemoryCorpus(words, ids, 480)


@pytest.mark.parametrize("passes", [0.01, 0.5, 1, 2.3])
@pytest.mark.parametrize("size", [7, 500, 20_000])
def test_the_row_goes_round_and_ends_where_it_should(corpus, passes, size):
    rounds = Rounds(corpus, passes)
    row = np.concatenate(list(rounds.pieces(size)))
    assert len(row) == rounds.numbers == round(passes * 500)
    assert row.tolist() == np.tile(corpus.ids, 3)[: len(row)].tolist()
    assert rounds.raw_words == round(passes * 480)
    assert max(map(len, rounds.pieces(size))) <= size


def test_two_rounds_train_as_two_passes(corpus):
    recipe = Recipe(size=8, epochs=2)
    plain, round_about = start(corpus, recipe), start(corpus, Recipe(size=8, epochs=1))
    for _ in train(plain, corpus):
        pass
    events = list(train(round_about, Rounds(corpus, 2)))
    assert np.array_equal(plain.inputs, round_about.inputs)
    assert events[-1].share == 1


def test_the_pace_is_a_pace_and_trains_nothing_of_ours(corpus):
    state = corpus.ids.copy()
    found = pace(corpus, Recipe(size=8), seconds=0.02)
    assert 1e3 < found < 1e9
    assert np.array_equal(state, corpus.ids)


def test_the_first_run_compiles_and_is_not_counted(corpus, monkeypatch):
    runs = []

    def spy(run, on, **named):
        runs.append(on)
        return train(run, on, **named)

    monkeypatch.setattr(word_training, "train", spy)
    pace(corpus, Recipe(size=8), seconds=0.01)
    assert isinstance(runs[0], MemoryCorpus)
    assert 0 < len(runs[0].ids) <= word_training.WARM
    assert isinstance(runs[1], Rounds)


def test_seconds_afford_passes(corpus):
    assert affordable(corpus, 480.0, 10) == pytest.approx(MARGIN * (10 - TRIAL))
    assert affordable(corpus, 48_000.0, 10) == pytest.approx(100 * affordable(corpus, 480.0, 10))
    assert affordable(corpus, 1e-9, 10) > 0
