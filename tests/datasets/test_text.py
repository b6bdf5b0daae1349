"""Vocabulary, 1-of-N, windows."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from unrolled.datasets import text as texts
from unrolled.datasets.text import UnknownCharacterError, Vocabulary, one_hot, window_count, windows


@given(st.text(min_size=1))
def test_encode_and_decode_are_inverse(text):
    vocabulary = Vocabulary(text)
    ids = vocabulary.encode(text)
    assert ids.dtype == torch.int64
    assert vocabulary.decode(ids) == text
    assert sorted(set(text)) == list(vocabulary.characters)


def test_an_unknown_character_is_named_with_its_place():
    with pytest.raises(UnknownCharacterError, match=r"“é” \(place 4\) is not among the 3 characters") as error:
        Vocabulary("abc").encode("abcéa")
    assert (error.value.character, error.value.place) == ("é", 4)


def test_an_unknown_character_can_be_mapped():
    vocabulary = Vocabulary("abc?")
    assert vocabulary.decode(vocabulary.encode("axé", unknown="?")) == "a??"
    with pytest.raises(UnknownCharacterError, match="“!”"):
        vocabulary.encode("abc", unknown="!")


def test_a_vocabulary_needs_a_character():
    with pytest.raises(ValueError, match="empty"):
        Vocabulary("")


@pytest.mark.parametrize("ids", [[0, 3], [-1]])
def test_numbers_outside_are_refused(ids):
    with pytest.raises(IndexError, match="from 0 to 2"):
        Vocabulary("abc").decode(ids)


def test_one_hot():
    assert one_hot(torch.tensor([[2, 0]]), 3).tolist() == [[[0, 0, 1], [1, 0, 0]]]


@pytest.mark.parametrize(("length", "batch", "steps"), [(25, 2, 3), (24, 2, 3), (101, 4, 5), (7, 2, 3)])
def test_windows_by_formula(length, batch, steps):
    ids = torch.arange(length)
    found = list(windows(ids, batch, steps))
    assert len(found) == window_count(length, batch, steps) == (length - 1) // batch // steps
    for k, (x, y) in enumerate(found):
        assert x.shape == y.shape == (batch, steps)
        assert torch.equal(y, x + 1)  # the target is one character later
        if k:
            assert torch.equal(x[:, 0], found[k - 1][1][:, -1])  # rows go on where they stopped
    assert [x.tolist() for x, _ in windows(ids, batch, steps, start=1)] == [x.tolist() for x, _ in found[1:]]


def test_a_text_too_short_is_told():
    with pytest.raises(ValueError, match="at least 7 are needed"):
        next(windows(torch.arange(6), 2, 3))


def test_a_long_text_is_put_into_numbers_piece_by_piece(monkeypatch):
    monkeypatch.setattr(texts, "PIECE", 3)
    letters = Vocabulary("abc😀")
    assert letters.encode("abcab😀c").tolist() == [0, 1, 2, 0, 1, 3, 2]
    assert letters.encode("abcabxc", unknown="b").tolist() == [0, 1, 2, 0, 1, 1, 2]
    with pytest.raises(UnknownCharacterError, match="place 6"):
        letters.encode("abcabxc")
