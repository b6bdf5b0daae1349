"""A corpus: its parts as numbers, and that both of ours are made alike."""

import dataclasses

import pytest
import torch

from unrolled.datasets import shakespeare
from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import UnknownCharacterError, Vocabulary

SPLIT = Split({"One": "abca", "Two": "b"}, {"Three": "cc"}, {})
CORPUS = Corpus("2 texts", "texts", "texts.txt", "0" * 64, SPLIT, Vocabulary("abc"))


def test_each_part_is_its_texts_in_order_as_numbers():
    assert [ids.tolist() for ids in CORPUS.encoded("train")] == [[0, 1, 2, 0], [1]]
    assert [ids.tolist() for ids in CORPUS.encoded("validation")] == [[2, 2]]
    assert CORPUS.encoded("test") == []
    assert CORPUS.encoded("train")[0].dtype == torch.int64


def test_a_part_that_is_not_there_and_a_character_that_is_unknown():
    with pytest.raises(AttributeError, match="dev"):
        CORPUS.encoded("dev")
    small = dataclasses.replace(CORPUS, vocabulary=Vocabulary("ab"))
    with pytest.raises(UnknownCharacterError, match="“c” \\(place 3\\)"):
        small.encoded("train")


def test_it_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CORPUS.kind = "plays"
    with pytest.raises(dataclasses.FrozenInstanceError):
        SPLIT.train = {}


def test_the_plays_are_one():
    corpus = shakespeare.corpus()
    assert corpus.about == f"{len(corpus.split.train)} plays of Shakespeare"
    assert (corpus.kind, corpus.sha256) == ("plays", shakespeare.SHA256)
    assert corpus.split == shakespeare.split()
    assert corpus.vocabulary == shakespeare.vocabulary()
    for part in ("validation", "test"):
        for ids, text in zip(corpus.encoded(part), getattr(corpus.split, part).values(), strict=True):
            assert corpus.vocabulary.decode(ids) == text
