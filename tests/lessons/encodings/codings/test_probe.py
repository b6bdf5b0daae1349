"""A text under three codings: every number against arrays built the long way."""

import numpy as np
import pytest

from unrolled.datasets.hashing import BucketsError, bucket
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import EmptyCorpusError, WordVocabulary, tokens
from unrolled.lessons.encodings.codings import dataset as encodings
from unrolled.lessons.encodings.codings.probe import SHOWN, Encoder

VECTORS = WordVectors.of(
    ["the", "cat", "dog", "moon", "sat"],
    np.array([[1.0, 0, 2], [0, -3, 4], [5, 0, 0], [1, 1, 1], [2, 2, 0]]),
    "tiny",
)
TEXT = "The cat saw the dog. The dog saw a кошка!"


def arrays(own, buckets):
    words = tokens(TEXT)
    index = WordVocabulary.count([TEXT]) if own else VECTORS.vocabulary
    return (
        encodings.one_hot(words, index),
        encodings.hashed(words, buckets),
        encodings.dense(words, VECTORS),
    )


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("bag", [True, False])
@pytest.mark.parametrize("buckets", [1, 2, 3, 64, 2**20])
def test_bytes_and_zeros_are_those_of_the_arrays(own, bag, buckets):
    view = Encoder(TEXT, VECTORS).code(buckets, own=own, bag=bag)
    for coding, rows in zip((view.one_hot, view.hashing, view.dense), arrays(own, buckets), strict=True):
        stored = rows.sum(axis=0, keepdims=True) if bag else rows
        filled = np.nonzero(stored)[1].astype(np.int32)
        values = stored[stored != 0] if bag or coding.name == "dense" else np.array([])
        assert coding.size == stored.shape[1]
        assert coding.stored == stored.nbytes
        assert coding.sparse == filled.nbytes + values.astype(np.float32).nbytes
        assert coding.zeros == pytest.approx(1 - len(filled) / stored.size)


def test_what_must_be_kept_and_what_is_lost():
    own, shipped = (Encoder(TEXT, VECTORS).code(2, own=own, bag=False) for own in (True, False))
    assert own.running == 10
    assert own.different == 6
    assert own.words == ("the", "cat", "saw", "dog", "a", "кошка")
    assert own.one_hot.index == len("the\ncat\nsaw\ndog\na\nкошка\n".encode())
    assert (own.one_hot.uncoded, shipped.one_hot.uncoded, own.dense.uncoded) == (0, 3, 3)
    assert shipped.one_hot.places.tolist() == [0, 1, -1, 2, -1, -1]
    assert (own.hashing.index, own.hashing.table) == (0, 0)
    assert (shipped.one_hot.index, shipped.dense.index, shipped.dense.table) == (21, 21, 5 * 3 * 4)
    assert own.hashing.places.tolist() == [bucket(word, 2) for word in own.words]
    held = np.bincount(own.hashing.places)
    assert own.hashing.sharing == held[held > 1].sum() > 0
    assert own.one_hot.sharing == 0


def test_dense_vectors_have_length_one_or_are_not_there():
    view = Encoder(TEXT, VECTORS).code(2, own=True, bag=False)
    assert np.allclose(np.linalg.norm(view.vectors[[0, 1, 3]], axis=1), 1)
    assert np.isnan(view.vectors[[2, 4, 5]]).all()


def test_only_the_first_words_are_shown_and_all_are_counted():
    view = Encoder(" ".join(f"w{k}" for k in range(40)), VECTORS).code(4, own=True, bag=False)
    assert len(view.words) == len(view.hashing.places) == SHOWN
    assert view.different == 40
    assert view.hashing.sharing == 40


@pytest.mark.parametrize("bag", [True, False])
def test_a_text_that_no_vector_knows(bag):
    view = Encoder("猫 кошка", VECTORS).code(8, own=False, bag=bag)
    for coding in (view.one_hot, view.dense):
        assert (coding.stored, coding.sparse, coding.uncoded) == (0, 0, 2)
        assert np.isnan(coding.zeros)
    assert view.hashing.uncoded == 0


def test_one_word_is_enough_and_none_is_refused():
    assert Encoder("cat", VECTORS).code(2, own=True, bag=False).one_hot.zeros == 0
    for text in ("", "  \n", "?! ..."):
        with pytest.raises(EmptyCorpusError, match="type at least one"):
            Encoder(text, VECTORS)
    with pytest.raises(BucketsError):
        Encoder("cat", VECTORS).code(0, own=True, bag=False)
