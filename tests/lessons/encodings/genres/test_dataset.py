"""Passages and their splits; bags under each coding, by hand; the shipped classifiers."""

from collections import Counter

import numpy as np
import pytest

from unrolled.datasets.english import Document
from unrolled.datasets.hashing import BucketsError, bucket, sign
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.encodings.genres.dataset import (
    NoPassageError,
    dense_bags,
    hashed_bags,
    one_hot_bags,
    passages,
    principal,
    split_by_passage,
    split_by_text,
    typed_bag,
    vocabulary,
)
from unrolled.lessons.encodings.genres.dataset import classifiers as genre_classifiers
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifier, GenreClassifiers

LINES = tuple(f"word{k} and" for k in range(10))
DOCUMENTS = [Document("brown", f"t{k}", kind, LINES) for k, kind in enumerate(["humour"] * 3 + ["news"] * 20)]
BAGS = [Counter({"cat": 1, "dog": 3}), Counter({"dog": 1}), Counter({"newt": 2})]


@pytest.fixture
def found():
    return passages(DOCUMENTS, lines=3, least=2)


def test_passages_are_cut_in_a_row_and_a_short_rest_is_left_out(found):
    assert found.genres == ("news", "humour")  # A before R
    assert len(found.labels) == 23 * 3  # lines 1-3, 4-6, 7-9; the tenth alone is too short
    assert found.lines[1] == LINES[3:6]
    assert found.bags[1] == Counter({"word3": 1, "word4": 1, "word5": 1, "and": 3})
    assert found.labels[:9].tolist() == [1] * 9
    assert found.texts[:4].tolist() == [0, 0, 0, 1]
    assert len(passages(DOCUMENTS[:1], lines=3, least=1).labels) == 4


@pytest.mark.parametrize("seed", range(5))
def test_no_text_is_on_two_sides_and_each_genre_is_on_all(found, seed):
    sides = split_by_text(found, seed)
    assert sorted(np.concatenate(list(sides.values())).tolist()) == list(range(69))
    texts = [set(found.texts[numbers].tolist()) for numbers in sides.values()]
    assert sum(map(len, texts)) == len(set.union(*texts))
    assert [len(each) for each in texts] == [12 + 1, 4 + 1, 4 + 1]
    assert all(set(found.labels[numbers].tolist()) == {0, 1} for numbers in sides.values())


def test_seeds_give_other_splits_and_the_same_one_the_same(found):
    one, again, other = (split_by_text(found, seed)["test"].tolist() for seed in (0, 0, 1))
    assert one == again != other


def test_a_split_by_passage_leaks(found):
    sides = split_by_passage(found, 0)
    assert {name: len(numbers) for name, numbers in sides.items()} == {"training": 41, "validation": 14, "test": 14}
    assert set(found.texts[sides["test"]].tolist()) & set(found.texts[sides["training"]].tolist())


def test_the_vocabulary_counts_all_bags():
    assert vocabulary(BAGS, 2).words == ("dog", "newt")
    assert vocabulary(BAGS, 2).counts.tolist() == [4, 2]


def test_one_hot_bags_by_hand():
    coded = one_hot_bags(BAGS, WordVocabulary(["dog", "cat"]))
    both = np.array([np.log(4), np.log(2)])
    assert coded.dense() == pytest.approx(np.array([both / np.linalg.norm(both), [1, 0], [0, 0]]))
    assert coded.dense().dtype == np.float32


@pytest.mark.parametrize("signed", [False, True])
def test_hashed_bags_add_up_in_their_bucket(signed):
    for buckets in (1, 2, 8, 1000):
        due = np.zeros((3, buckets))
        for row, bag in enumerate(BAGS):
            for word, count in bag.items():
                due[row, bucket(word, buckets)] += np.log1p(count) * (sign(word) if signed else 1)
        due /= np.maximum(np.linalg.norm(due, axis=1, keepdims=True), 1e-12)
        assert hashed_bags(BAGS, buckets, signed=signed).dense() == pytest.approx(due, abs=1e-6)
    with pytest.raises(BucketsError):
        hashed_bags(BAGS, 0, signed=signed)


def test_words_of_opposite_signs_in_a_bucket_cancel():
    plus, minus = (next(w for w in map(str, range(99)) if sign(w) == s) for s in (1, -1))
    assert len(hashed_bags([{plus: 1, minus: 1}], 1, signed=True).values) == 0


def test_dense_bags_are_sums_at_length_one_without_unknown_words():
    vectors = WordVectors.of(["cat", "dog"], np.array([[1.0, 0], [0, 2]]), "two")
    coded = dense_bags([*BAGS, Counter()], vectors, vectors.vectors)
    sums = np.array([np.log(2), 2 * np.log(4)])
    assert coded == pytest.approx(np.array([sums / np.linalg.norm(sums), [0, 1], [0, 0], [0, 0]]))


def test_principal_directions_come_by_variance():
    wide = np.random.default_rng(0).normal(size=(200, 4)) * [1, 9, 0.1, 3] + 5
    vectors = WordVectors.of([str(k) for k in range(200)], wide, "")
    table = principal(vectors, 2)
    assert table.shape == (200, 2)
    assert abs(np.corrcoef(table[:, 0], wide[:, 1])[0, 1]) > 0.99
    assert abs(np.corrcoef(table[:, 1], wide[:, 3])[0, 1]) > 0.99
    whole = principal(vectors, 4)
    assert whole == pytest.approx(wide - wide.mean(axis=0), abs=1e-4)  # all of them: as they are


def test_a_text_without_words_is_told():
    assert typed_bag("The cat, the dog") == Counter({"the": 2, "cat": 1, "dog": 1})
    for text in ("", " … !?"):
        with pytest.raises(NoPassageError, match="no word"):
            typed_bag(text)


def test_classifiers_survive_their_file():
    weights = np.random.default_rng(0).normal(size=(3, 2)).astype(np.float32)
    made = GenreClassifiers(
        ("news", "science fiction"),
        {
            "one-hot": GenreClassifier(weights, np.array([1.0, -1]), WordVocabulary(["a", "ä", "don't"])),
            "dense": GenreClassifier(-weights, np.zeros(2)),
        },
        7,
    )
    read = genre_classifiers.unpack(genre_classifiers.pack(made))
    assert (read.genres, read.seed, list(read.by_coding)) == (made.genres, 7, ["one-hot", "dense"])
    assert read.by_coding["one-hot"].words.words == ("a", "ä", "don't")
    assert read.by_coding["dense"].words is None
    for coding, one in made.by_coding.items():
        assert read.by_coding[coding].weights == pytest.approx(one.weights, abs=float(np.abs(weights).max()) / 200)
        assert read.by_coding[coding].bias == pytest.approx(one.bias)


def test_the_shipped_ones_are_whole():
    shipped = genre_classifiers.genre_classifiers()
    assert {coding: len(one.weights) for coding, one in shipped.by_coding.items()} == {
        "one-hot": 4096, "hashed": 4096, "signed": 4096, "dense": 100,
    }  # fmt: skip
    assert len(shipped.by_coding["one-hot"].words) == 4096
    assert all(one.weights.shape[1] == len(one.bias) == len(shipped.genres) == 15 for one in shipped.by_coding.values())
