"""The English corpus: counts, form, and how it is rebuilt."""

import hashlib
import io
import re
from pathlib import Path

import pytest

import build_english
from unrolled.datasets import english, paths
from unrolled.datasets.english import Document
from unrolled.datasets.words import END

ROOT = Path(__file__).resolve().parents[2]


def test_counts_are_those_of_the_sources_table():
    row = next(line for line in (ROOT / "data" / "SOURCES.md").read_text().splitlines() if english.FILE in line)
    for source in english.SOURCES:
        texts = [one for one in english.documents() if one.source == source]
        assert f"{sum(len(one.lines) for one in texts):,}" in row
        assert texts
    assert len(english.brown()) == 500
    assert len({one.kind for one in english.brown()}) == 15


def test_the_code_names_the_committed_file():
    assert hashlib.sha256((ROOT / "data" / english.FILE).read_bytes()).hexdigest() == english.SHA256


def test_a_missing_corpus_gets_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    with pytest.raises(paths.CorpusError, match=r"English texts are missing"):
        next(english.documents())


def test_no_tags_or_marks_are_left():
    lines = [line for document in english.brown()[::50] for line in document.lines]
    assert not any(re.search(r"/(nn|at|in|vb)\b|``|''", line) for line in lines)
    assert any(line.startswith('"') for line in lines)


def test_unpacking_is_the_inverse_of_packing():
    made = (Document("brown", "ca01", "news", ("One.", "Two.")), Document("wordnet", "verb", "verb", ()))
    assert tuple(english.unpack(io.StringIO(english.pack(made)))) == made


def test_lines_can_be_of_one_source(monkeypatch):
    made = (
        Document("brown", "a", "news", ("one two one", "two")),
        Document("factbook", "b", "europe", ("two one", "three")),
    )
    monkeypatch.setattr(english, "documents", lambda: iter(made))
    assert list(english.lines()) == ["one two one", "two", "two one", "three"]
    assert list(english.lines("factbook")) == ["two one", "three"]


def test_the_corpus_mixes_all_lines_and_counts_all_words(monkeypatch):
    made = (Document("brown", "a", "news", tuple(f"one two w{k}" for k in range(50))),)
    monkeypatch.setattr(english, "documents", lambda: iter(made))
    corpus = english.corpus.__wrapped__(least=2)
    assert corpus.vocabulary.words == ("one", "two")
    assert corpus.ids.tolist() == 50 * [0, 1, END]
    assert corpus.raw_words == 150
    alone = english.corpus.__wrapped__(least=1)
    assert sorted(alone.ids[2::4]) == list(range(2, 52))
    assert alone.ids[2::4].tolist() != sorted(alone.ids[2::4])


def test_a_synset_becomes_its_words_and_its_gloss():
    words = "true_cat 0 cat(a) 1 c 0 d 0 e 0 f 0 g 0 h 0 i 0 j 0"
    row = f'00001740 03 n 0a {words} 003 @ 1 n 0000 | a "cat" purrs;  it does  '
    assert build_english.synset(row) == 'true cat, cat, c, d, e, f, g, h, i, j: a "cat" purrs; it does'


def test_a_field_of_the_factbook_reads_as_its_page():
    held = {"name": {"text": "Paris"}, "note": {"text": "on the  Seine"}}
    assert " ".join(build_english.leaves(held)) == "name: Paris note: on the  Seine"


def test_a_sentence_of_brown_loses_its_tags():
    row = "\tThe/at jury/nn said/vbd ``/`` no/at evidence/nn ''/'' (/( yet/rb )/) ,/, and/or/cc ./.\n"
    assert build_english.untagged(row) == 'The jury said "no evidence" (yet), and/or.'
