"""Co-occurrences: by hand, against a plain loop, and across the borders of pieces."""

import numpy as np
import pytest

from unrolled.datasets.words import END, MemoryCorpus, WordVocabulary
from unrolled.lessons.word2vec.glove_ratios import dataset as cooccurrence
from unrolled.lessons.word2vec.glove_ratios.dataset import Contexts, counted


def corpus(ids, words=5):
    return MemoryCorpus(WordVocabulary([f"w{k}" for k in range(words)]), np.array(ids, np.int32), len(ids))


def plain(ids, V, window, weighted):
    """Every pair of places, one after the other."""
    table = np.zeros((V, V))
    for i, a in enumerate(ids):
        for j in range(max(0, i - window), i):
            b = ids[j]
            if END not in ids[j : i + 1] and a < V and b < V:
                table[a, b] += 1 / (i - j) if weighted else 1
                table[b, a] += 1 / (i - j) if weighted else 1
    return table


def some_ids(count=300, seed=0):
    ids = np.random.default_rng(seed).integers(-1, 5, count)
    return ids.tolist()


def test_by_hand():
    found = counted(corpus([0, 1, 2, END, 2, 0, END]), 5, window=2)
    assert found[0].tolist() == [0, 1, 0.5 + 1, 0, 0]
    assert found[1].tolist() == [1, 0, 1, 0, 0]
    assert (found == found.T).all()


@pytest.mark.parametrize("window", [1, 3, 10])
@pytest.mark.parametrize("weighted", [True, False])
def test_against_a_plain_loop_with_rare_words_left_out(window, weighted):
    ids = some_ids()
    found = counted(corpus(ids), 3, window, weighted=weighted)
    assert found.shape == (3, 3)
    assert found == pytest.approx(plain(ids, 3, window, weighted), rel=1e-5)


@pytest.mark.parametrize("piece", [1, 2, 7, 50])
def test_windows_reach_over_the_borders_of_pieces(monkeypatch, piece):
    ids = some_ids(120, seed=3)
    whole = counted(corpus(ids), 5, 4)
    monkeypatch.setattr(cooccurrence, "PIECE", piece)
    assert counted(corpus(ids), 5, 4) == pytest.approx(whole, rel=1e-5)


@pytest.mark.parametrize("window", [1, 4, 400])
def test_contexts_of_a_word_are_a_row_of_the_table(window):
    ids = some_ids(seed=1)
    table, contexts = counted(corpus(ids), 5, min(window, 300), weighted=False), Contexts.of(corpus(ids))
    for word in range(5):
        assert contexts.around(word, window).tolist() == table[word].tolist()


def test_a_word_alone_on_its_line_has_no_context():
    assert Contexts.of(corpus([0, END, 1, END])).around(0, 10).sum() == 0
