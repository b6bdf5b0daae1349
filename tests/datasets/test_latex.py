"""The chapters as they come out of an archive, of which the tests bring a small one of their own."""

import hashlib
import io
import json
import tarfile
import warnings

import pytest

from unrolled.datasets import latex, latex_names, registry
from unrolled.datasets.paths import CorpusError, data_folder
from unrolled.datasets.registry import DownloadError

CHAPTER = (
    "\\input{preamble}\n\\begin{document}\n\\tableofcontents\n\n\\section{%s}\nText of %s.\n\n\\input{chapters}\n\\end"
)


KNOWN = ("algebra", *latex.TEST, "schemes", *latex.VALIDATION)


def pack(path, contents):
    with tarfile.open(path, "w:xz") as files:
        for name, content in contents.items():
            member = tarfile.TarInfo(f"stacks/{name}")
            member.size = len(content)
            files.addfile(member, io.BytesIO(content))


def sources(*titles):
    return {f"{title}.tex": (CHAPTER % (title, title)).encode() for title in titles}


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """As the public one: with chapters that ours lack, and files that are none."""
    path = tmp_path / "chapters.tar.xz"
    pack(path, sources("coding", "weil", "index", *reversed(KNOWN)) | {"COPYING": b""})
    monkeypatch.setattr(latex, "fetch", lambda name: path)
    monkeypatch.setattr(latex, "CHAPTERS", KNOWN)
    whole = "".join(f"\\section{{{title}}}\nText of {title}.\n" for title in KNOWN)
    monkeypatch.setattr(latex, "SHA256", hashlib.sha256(whole.encode()).hexdigest())
    latex.chapters.cache_clear()
    latex.corpus.cache_clear()
    yield path
    latex.chapters.cache_clear()
    latex.corpus.cache_clear()


def test_a_chapter_is_what_stands_between_its_contents_and_the_list_of_chapters(archive):
    assert latex.chapters()["algebra"] == "\\section{algebra}\nText of algebra.\n"


def test_the_chapters_are_those_of_the_list_whatever_else_an_archive_holds(archive):
    assert tuple(latex.chapters()) == KNOWN


def test_the_list_is_that_of_the_names_and_holds_what_is_held_out():
    assert len(latex.CHAPTERS) == 112
    assert latex_names.names().chapters == latex.CHAPTERS
    assert set(latex.VALIDATION + latex.TEST) < set(latex.CHAPTERS)
    assert not {"coding", "curves", "weil"} & set(latex.CHAPTERS)


@pytest.mark.parametrize(
    "changed",
    [sources(*KNOWN[1:]), sources(*KNOWN) | {"algebra.tex": (CHAPTER % ("algebra", "others")).encode()}],
)
def test_other_chapters_are_refused(archive, changed):
    pack(archive, changed)
    with pytest.raises(CorpusError, match=rf"in {archive} are not the 7 .*: delete the file and fetch it again"):
        latex.chapters()


@pytest.mark.parametrize("content", [CHAPTER.encode() + b"\xe9", b"x" * (latex.MOST + 1)])
def test_a_chapter_that_is_no_such_text_is_told(archive, content):
    pack(archive, sources(*KNOWN) | {"algebra.tex": content})
    with pytest.raises(CorpusError, match=f"delete {archive} and fetch it again"):
        latex.chapters()


@pytest.mark.parametrize("content", [b"", b"<html>", b"cut"])
def test_a_damaged_archive_is_named(archive, content):
    archive.write_bytes(archive.read_bytes()[:200] if content == b"cut" else content)
    with pytest.raises(CorpusError, match=f"damaged at its chapters: delete {archive} and fetch it again"):
        latex.chapters()


def test_the_corpus_names_the_archive_that_was_read(archive):
    corpus = latex.corpus()
    assert (corpus.file, corpus.sha256) == (archive.name, hashlib.sha256(archive.read_bytes()).hexdigest())


def test_the_shipped_network_was_trained_on_the_archive_of_the_registry():
    known = registry.REGISTRY[latex.FILES[0]]
    card = json.loads((data_folder() / "checkpoints" / "latex_2x512.json").read_text())
    assert card["corpus"] == {"file": latex.FILES[0], "sha256": known.sha256}
    assert card["about"].endswith(f"{112 - 5} chapters of the Stacks project")
    assert card["chapters"] == {"validation": list(latex.VALIDATION), "test": list(latex.TEST)}


def test_the_mirror_at_hand_holds_these_chapters(monkeypatch):
    if not registry.at_hand(latex.FILES[0]):
        pytest.skip(f"no mirror folder with {latex.FILES[0]}: set UNROLLED_MIRROR to one")
    latex.chapters.cache_clear()
    assert tuple(latex.chapters()) == latex.CHAPTERS


def test_the_parts_are_whole_chapters_and_disjoint(archive):
    corpus = latex.corpus()
    assert list(corpus.split.train) == ["algebra", "schemes"]
    assert tuple(corpus.split.validation) == latex.VALIDATION
    assert tuple(corpus.split.test) == latex.TEST
    assert corpus.about == "2 chapters of the Stacks project"
    [algebra, _] = corpus.encoded("train")
    assert corpus.vocabulary.decode(algebra) == corpus.split.train["algebra"]


def test_without_a_mirror_the_public_archive_is_asked_for(archive, monkeypatch):
    asked = []

    def fetch(name):
        asked.append(name)
        if len(asked) == 1:
            raise DownloadError("no mirror")
        return archive

    monkeypatch.setattr(latex, "fetch", fetch)
    latex.chapters()
    assert asked == list(latex.FILES)


def test_where_nothing_can_be_had_the_error_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.undo()
    latex.chapters.cache_clear()
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    monkeypatch.delenv("UNROLLED_MIRROR", raising=False)
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    with warnings.catch_warnings(), pytest.raises(DownloadError, match="UNROLLED_MIRROR"):
        latex.chapters()
