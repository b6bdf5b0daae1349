"""Words of six kinds: each once, and known where the map is drawn."""

from collections import Counter

from unrolled.datasets import word_counts, word_vectors
from unrolled.lessons.word2vec.word_training.dataset import KINDS, kinds


def test_twelve_words_of_each_kind_and_none_twice():
    words = [word for word, _ in kinds()]
    assert len(set(words)) == len(words) == 72
    assert set(Counter(kind for _, kind in kinds()).values()) == {12}
    assert list(dict.fromkeys(kind for _, kind in kinds())) == list(KINDS)


def test_the_shipped_vectors_know_them_all():
    assert all(word in word_vectors.ours() and word in word_vectors.glove() for word, _ in kinds())


def test_the_corpus_has_each_of_them_often_enough_to_learn_it():
    counts = word_counts.counts()
    assert min(counts.counts[counts.number(word)] for word, _ in kinds()) >= 30
