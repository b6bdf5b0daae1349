"""Where words are cut: in scripts with marks, and in English as the shipped vectors and counts were made."""

import random
import re
import string

import pytest

from unrolled.datasets import english, word_counts
from unrolled.datasets.word_breaks import WORD, as_typed, composed, listed, spans, tokens
from unrolled.datasets.word_vectors import glove, ours

# How words were cut when the shipped vectors and results were made.
SHIPPED = re.compile(r"[^\W_]+(?:['’.\-_][^\W_]+)*")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The U.S. Navy didn't stop.", ["the", "u.s", "navy", "didn't", "stop"]),
        ("New_York is well-known: 3.14!", ["new_york", "is", "well-known", "3.14"]),
        ("1,000 at 10:30", ["1", "000", "at", "10", "30"]),
        ("“Don’t” — she said…", ["don’t", "she", "said"]),
        ("Кошка и 猫, àé", ["кошка", "и", "猫", "àé"]),
        ("_a_ -b- <b>", ["a", "b", "b"]),
        (" \n\t.,;", []),
        ("", []),
    ],
)
def test_words_are_cut_where_they_end(text, due):
    assert tokens(text) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("हिन्दी में लिखा", ["हिन्दी", "में", "लिखा"]),
        ("வணக்கம் உலகம்", ["வணக்கம்", "உலகம்"]),
        ("বাংলা ভাষা", ["বাংলা", "ভাষা"]),
        ("שָׁלוֹם צה״ל", ["שָׁלוֹם", "צה״ל"]),
        ("كِتَابٌ جَدِيدٌ", ["كِتَابٌ", "جَدِيدٌ"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("كتاب\u200f، بيت", ["كتاب", "بيت"]),
        ("İstanbul", ["i\u0307stanbul"]),
        ("col·lecció", ["col·lecció"]),
        ("zu\u00adcker Zucker", ["zucker", "zucker"]),
        ("e\u0301te\u0301 été", ["été", "été"]),
        ("x\u0307y", ["ẋy"]),
        ("我喜欢Python", ["我", "喜", "欢", "python"]),
        ("カタカナの本", ["カタカナ", "の", "本"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("ภาษาไทย", ["ภาษาไทย"]),
        ("👩\u200d🍳 cooks ½", ["cooks", "½"]),
    ],
)
def test_a_word_keeps_its_marks_and_joiners(text, due):
    assert tokens(text) == due


def test_where_words_stand_counts_the_characters_that_were_typed():
    text = "Ete\u0301 में e\u0301"
    assert list(spans(text)) == [(0, 4, "eté"), (5, 3, "में"), (9, 2, "é")]


def test_capitals_stay_where_they_are_asked_for():
    assert as_typed("Is New_York NEW?") == ["Is", "New_York", "NEW"]
    assert composed("E\u0301") == "É"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ice, Steam;well-known", ["ice", "Steam", "well-known"]),
        ("قط، كلب", ["قط", "كلب"]),
        ("猫、犬", ["猫", "犬"]),
        (" ,; ", []),
    ],
)
def test_a_list_may_have_the_commas_of_its_script(text, due):
    assert listed(text) == due


def test_in_ascii_both_ways_of_cutting_agree():
    chance = random.Random(0)
    for _ in range(2000):
        text = "".join(chance.choices(string.printable, k=60))
        assert as_typed(text) == WORD.findall(text) == SHIPPED.findall(text)


def test_english_is_cut_as_it_was_when_the_vectors_were_trained():
    lines = list(english.lines())
    some = [line for k, line in enumerate(lines) if k % 8 == 0 or not line.isascii()]
    assert len(some) > 20_000
    assert any(not line.isascii() for line in some)
    for line in some:
        assert tokens(line) == SHIPPED.findall(line.lower())


def test_the_words_of_shipped_counts_and_vectors_are_words_still():
    for words in (word_counts.counts().words, ours().vocabulary.words, glove().vocabulary.words):
        assert all(tokens(word) == [word] for word in words)
