"""Words: their numbers and counts, and corpora in memory and on disk."""

import numpy as np
import pytest

from unrolled.datasets import words
from unrolled.datasets.words import (
    END,
    DiskCorpus,
    EmptyCorpusError,
    MemoryCorpus,
    UnknownWordError,
    WordVocabulary,
    encode_lines,
    nearest_spellings,
)
from unrolled.runtime.files import FileError

TEXT = ["the cat and the dog", "the end", "", "and"]


def test_numbers_go_by_frequency_then_by_alphabet():
    vocabulary = WordVocabulary.count(TEXT)
    assert vocabulary.words == ("the", "and", "cat", "dog", "end")
    assert vocabulary.counts.tolist() == [3, 2, 1, 1, 1]
    assert vocabulary.shares().tolist() == [3 / 8, 2 / 8, 1 / 8, 1 / 8, 1 / 8]
    assert len(vocabulary) == 5
    assert [vocabulary.number(word) for word in vocabulary.words] == list(range(5))


def test_rare_words_and_those_beyond_the_largest_number_are_left_out():
    assert WordVocabulary.count(TEXT, least=2).words == ("the", "and")
    assert WordVocabulary.count(TEXT, largest=3).words == ("the", "and", "cat")
    assert "cat" not in WordVocabulary.count(TEXT, least=2)


def test_words_can_be_asked_for_in_capitals_and_unknown_ones_get_spellings():
    vocabulary = WordVocabulary(["Paris", "the", "kitten"])
    assert vocabulary.number("THE") == 1
    assert vocabulary.number("Paris") == 0
    with pytest.raises(
        UnknownWordError, match=r"“kiten” is not among the 3 words here: did you mean “kitten”\?"
    ) as told:
        vocabulary.number("kiten")
    assert (told.value.word, told.value.spellings) == ("kiten", ("kitten",))
    assert WordVocabulary(["café"]).number("Cafe\u0301") == 0  # e and its accent, typed apart
    with pytest.raises(UnknownWordError, match="try another word"):
        vocabulary.number("猫")


def test_nearest_spellings_come_best_first():
    assert nearest_spellings("Berlim", ["berlin", "merlin", "bern", "berliner", "paris"])[0] == "berlin"
    assert len(nearest_spellings("aaaa", [f"aaa{k}" for k in range(9)], count=2)) == 2


def test_a_vocabulary_says_what_it_cannot_be():
    with pytest.raises(EmptyCorpusError, match="no word to learn from"):
        WordVocabulary([])
    for names, counts in ((["a", "a"], [1, 2]), (["a", "b"], [1])):
        with pytest.raises(ValueError, match="each word once"):
            WordVocabulary(names, counts)


def test_unknown_words_are_left_out_and_counted_as_read():
    vocabulary = WordVocabulary(["the", "and"])
    ids, raw = encode_lines(TEXT, vocabulary)
    assert ids.tolist() == [0, 1, 0, END, 0, END, END, 1, END]
    assert ids.dtype == np.int32
    assert raw == 8
    assert vocabulary.encode(["and", "dog", "the"]).tolist() == [1, 0]


def test_a_corpus_in_memory():
    corpus = MemoryCorpus.of(TEXT, least=2)
    assert corpus.ids.tolist() == [0, 1, 0, END, 0, END, END, 1, END]
    assert (corpus.numbers, corpus.raw_words) == (9, 8)
    assert [piece.tolist() for piece in corpus.pieces(4)] == [[0, 1, 0, END], [0, END, END, 1], [END]]


@pytest.mark.parametrize("block", [1, 2, 100])
def test_a_corpus_on_disk_is_the_one_in_memory(monkeypatch, tmp_path, block):
    monkeypatch.setattr(words, "BLOCK", block)
    memory = MemoryCorpus.of(TEXT, least=2)
    disk = DiskCorpus.write(tmp_path / "ids", lambda: iter(TEXT), least=2)
    assert disk.vocabulary.words == memory.vocabulary.words
    assert (disk.numbers, disk.raw_words) == (memory.numbers, memory.raw_words)
    for size in (1, 4, 50):
        assert [one.tolist() for one in disk.pieces(size)] == [one.tolist() for one in memory.pieces(size)]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [([], "no word to learn from"), (["..."], "no word to learn from"), (["one one", "One"], "a single word, “one”")],
)
def test_texts_without_two_words_are_refused(tmp_path, lines, sentence):
    for make in (MemoryCorpus.of, lambda given: DiskCorpus.write(tmp_path / "ids", lambda: given)):
        with pytest.raises(EmptyCorpusError, match=sentence):
            make(lines)


def test_a_corpus_for_which_there_is_no_room_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="words could not be written"):
        DiskCorpus.write(tmp_path / "file" / "words", lambda: ["one two three two"])


def test_a_corpus_in_another_order_has_the_same_lines(monkeypatch):
    monkeypatch.setattr(words, "BLOCK", 16)
    corpus = MemoryCorpus.of([f"a{k} " * (k % 4) for k in range(30)])
    order = [(7 * k) % 30 for k in range(30)]
    lines = [ids.tolist() for ids in np.split(corpus.ids, np.flatnonzero(corpus.ids == END) + 1)][:-1]
    assert corpus.shuffled(order).ids.tolist() == [number for k in order for number in lines[k]]
