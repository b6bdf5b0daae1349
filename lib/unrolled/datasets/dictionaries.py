"""Two dictionaries that are fetched, not shipped: GCIDE (English, after Webster 1913) and FOLDOC (computing).

With the English corpus they make the union of 8.6 million words that our
shipped vectors were trained on.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from unrolled.datasets import english, registry
from unrolled.runtime import UnrolledError

PACKAGES = {"gcide": "dict-gcide_0.48.5+nmu2_all.deb", "foldoc": "dict-foldoc_20230119-1_all.deb"}
MARKS = re.compile(r"\[[^\]]*\]|\\[^\\\n]*\\|[{}<>_]")  # sources, pronunciations, links


class PackageError(UnrolledError):
    """A package that is not of the form expected."""


def lines(name: str) -> Iterator[str]:
    """The entries of "gcide" or "foldoc", a paragraph a line.

    Raises:
        DownloadError: if the package cannot be had.
        PackageError: if it does not hold a dictionary.
    """
    return paragraphs(dictionary(registry.fetch(PACKAGES[name])))


def dictionary(package: Path) -> str:
    """The text of the dictionary inside a Debian package: an ``ar`` archive of ``tar`` archives, the text gzipped."""
    for member, content in archived(package.read_bytes()):
        if not member.startswith("data.tar"):
            continue
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for one in archive:
                if one.name.endswith(".dict.dz"):
                    return gzip.decompress(archive.extractfile(one).read()).decode("utf-8", "replace")
    raise PackageError(f"{package.name} holds no dictionary: fetch it anew.")


def archived(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and contents of an ``ar`` archive: headers of 60 bytes, name in the first 16, size in 10 from byte 48."""
    if not packed.startswith(b"!<arch>\n"):
        raise PackageError("This is no Debian package: fetch it anew.")
    place = 8
    while place + 60 <= len(packed):
        name, size = packed[place : place + 16].decode().strip(" /"), int(packed[place + 48 : place + 58])
        yield name, packed[place + 60 : place + 60 + size]
        place += 60 + size + size % 2


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs of an entry without their marks, each as one line."""
    for paragraph in re.split(r"\n\s*\n", text):
        line = " ".join(MARKS.sub(" ", paragraph).split())
        if line:
            yield line


def union() -> Iterator[str]:
    """All lines: the English corpus, then both dictionaries."""
    yield from english.lines()
    for name in PACKAGES:
        yield from lines(name)
