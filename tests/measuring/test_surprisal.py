"""Surprisal: the mean is the loss, the places are right, bad text is told."""

import numpy as np
import pytest
import torch

from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.measuring import surprisal as probes
from unrolled.measuring.char_rnn import LONGEST_PROMPT, PromptError
from unrolled.models import CharRNN, NGram
from unrolled.training.losses import heldout_loss

VOCABULARY = Vocabulary("abcdefghijkl \n")


@pytest.fixture
def model():
    torch.manual_seed(2)
    return CharRNN(len(VOCABULARY), hidden=12, layers=2).eval()


def test_the_mean_surprisal_is_the_held_out_loss(model):
    text = "abba fled a\nbadge"
    read = probes.surprisal(model, VOCABULARY, text)
    nats = heldout_loss(model, [VOCABULARY.encode(text)])
    assert read.bits[1:].mean() * np.log(2) == pytest.approx(nats, abs=1e-5)
    assert read.cursor == read.bits.argmax()


def test_a_counting_model_can_be_read_the_same_way():
    text = "abcabcabcabc"
    ids = VOCABULARY.encode(text)
    read = probes.surprisal(NGram(ids, len(VOCABULARY), 3), VOCABULARY, text)
    np.testing.assert_allclose(read.bits[1:], NGram(ids, len(VOCABULARY), 3).nats(ids) / np.log(2), atol=1e-5)
    assert read.ranks[5] == 1
    assert read.candidates[5][0][0] == "c"
    assert all(len(candidates) == probes.SHOWN for candidates in read.candidates[1:])


def test_one_character_has_nothing_before_it(model):
    read = probes.surprisal(model, VOCABULARY, "a")
    assert (read.bits.tolist(), read.ranks.tolist(), read.candidates) == ([0], [0], ((),))
    assert probes.by_surprise(read) == [0]


def test_the_cursor_stays_inside(model):
    read = probes.surprisal(model, VOCABULARY, "abc")
    assert [probes.point_at(read, k).cursor for k in (-5, 1, 9)] == [0, 1, 2]


def test_places_by_surprise_leave_the_first_out(model):
    read = probes.surprisal(model, VOCABULARY, "abcdef")
    order = probes.by_surprise(read)
    assert sorted(order) == [1, 2, 3, 4, 5]
    assert list(read.bits[order]) == sorted(read.bits[1:], reverse=True)


@pytest.mark.parametrize(
    ("text", "error"), [("", PromptError), ("a" * (LONGEST_PROMPT + 1), PromptError), ("aß", UnknownCharacterError)]
)
def test_text_that_cannot_be_read(model, text, error):
    with pytest.raises(error):
        probes.surprisal(model, VOCABULARY, text)
