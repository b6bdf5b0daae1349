"""Texts to model: tokens, their numbers, shorter texts, and the unigram baseline by hand."""

import math

import numpy as np
import pytest

from unrolled.datasets import language_text as module
from unrolled.datasets.language_text import LanguageText, LanguageTextError, Passage, PassageText

TEXT = LanguageText("t", "words", np.array([0, 0, 0, 1]), np.array([0]), np.array([0, 1, 2]), ("a", "b", "c"))


def test_words_and_characters_end_each_line():
    lines = [" no it was n't\n", "\n", "<unk>  N\r\n"]
    assert list(module.words(lines)) == ["no", "it", "was", "n't", "<eos>", "<eos>", "<unk>", "N", "<eos>"]
    assert list(module.characters([" no it \n", "\n", "<unk>\n"])) == [*"no_it", "<eos>", "<eos>", *"<unk>", "<eos>"]


def test_the_most_frequent_type_is_number_0_and_equal_counts_go_by_the_alphabet():
    ids, tokens = module.training_ids(iter("banana"))
    assert tokens == ("a", "n", "b")
    assert ids.tolist() == [2, 0, 1, 0, 1, 0]
    assert ids.dtype == np.int32
    assert module.training_ids("cbacba")[1] == ("a", "b", "c")
    assert module.training_ids([])[1] == ()


def test_a_row_longer_than_a_block_is_numbered_and_counted_as_a_whole(monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 4)
    ids, tokens = module.training_ids("mississippi")
    assert tokens == ("i", "s", "p", "m")
    assert "".join(tokens[k] for k in ids) == "mississippi"
    assert module.type_counts(ids, 5).tolist() == [4, 4, 2, 1, 0]


def test_the_types_of_a_text_are_those_of_its_first_part():
    text = module.text_of_lines("t", "words", [("train", ["b a b"]), ("valid", ["a"]), ("test", ["b"])])
    assert (text.tokens, text.train.tolist(), text.test.tolist()) == (("b", "<eos>", "a"), [0, 2, 0, 1], [0, 1])
    with pytest.raises(LanguageTextError, match="“c” in the last"):
        module.text_of_lines("t", "words", [("train", ["a"]), ("valid", ["a"]), ("the last", ["c"])])


def test_a_held_out_type_must_be_known():
    numbers = {"a": 0, "b": 1}
    assert module.held_out_ids("abba", numbers, "the test").tolist() == [0, 1, 1, 0]
    with pytest.raises(LanguageTextError, match="“z” in the test is not in the vocabulary"):
        module.held_out_ids("abz", numbers, "the test")


def test_a_reduced_text_keeps_vocabulary_and_held_out_parts():
    short = module.reduced(TEXT, 2)
    assert short.train.tolist() == [0, 0]
    assert (short.valid is TEXT.valid, short.test is TEXT.test, short.tokens) == (True, True, TEXT.tokens)
    assert len(module.reduced(TEXT, 100).train) == 4
    with pytest.raises(ValueError, match="keep at least 1"):
        module.reduced(TEXT, 0)


def test_the_unigram_baseline_by_hand():
    assert module.unigram_shares(TEXT.train, 3) == pytest.approx([3.5 / 5.5, 1.5 / 5.5, 0.5 / 5.5])
    by_hand = -sum(math.log(share / 5.5) for share in (3.5, 1.5, 0.5)) / 3
    assert module.unigram_loss(TEXT) == pytest.approx(by_hand)
    assert module.unigram_loss(TEXT, "valid") == pytest.approx(-math.log(3.5 / 5.5))


def test_of_a_passage_only_the_last_word_is_scored():
    passages = (Passage(np.array([0, 0, 0]), 1), Passage(np.array([1]), 2))
    text = PassageText("p", "words", TEXT.train, (), passages, TEXT.tokens)
    assert module.unigram_loss(text) == pytest.approx(-(math.log(1.5 / 5.5) + math.log(0.5 / 5.5)) / 2)
    with pytest.raises(ValueError, match="'valid' of p has no token"):
        module.unigram_loss(text, "valid")
