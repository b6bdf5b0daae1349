"""Dictionaries inside Debian packages, and text8: read from small files of the same form."""

import gzip
import io
import tarfile
import zipfile

import pytest

from unrolled.datasets import dictionaries, registry
from unrolled.datasets.dictionaries import PackageError, archived, dictionary, paragraphs
from unrolled.datasets.language_text import LanguageTextError
from unrolled.lessons.analogies.text8 import dataset as text8


def member(name, content):
    head = f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n".encode()
    return head + content + b"\n" * (len(content) % 2)


@pytest.fixture
def package(tmp_path):
    text = gzip.compress(
        "Cat \\Cat\\, n. [OE.]\n   An animal of\n   the {genus} Felis.\n\n   [1913 Webster]\n\nnaïve".encode()
    )
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:xz") as archive:
        for name, content in (("./usr/share/doc/readme", b"no"), ("./usr/share/dictd/x.dict.dz", text)):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    path = tmp_path / "x.deb"
    path.write_bytes(b"!<arch>\n" + member("debian-binary", b"2.0\n1") + member("data.tar.xz/", data.getvalue()))
    return path


def test_a_dictionary_is_found_in_its_package(package):
    assert [name for name, _ in archived(package.read_bytes())] == ["debian-binary", "data.tar.xz"]
    assert list(paragraphs(dictionary(package))) == ["Cat , n. An animal of the genus Felis.", "naïve"]


def test_what_is_no_package_gets_one_sentence(tmp_path):
    path = tmp_path / "y.deb"
    path.write_bytes(b"hello")
    with pytest.raises(PackageError, match=rf"y\.deb is damaged at its dictionary: delete {path} and fetch it again"):
        dictionary(path)
    path.write_bytes(b"!<arch>\n" + member("debian-binary", b"2.0\n"))
    with pytest.raises(PackageError, match=r"y\.deb holds no dictionary"):
        dictionary(path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:200],
        lambda content: content.replace(b"data.tar.xz/", b"data.tar.xz\xff"),
        lambda content: content[:8] + content[8:].replace(b"5         `", b"many      `", 1),
        lambda content: content[:8] + content[8:].replace(b"5         `", b"-9        `", 1),
        lambda content: content[:-60],
        lambda content: content[:300] + bytes(50) + content[350:],
    ],
)
def test_a_damaged_package_is_named_with_what_to_do(package, damage):
    package.write_bytes(damage(package.read_bytes()))
    with pytest.raises(PackageError, match=r"x\.deb (is damaged at|holds no)|is not UTF-8 text") as error:
        dictionary(package)
    assert str(error.value).endswith(f"delete {package} and fetch it again.")


def test_a_dictionary_that_unpacks_to_more_than_it_can_have_is_refused(package, monkeypatch):
    monkeypatch.setattr(dictionaries, "MOST", 60)
    with pytest.raises(PackageError, match="unpacks to more than 60 bytes"):
        dictionary(package)


def test_both_dictionaries_are_in_the_registry(package, monkeypatch):
    assert all(registry.REGISTRY[name].verified for name in dictionaries.PACKAGES.values())
    monkeypatch.setattr(registry, "fetch", lambda name: package)
    monkeypatch.setattr(dictionaries.english, "lines", lambda: iter(["first"]))
    assert list(dictionaries.union()) == ["first", *2 * ["Cat , n. An animal of the genus Felis.", "naïve"]]


def test_text8_comes_in_lines_whatever_the_size_of_a_chunk(tmp_path, monkeypatch):
    words = [f"w{k}" for k in range(25)]
    with zipfile.ZipFile(tmp_path / "text8.zip", "w") as archive:
        archive.writestr("text8", " ".join(words))
    monkeypatch.setattr(text8, "LINE", 10)
    for chunk in (1, 7, 1000):
        monkeypatch.setattr(text8, "CHUNK", chunk)
        found = list(text8.lines(tmp_path / "text8.zip"))
        assert [len(line.split()) for line in found] == [10, 10, 5]
        assert " ".join(found).split() == words
    assert not registry.REGISTRY["text8.zip"].verified  # nobody could compute its hash


@pytest.mark.parametrize(("member", "content"), [("readme", b"x"), ("text8", b"\xff\xfe")])
def test_a_zip_without_text8_in_it_is_told(tmp_path, member, content):
    path = tmp_path / "text8.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    with pytest.raises(LanguageTextError, match=f"text8.*: delete {path} and fetch it again"):
        list(text8.lines(path))
    path.write_bytes(b"PK")
    with pytest.raises(LanguageTextError, match="damaged at text8"):
        list(text8.lines(path))
