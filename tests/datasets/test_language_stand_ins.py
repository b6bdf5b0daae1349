"""The two stand-ins as they are: sizes, types, and what the unigram baseline reaches."""

from collections import Counter

import numpy as np
import pytest

from unrolled.datasets.language_stand_ins import brown_split
from unrolled.datasets.language_tasks import load
from unrolled.datasets.language_text import reduced, unigram_loss
from unrolled.units import Loss


def test_brown_is_split_by_text_with_every_genre_in_every_part():
    parts = brown_split()
    assert [len(part) for part in parts] == [395, 54, 51]
    assert len({one.name for part in parts for one in part}) == 500
    for part in parts:
        genres = Counter(one.kind for one in part)
        half = Counter(one.kind for one in part[: len(part) // 2])
        assert len(genres) == 15
        assert all(abs(half[kind] - genres[kind] / 2) <= 1 for kind in genres)


@pytest.fixture(scope="module")
def brown():
    return load("brown words")


def test_brown_words_in_numbers(brown):
    assert (brown.kind, len(brown.tokens)) == ("words", 10_000)
    assert [len(row) for row in (brown.train, brown.valid, brown.test)] == [846_908, 115_437, 109_278]
    assert {row.dtype for row in (brown.train, brown.valid, brown.test)} == {np.dtype(np.int64)}
    assert brown.tokens[:6] == ("<unk>", "the", "<eos>", "of", "and", "to")
    assert (
        " ".join(brown.tokens[k] for k in brown.train[:10])
        == "1 <eos> introduction <eos> it has recently become practical to"
    )
    assert round(float((brown.train == 0).mean()), 4) == 0.0735
    assert round(float((brown.test == 0).mean()), 4) == 0.1005
    assert round(Loss(unigram_loss(brown)).perplexity, 1) == 492.4
    assert round(Loss(unigram_loss(brown, "valid")).perplexity, 1) == 506.5
    assert round(Loss(unigram_loss(reduced(brown, 100_000))).perplexity, 1) == 528.9


def test_shakespeare_characters_in_numbers():
    text = load("shakespeare characters")
    assert (text.kind, len(text.tokens)) == ("characters", 76)
    assert [len(row) for row in (text.train, text.valid, text.test)] == [4_361_470, 237_047, 187_981]
    assert text.train.dtype == np.int64
    assert "".join(text.tokens[k] for k in text.test[:6]) == "First "
    assert round(Loss(unigram_loss(text)).bits, 3) == 4.778
    assert round(Loss(unigram_loss(text, "valid")).bits, 3) == 4.783
