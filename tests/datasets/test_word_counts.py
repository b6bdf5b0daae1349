"""Counts of English words: the committed table against the corpus itself, and the form of its file."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from unrolled.datasets import english, paths, word_counts
from unrolled.datasets.words import WordVocabulary, tokens

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ("walked", "harbour", "didn't", "u.s", "york", "voltaire")


def test_the_code_names_the_committed_file():
    assert hashlib.sha256((ROOT / "data" / word_counts.FILE).read_bytes()).hexdigest() == word_counts.SHA256


def test_counts_are_those_of_the_corpus():
    """Words of all frequencies; only lines that can hold them are cut into words, which is why this is quick."""
    lines = [line for line in english.lines() if any(word in line.lower() for word in SAMPLE)]
    due = Counter(word for line in lines for word in tokens(line) if word in SAMPLE)
    found = word_counts.counts()
    assert all(word in found for word in SAMPLE)
    assert {word: int(found.counts[found.number(word)]) for word in SAMPLE} == due


def test_words_come_by_frequency_five_times_or_more():
    counted = word_counts.counts()
    pairs = list(zip((-counted.counts).tolist(), counted.words, strict=True))
    assert pairs == sorted(pairs)
    assert counted.counts.min() == 5
    assert counted.words[:2] == ("the", "of")


def test_unpacking_is_the_inverse_of_packing():
    made = WordVocabulary(["the", "猫", "don't"], [7, 6, 6])
    back = word_counts.unpack(word_counts.pack(made))
    assert (back.words, back.counts.tolist()) == (made.words, made.counts.tolist())


def test_a_missing_file_gets_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    with pytest.raises(paths.CorpusError, match="counts of English words are missing"):
        word_counts.counts.__wrapped__()
