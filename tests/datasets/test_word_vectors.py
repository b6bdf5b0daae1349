"""Word vectors: packed to 8 bits and back, looked up, and the committed files."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from unrolled.datasets import analogy_questions, word_vectors
from unrolled.datasets.word_vectors import WordVectors, pack, unpack
from unrolled.datasets.words import UnknownWordError, WordVocabulary

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def few():
    vectors = np.random.default_rng(0).normal(size=(5, 7)) * np.array([1, 10, 0.1, 1, 0])[:, None]
    return WordVectors.of(WordVocabulary(["the", "naïve", "u.s", "new_york", "nothing"], [9, 5, 4, 2, 1]), vectors, "τ")


def test_packing_keeps_words_counts_and_directions(few):
    back = unpack(pack(few))
    assert back.vocabulary.words == few.vocabulary.words
    assert back.vocabulary.counts.tolist() == [9, 5, 4, 2, 1]
    assert back.about == "τ"
    error = np.abs(back.vectors - few.vectors).max(axis=1)
    assert (error <= np.abs(few.vectors).max(axis=1) / 254 * 1.001).all()  # half of one of 127 steps
    assert pack(few) == pack(back) == pack(unpack(pack(few)))


def test_units_have_length_one_and_no_length_stays_nothing(few):
    np.testing.assert_allclose(np.linalg.norm(few.units, axis=1), [1, 1, 1, 1, 0], atol=1e-6)


def test_a_word_is_found_in_any_case_and_an_unknown_one_is_named(few):
    np.testing.assert_array_equal(few.unit("The"), few.units[0])
    assert "naïve" in few
    with pytest.raises(UnknownWordError, match=r"“naive” is not among the 5 words here: did you mean “naïve”"):
        few.unit("naive")


def test_the_first_words_alone(few):
    two = few.first(2)
    assert two.vocabulary.words == ("the", "naïve")
    assert "u.s" not in two
    assert len(two) == len(two.units) == 2


def test_words_and_vectors_must_be_as_many():
    with pytest.raises(ValueError, match="2 words need as many vectors"):
        WordVectors.of(["a", "b"], np.zeros((3, 2)), "")


def test_the_code_names_the_committed_files():
    for file, sha256 in (
        (word_vectors.GLOVE, word_vectors.GLOVE_SHA256),
        (word_vectors.OURS, word_vectors.OURS_SHA256),
    ):
        assert hashlib.sha256((ROOT / "data" / file).read_bytes()).hexdigest() == sha256


def test_glove_holds_every_word_that_is_asked_and_cat_is_near_dog():
    glove = word_vectors.glove()
    assert len(glove) > 20_000
    assert glove.vectors.shape == (len(glove), 100)
    assert glove.vocabulary.words[0] == "the"
    assert all(word in glove for section in analogy_questions.sections() for four in section.questions for word in four)
    assert glove.unit("cat") @ glove.unit("dog") > glove.unit("cat") @ glove.unit("parliament") + 0.3
