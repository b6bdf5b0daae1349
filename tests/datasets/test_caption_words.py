"""Captions as numbers, by hand."""

import pytest
import torch

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import MARKS, UNSCORED, CaptionVocabulary
from unrolled.models.captioner.decoders import END, START
from unrolled.training import loop

CAPTIONS = ["a red car", "a blue car", "a car", "zebra"]


def test_words_are_ordered_by_count_then_by_alphabet_behind_the_marks():
    words = CaptionVocabulary.of(CAPTIONS)
    assert words.words == ("<start>", "<end>", "a", "car", "blue", "red", "zebra")
    assert len(words) == 7
    assert (words.words[START], words.words[END]) == MARKS


def test_rare_words_can_be_left_out():
    assert CaptionVocabulary.of(CAPTIONS, least=2).words == (*MARKS, "a", "car")


def test_windows_by_hand():
    words = CaptionVocabulary.of(CAPTIONS)
    inputs, targets = words.windows(["a red car", "zebra", ""])
    assert inputs.tolist() == [[0, 2, 5, 3], [0, 6, 1, 1], [0, 1, 1, 1]]
    assert targets.tolist() == [
        [2, 5, 3, 1],
        [6, 1, UNSCORED, UNSCORED],
        [1, UNSCORED, UNSCORED, UNSCORED],
    ]
    assert inputs.dtype == targets.dtype == torch.int64


def test_an_unknown_word_is_read_as_the_end_and_never_asked_for():
    words = CaptionVocabulary.of(CAPTIONS, least=2)
    inputs, targets = words.windows(["a green car"])
    assert inputs.tolist() == [[0, 2, 1, 3]]
    assert targets.tolist() == [[2, UNSCORED, 3, 1]]


def test_what_is_not_scored_is_what_the_loop_does_not_score():
    assert UNSCORED == loop.UNSCORED


def test_numbers_become_text_without_marks():
    words = CaptionVocabulary.of(CAPTIONS)
    assert words.text([0, 2, 5, 3, 1, 1]) == "a red car"
    assert words.text([]) == ""


def test_all_training_captions_come_back():
    captions = emoji.training().captions
    words = CaptionVocabulary.of(captions)
    assert len(words) == 1547
    assert words.words[2:5] == ("a", "with", "skin")
    inputs, targets = words.windows(captions)
    assert inputs.shape == targets.shape == (4765, 15)
    assert [words.text(row) for row in inputs.tolist()] == list(captions)
    assert [words.text(row) for row in targets.tolist()] == list(captions)
    assert ((targets == END).sum(dim=1) == 1).all()


def test_a_word_twice_is_refused():
    with pytest.raises(ValueError, match="each word once"):
        CaptionVocabulary(["a", "car", "a"])
