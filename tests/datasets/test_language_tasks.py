"""The texts of Table 1, on small files of the same form."""

import io
import os
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from unrolled.datasets import language_tasks as module
from unrolled.datasets.language_tasks import available, load
from unrolled.datasets.language_text import LanguageTextError, PassageText
from unrolled.datasets.registry import REGISTRY, DownloadError

MIRROR = Path(os.environ.get("UNROLLED_MIRROR") or "nowhere")
PTB = {
    "ptb.train.txt": " the <unk> sat \n no it was n't the N \n",
    "ptb.valid.txt": " the N sat \n",
    "ptb.test.txt": " it was <unk> \n no \n",
}
WIKI = {
    "wiki.train.tokens": " \n = Café = \n \n the @-@ <unk> the \n",
    "wiki.valid.tokens": " Café the \n",
    "wiki.test.tokens": " \n the <unk> \n",
}
LAMBADA = {
    "lambada_test_plain_text.txt": "he said `` i had a baby\na dog and the dog\n",
    "lambada_development_plain_text.txt": "the baby had a dog\n",
    "readme.txt": "cite us",
    "lambada-vocab-2.txt": "``\t9\na\t7\nand\t2\nbaby\t5\ndog\t3\nhad\t4\nhe\t6\nsaid\t8\nthe\t9\n",
}
NOVELS = {"train-novels/Horror/b.txt": "a dog said\nthe unicorn\n", "train-novels/Adventure/a.txt": "he had a dog\n"}
PUBLIC = [name for name in module.NAMES if name not in module.STAND_INS]

pytestmark = pytest.mark.filterwarnings("ignore:.*is not verified")


def encoded(content):
    return content.encode() if isinstance(content, str) else content


def write_plain(mirror, files):
    for name, content in files.items():
        (mirror / name).write_bytes(encoded(content))


def write_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)


def tar_of(members, mode):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as file:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(encoded(content))
            file.addfile(info, io.BytesIO(encoded(content)))
    return packed.getvalue()


def write_wiki(mirror, changes=()):
    held = {name: content for name, content in {**WIKI, **dict(changes)}.items() if content is not None}
    fork = {"__MACOSX/wikitext-103/._wiki.train.tokens": "no text"}
    write_zip(mirror / "wikitext-103-v1.zip", fork | {f"wikitext-103/{name}": held[name] for name in held})


def write_lambada(mirror, changes=(), novels=NOVELS):
    held = {**LAMBADA, "train-novels.tar": tar_of(novels, "w"), **dict(changes)}
    held = {name: content for name, content in held.items() if content is not None}
    (mirror / "lambada-dataset.tar.gz").write_bytes(tar_of(held, "w:gz"))


def spelt(text, ids):
    return " ".join(text.tokens[k] for k in ids)


def test_ptb_as_words(mirror):
    write_plain(mirror, PTB)
    text = load("ptb words")
    assert (text.name, text.kind) == ("ptb words", "words")
    assert text.tokens == ("<eos>", "the", "<unk>", "N", "it", "n't", "no", "sat", "was")
    assert spelt(text, text.train) == "the <unk> sat <eos> no it was n't the N <eos>"
    assert spelt(text, text.valid) == "the N sat <eos>"
    assert spelt(text, text.test) == "it was <unk> <eos> no <eos>"
    assert {row.dtype for row in (text.train, text.valid, text.test)} == {np.dtype(np.int64)}


def test_ptb_as_characters(mirror):
    write_plain(mirror, PTB)
    text = load("ptb characters")
    assert text.kind == "characters"
    assert spelt(text, text.train[:15]) == "t h e _ < u n k > _ s a t <eos> n"
    assert spelt(text, text.test) == "i t _ w a s _ < u n k > <eos> n o <eos>"
    assert len(text.train) == sum(len(line.strip()) + 1 for line in PTB["ptb.train.txt"].splitlines())
    assert text.tokens[:3] == ("_", "t", "n")  # 7, 5 and 4 times


def test_the_real_ptb_has_the_published_counts(tmp_path, monkeypatch):
    if not all((MIRROR / file).is_file() for file in module.PTB):
        pytest.skip("UNROLLED_MIRROR names no folder that holds the files of PTB")
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    text = load("ptb words")
    assert [len(row) for row in (text.train, text.valid, text.test)] == [929_589, 73_760, 82_430]
    assert len(text.tokens) == 10_000


@pytest.mark.parametrize(("name", "word"), [("ptb words", "zebra"), ("ptb characters", "z")])
def test_a_word_of_the_test_that_training_lacks_is_named(mirror, name, word):
    write_plain(mirror, PTB | {"ptb.test.txt": " the zebra sat \n"})
    with pytest.raises(LanguageTextError, match=rf"“{word}” in ptb\.test\.txt is not in the vocabulary"):
        load(name)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", DownloadError, r"ptb\.valid\.txt could not be had .*it is empty"),
        (b" \n\n", LanguageTextError, r"ptb\.valid\.txt is empty: delete .*cache.*fetch it again"),
        (b"caf\xe9 \n", LanguageTextError, r"ptb\.valid\.txt is not UTF-8 text: delete"),
    ],
)
def test_an_empty_or_foreign_file_is_told(mirror, content, error, words):
    write_plain(mirror, PTB | {"ptb.valid.txt": content})
    with pytest.raises(error, match=words):
        load("ptb words")


def test_wikitext_ends_blank_lines_too(mirror):
    write_wiki(mirror)
    text = load("wikitext-103")
    assert text.kind == "words"
    assert spelt(text, text.train) == "<eos> = Café = <eos> <eos> the @-@ <unk> the <eos>"
    assert spelt(text, text.test) == "<eos> the <unk> <eos>"
    assert text.tokens == ("<eos>", "=", "the", "<unk>", "@-@", "Café")
    assert text.train.dtype == text.valid.dtype == text.test.dtype == np.int32


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"wiki.valid.tokens": None}, r"wikitext-103-v1\.zip holds no wiki\.valid\.tokens: delete .*fetch it again"),
        ({"wiki.test.tokens": ""}, r"wiki\.test\.tokens is empty"),
        ({"wiki.train.tokens": b"caf\xe9"}, r"wiki\.train\.tokens is not UTF-8 text"),
        ({"wiki.test.tokens": "the dog"}, r"“dog” in wiki\.test\.tokens is not in the vocabulary"),
    ],
)
def test_faults_of_a_zip_file_are_told(mirror, changes, words):
    write_wiki(mirror, changes)
    with pytest.raises(LanguageTextError, match=words):
        load("wikitext-103")


def damaged(whole):
    bad = bytearray(whole)
    bad[60:90] = b"\xff" * 30  # inside the first member
    return [whole[:-30], whole[: len(whole) // 2], b"hello", bytes(bad)]


@pytest.mark.parametrize("name", ["wikitext-103", "text8", "lambada"])
@pytest.mark.parametrize("k", range(4))
def test_a_damaged_archive_is_told(mirror, monkeypatch, name, k):
    write_zip(mirror / "wikitext-103-v1.zip", WIKI)
    write_zip(mirror / "text8.zip", {"text8": " the quick brown fox" * 50})
    write_lambada(mirror)
    assert load(name)
    (file,) = module.FILES[name]
    path = mirror.parent / "cache" / file
    path.write_bytes(damaged(path.read_bytes())[k])
    monkeypatch.setenv("UNROLLED_MIRROR", "")
    told = rf"{file} is damaged at .*: delete .* and fetch it again|{path}: it is not a (zip|tar) file"
    with pytest.raises((LanguageTextError, DownloadError), match=told):
        load(name)


def test_lambada_trains_on_novels_and_asks_for_last_words(mirror):
    write_lambada(mirror)
    text = load("lambada")
    assert isinstance(text, PassageText)
    assert text.tokens == ("<unk>", "<eos>", "``", "a", "and", "baby", "dog", "had", "he", "said", "the")
    assert spelt(text, text.train) == "a dog said <eos> the <unk> <eos> he had a dog <eos>"
    assert [(spelt(text, one.before), text.tokens[one.last]) for one in text.test] == [
        ("he said `` <unk> had a", "baby"),
        ("a dog and the", "dog"),
    ]
    assert [(spelt(text, one.before), text.tokens[one.last]) for one in text.valid] == [("the baby had a", "dog")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lambada-vocab-2.txt": None}, r"lambada-dataset\.tar\.gz holds no lambada-vocab-2\.txt"),
        ({"train-novels.tar": None}, r"lambada-dataset\.tar\.gz holds no train-novels\.tar"),
        ({"train-novels.tar": tar_of({"a.jpg": "x"}, "w")}, r"train-novels\.tar in .* holds no text"),
        ({"train-novels.tar": "hello"}, r"lambada-dataset\.tar\.gz is damaged at train-novels\.tar"),
        ({"train-novels.tar": tar_of({"a.txt": b"\xe9"}, "w")}, r"train-novels\.tar is not UTF-8 text"),
        ({"lambada_test_plain_text.txt": ""}, r"lambada_test_plain_text\.txt is empty"),
        ({"lambada_test_plain_text.txt": "a dog\n\na cat\n"}, r"“cat” in line 3 of lambada_test_plain_text\.txt"),
        ({"lambada_test_plain_text.txt": "dog\n"}, r"Line 1 of lambada_test_plain_text\.txt has one word, “dog”"),
    ],
)
def test_faults_of_lambada_are_told(mirror, changes, words):
    write_lambada(mirror, changes)
    with pytest.raises(LanguageTextError, match=words):
        load("lambada")


def test_text8_is_cut_by_place_into_90_5_and_5_parts(mirror):
    whole = "anarchism originated as a term of zq" * 10
    write_zip(mirror / "text8.zip", {"text8": whole})
    text = load("text8")
    assert (text.kind, len(text.tokens)) == ("characters", 27)
    assert [len(row) for row in (text.train, text.valid, text.test)] == [324, 18, 18]
    parts = (text.train, text.valid, text.test)
    assert "".join(text.tokens[k] for part in parts for k in part) == whole
    assert text.train.dtype == np.int32


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"text8": "two\nlines"}, r"text8 in text8\.zip has '\\n' in it"),
        ({"text8": ""}, r"text8 in text8\.zip is empty"),
        ({"text9": "abc"}, r"text8\.zip holds no text8"),
    ],
)
def test_faults_of_text8_are_told(mirror, members, words):
    write_zip(mirror / "text8.zip", members)
    with pytest.raises(LanguageTextError, match=words):
        load("text8")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_text_that_cannot_be_had_is_told_with_what_to_do(mirror, name, monkeypatch):
    file = module.FILES[name][0]
    assert REGISTRY[file].url.startswith("https://")
    assert not REGISTRY[file].verified
    monkeypatch.delenv("UNROLLED_MIRROR")
    with pytest.raises(DownloadError, match=rf"{file} could not be had \(UNROLLED_OFFLINE is set\): get it from https"):
        load(name)


@pytest.mark.parametrize("call", [load, available])
def test_an_unknown_text_is_told(call):
    with pytest.raises(LanguageTextError, match=r"no text 'enwik8': choose one of ptb words, .*shakespeare characters"):
        call("enwik8")


def test_what_is_at_hand_is_known_without_a_network(mirror, monkeypatch):
    monkeypatch.delenv("UNROLLED_OFFLINE")
    monkeypatch.setattr(module.registry, "download", lambda *_, **__: pytest.fail("asked the network"))
    assert [name for name in module.NAMES if available(name)] == list(module.STAND_INS)
    write_plain(mirror, {name: PTB[name] for name in module.PTB[:2]})
    assert not available("ptb words")
    write_plain(mirror, PTB)
    assert available("ptb words")
    assert available("ptb characters")
    load("ptb words")
    monkeypatch.setenv("UNROLLED_MIRROR", "https://example.org")
    assert available("ptb words")  # from the cache
    assert not available("text8")
