"""Three codings as arrays, and formulas of bytes against real arrays."""

import numpy as np
import pytest

from unrolled.datasets.hashing import bucket
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.encodings.axis import dataset as word_axes
from unrolled.lessons.encodings.codings import dataset as encodings

WORDS = ["the", "cat", "saw", "the", "dog"]
INDEX = WordVocabulary(["the", "dog", "naïve", "cat"])
VECTORS = WordVectors.of(["dog", "the"], np.array([[3.0, 4.0, 0.0], [0.0, 1.0, 2.0]]), "tiny")


def test_one_hot_has_a_single_one_where_the_index_says():
    rows = encodings.one_hot(WORDS, INDEX)
    assert rows.dtype == np.float32
    assert rows.argmax(axis=1).tolist() == [0, 3, 0, 1]  # saw is not in the index
    assert rows.sum(axis=1).tolist() == [1, 1, 1, 1]


def test_hashing_needs_no_index():
    rows = encodings.hashed(WORDS, 7)
    assert rows.argmax(axis=1).tolist() == [bucket(word, 7) for word in WORDS]
    assert rows.shape == (5, 7)
    assert np.array_equal(rows.sum(axis=1), np.ones(5))


def test_dense_rows_come_from_the_table():
    assert encodings.dense(WORDS, VECTORS).tolist() == [[0, 1, 2], [0, 1, 2], [3, 4, 0]]


@pytest.mark.parametrize("rows", [encodings.one_hot(WORDS, INDEX), encodings.hashed(WORDS, 1000), VECTORS.vectors])
def test_bytes_are_those_of_real_arrays(rows):
    assert encodings.stored_bytes(*rows.shape) == rows.nbytes
    filled = rows[rows != 0]
    places = np.nonzero(rows)[1].astype(np.int32)
    assert encodings.place_bytes(len(filled), with_values=True) == places.nbytes + filled.nbytes
    assert encodings.place_bytes(len(filled), with_values=False) == places.nbytes


def test_the_index_is_counted_as_the_file_it_would_be(tmp_path):
    file = tmp_path / "index.txt"
    file.write_bytes("\n".join([*INDEX.words, ""]).encode())
    assert encodings.index_bytes(INDEX) == file.stat().st_size == 4 + 4 + 7 + 4


def test_examples_of_axes_have_two_ends_and_an_order():
    assert len({one.name for one in word_axes.EXAMPLES}) == len({one.ends for one in word_axes.EXAMPLES}) == 5
    for one in word_axes.EXAMPLES:
        assert len(one.ends.split()) == 2
        assert "<" in one.words
        assert not set(one.ends.split()) & set(one.words.split()) or one.name == "small–large"
