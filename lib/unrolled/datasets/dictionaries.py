"""Two dictionaries that are fetched, not shipped: GCIDE (English, after Webster 1913) and FOLDOC (computing).

Together with the English corpus they are the 8.6 million words on which our
shipped vectors were trained.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from unrolled.datasets import english, registry
from unrolled.datasets.archives import member_file, read_bounded, readable_errors
from unrolled.runtime import UnrolledError

PACKAGES = {"gcide": "dict-gcide_0.48.5+nmu2_all.deb", "foldoc": "dict-foldoc_20230119-1_all.deb"}
MOST = 200_000_000  # bytes of a dictionary, which has some 40 million
MARKS = re.compile(r"\[[^\]]*\]|\\[^\\\n]*\\|[{}<>_]")  # sources, pronunciations, links


class PackageError(UnrolledError):
    """A package that does not have the expected form."""


def lines(name: str) -> Iterator[str]:
    """The entries of "gcide" or "foldoc", a paragraph a line.

    Raises:
        DownloadError: if the package cannot be fetched.
        PackageError: if it does not hold a dictionary.
    """
    return paragraphs(dictionary(registry.fetch(PACKAGES[name])))


def dictionary(package: Path) -> str:
    """The text of the dictionary inside a Debian package: an ``ar`` archive of ``tar`` archives, the text gzipped.

    Raises:
        PackageError: if it is damaged or holds none.
    """
    with readable_errors(package, "its dictionary", PackageError):
        for member, content in archived(package.read_bytes()):
            if not member.startswith("data.tar"):
                continue
            with tarfile.open(fileobj=io.BytesIO(content)) as archive:
                for one in archive:
                    if one.isfile() and one.name.endswith(".dict.dz"):
                        packed = read_bounded(member_file(archive, one), MOST)
                        with gzip.open(io.BytesIO(packed)) as file:
                            return read_bounded(file, MOST).decode("utf-8", "replace")
    raise PackageError(f"{package.name} holds no dictionary: delete {package} and fetch it again.")


def archived(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and contents of an ``ar`` archive: headers of 60 bytes, name in the first 16, size in 10 from byte 48.

    Raises:
        ValueError: if it is not such an archive, or is cut short.
    """
    if not packed.startswith(b"!<arch>\n"):
        raise ValueError("no Debian package")
    place = 8
    while place + 60 <= len(packed):
        name, size = packed[place : place + 16].decode().strip(" /"), int(packed[place + 48 : place + 58])
        if not 0 <= size <= len(packed) - place - 60:
            raise ValueError("cut short")
        yield name, packed[place + 60 : place + 60 + size]
        place += 60 + size + size % 2


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of an entry without their markup, each as one line."""
    for paragraph in re.split(r"\n\s*\n", text):
        line = " ".join(MARKS.sub(" ", paragraph).split())
        if line:
            yield line


def union() -> Iterator[str]:
    """All lines: the English corpus, then both dictionaries."""
    yield from english.lines()
    for name in PACKAGES:
        yield from lines(name)
