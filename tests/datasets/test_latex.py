"""The chapters as they come out of an archive, of which the tests bring a small one of their own."""

import io
import tarfile
import warnings

import pytest

from unrolled.datasets import latex
from unrolled.datasets.registry import DownloadError

CHAPTER = (
    "\\input{preamble}\n\\begin{document}\n\\tableofcontents\n\n\\section{%s}\nText of %s.\n\n\\input{chapters}\n\\end"
)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    path = tmp_path / "chapters.tar.xz"
    with tarfile.open(path, "w:xz") as files:
        for title in ("algebra", "schemes", "index", *latex.VALIDATION, *latex.TEST):
            content = (CHAPTER % (title, title)).encode()
            member = tarfile.TarInfo(f"stacks/{title}.tex")
            member.size = len(content)
            files.addfile(member, io.BytesIO(content))
        files.addfile(tarfile.TarInfo("stacks/COPYING"), io.BytesIO())
    monkeypatch.setattr(latex, "fetch", lambda name: path)
    latex.chapters.cache_clear()
    latex.corpus.cache_clear()
    yield path
    latex.chapters.cache_clear()
    latex.corpus.cache_clear()


def test_a_chapter_is_what_stands_between_its_contents_and_the_list_of_chapters(archive):
    assert latex.chapters()["algebra"] == "\\section{algebra}\nText of algebra.\n"
    assert "index" not in latex.chapters()


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
