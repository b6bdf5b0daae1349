"""What is new in a text: against brute force, and by hand."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from unrolled.datasets.text import Vocabulary
from unrolled.measuring.char_rnn import gumbel_noise
from unrolled.measuring.novelty import DEPTH, Corpus, microscope, novelty, share_inside
from unrolled.models import CharRNN

PLAYS = {"One": "A:\nto be or not to be,\nthat is the question\n", "Two": "B:\nwhat is the answer?\n"}


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text("abc\n", min_size=1, max_size=40), min_size=1, max_size=3), st.text("abcd\n", max_size=30))
def test_the_longest_passage_is_the_one_brute_force_finds(texts, sample):
    plays = {str(k): text for k, text in enumerate(texts)}
    corpus = Corpus(plays)
    lengths, places = corpus.longest(sample)
    for start, (length, place) in enumerate(zip(lengths.tolist(), places.tolist(), strict=True)):
        rest = sample[start:]
        due = max(n for n in range(len(rest) + 1) if any(rest[:n] in text for text in texts))
        assert length == due
        if length:
            title, line = corpus.where(place)
            offset = place - int(corpus._starts[int(title)])
            assert plays[title][offset : offset + length] == rest[:length]
            assert line == 1 + plays[title][:offset].count("\n")


def test_no_passage_reaches_from_one_play_into_the_next():
    lengths, _ = Corpus({"a": "abcdefghij", "b": "klmnop"}).longest("ijkl\0ij")
    assert lengths.max() == 2


def test_copies_are_told_with_title_line_and_what_follows():
    found = novelty(Corpus(PLAYS), "He said: that is the question, and left.", copied=10)
    (copy,) = found.copies
    assert (copy.start, copy.length, copy.title, copy.line) == (9, 20, "One", 3)
    assert copy.after == "\n"
    assert found.copied == pytest.approx(20 / 40)
    assert found.longest == copy


def test_shares_by_hand():
    found = novelty(Corpus(PLAYS), "to be or xx be or")
    assert found.words == 5  # the last one may be cut
    assert found.real_words == pytest.approx(4 / 5)
    assert found.unknown_words == ("xx",)
    assert novelty(Corpus(PLAYS), "abcabcabcabc", repeated=3).repeated == pytest.approx(7 / 10)
    unseen = novelty(Corpus(PLAYS), "to be!", copied=3).unseen
    assert unseen[4] == pytest.approx(1 / 3)  # "to b", "o be" are known, " be!" is not


def test_a_word_that_the_prompt_began_is_whole():
    assert novelty(Corpus(PLAYS), "stion is", before="the que").unknown_words == ()


@pytest.mark.parametrize("text", ["", "z"])
def test_next_to_nothing(text):
    found = novelty(Corpus(PLAYS), text)
    assert (found.copies, found.copied, found.repeated) == ((), 0, 0)
    assert found.longest is None


def test_an_empty_corpus_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        Corpus({"a": ""})


def test_too_many_characters_are_refused():
    with pytest.raises(ValueError, match="too many"):
        Corpus({"a": "".join(map(chr, range(256, 256 + int(2 ** (63 / DEPTH)) + 2)))})


def test_the_microscope_shares_its_noise():
    vocabulary = Vocabulary("".join(PLAYS.values()))
    torch.manual_seed(0)
    model = CharRNN(len(vocabulary), hidden=8, layers=1).eval()
    taus = torch.tensor([0.0, 0.8, 0.8])
    view = microscope(
        model, vocabulary, Corpus(PLAYS), vocabulary.encode("to "), gumbel_noise(0, 20, len(vocabulary)), taus
    )
    greedy, one, other = view.passages
    assert one == other != greedy
    assert [passage.temperature for passage in view.passages] == [0, 0.8, 0.8]
    assert greedy.entropy == 0
    assert len(one.text) == 20
    assert np.isfinite(one.entropy)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("abc\n", min_size=1, max_size=30), min_size=1, max_size=3), st.text("abc", max_size=12))
def test_all_places_of_a_passage(texts, passage):
    corpus = Corpus({str(k): text for k, text in enumerate(texts)})
    joined = "\0".join(texts)
    due = [k for k in range(len(joined)) if passage and joined.startswith(passage, k)]
    assert corpus.places(passage).tolist() == due


def test_the_lines_around_a_passage_stay_inside_its_play():
    corpus = Corpus({"One": "a\nb\nc\nthis is it\nd\ne\nf", "Two": "one line"})
    (place,) = corpus.places("is is")
    assert corpus.around(int(place), 5, 2) == ("b\nc\nth", "is is", " it\nd\ne")
    assert corpus.around(int(place), 5, 9) == ("a\nb\nc\nth", "is is", " it\nd\ne\nf")
    (place,) = corpus.places("line")
    assert corpus.around(int(place), 4) == ("one ", "line", "")


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 8))
def test_the_share_inside_is_that_of_marked_characters(lengths, least):
    lengths = np.minimum(np.array(lengths, dtype=np.int64), np.arange(len(lengths), 0, -1))
    marked = np.zeros(len(lengths), dtype=bool)
    for start, length in enumerate(lengths.tolist()):
        if length >= least:
            marked[start : start + length] = True
    assert share_inside(lengths, least) == pytest.approx(marked.mean() if len(marked) else 0)
