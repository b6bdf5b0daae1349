"""Recall: symbol, noise, question; nothing after the first step tells the answer."""

import pytest
import torch

from unrolled.datasets import recall
from unrolled.datasets.text import Vocabulary


@pytest.mark.parametrize("steps", [1, 2, 7, 200])
def test_a_symbol_then_noise_then_the_question(steps):
    ids, asked = recall.examples(400, steps, torch.Generator().manual_seed(0))
    assert ids.shape == (400, steps + 1)
    words = ["".join(recall.ALPHABET[k] for k in row) for row in ids]
    assert all(word[0] in recall.SYMBOLS for word in words)
    assert all(set(word[1:-1]) <= set(recall.NOISE) for word in words)
    assert {word[-1] for word in words} == {recall.QUESTION}
    assert [recall.ALPHABET[k] for k in asked] == [word[0] for word in words]
    assert len(set(asked.tolist())) == len(recall.SYMBOLS)


def test_symbols_are_equally_likely():
    _, asked = recall.examples(8000, 1, torch.Generator().manual_seed(1))
    counts = torch.bincount(asked)[-len(recall.SYMBOLS) :]
    assert counts.sum() == 8000
    assert counts.min() > 850
    assert recall.CHANCE == 1 / 8


def test_a_vocabulary_keeps_the_numbers():
    assert "".join(Vocabulary(recall.ALPHABET).characters) == recall.ALPHABET


def test_no_step_is_told():
    with pytest.raises(ValueError, match="at least 1 step after the symbol, not 0"):
        recall.examples(1, 0)
