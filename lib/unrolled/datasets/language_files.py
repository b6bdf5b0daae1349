"""Read lines from the files of the language corpora: plain, in a zip file, or in a tar file inside a tar file.

Every reader yields line by line, so that no corpus is in memory as text, and nothing is unpacked to disk. Members are
found by their name without folder, since folders differ between packings.
"""

from __future__ import annotations

import io
import string
import tarfile
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

import numpy as np

from unrolled.datasets.archives import TooLongError, member_file, read_bounded, readable_errors
from unrolled.datasets.language_text import LanguageTextError

TEXT8 = " " + string.ascii_lowercase  # the 27 characters of text8
MOST = 100_000_000  # characters in the file
LONGEST = 50_000_000  # characters of a line: a whole novel may be one line
Found = TypeVar("Found")


def plain_lines(path: Path) -> Iterator[str]:
    """The lines of a text file.

    Raises:
        LanguageTextError: if it is not UTF-8 or empty. All readers here also raise it if an archive is damaged or
            lacks the member.
    """
    with readable_errors(path, path.name, LanguageTextError), path.open(encoding="utf-8", newline="\n") as file:
        yield from _lines(file, path, path.name)


@contextmanager
def zip_text(path: Path, member: str) -> Generator[IO[str]]:
    """A text in a zip file, open to be read."""
    with (
        readable_errors(path, member, LanguageTextError),
        zipfile.ZipFile(path) as archive,
        archive.open(_named(archive, member)) as file,
    ):
        yield io.TextIOWrapper(file, "utf-8", newline="\n")


def zip_lines(path: Path, member: str) -> Iterator[str]:
    """The lines of a text in a zip file."""
    with zip_text(path, member) as file:
        yield from _lines(file, path, member)


def tar_lines(path: Path, member: str) -> Iterator[str]:
    """The lines of a text in a compressed tar file."""
    with readable_errors(path, member, LanguageTextError), tarfile.open(path) as archive:
        yield from _lines(io.TextIOWrapper(_opened(archive, member), "utf-8", newline="\n"), path, member)


def nested_lines(path: Path, member: str) -> Iterator[str]:
    """The lines of all ``.txt`` files of a tar file that lies in a compressed tar file, in its order."""
    some = False
    with (
        readable_errors(path, member, LanguageTextError),
        tarfile.open(path) as outer,
        tarfile.open(fileobj=_opened(outer, member), mode="r:") as inner,
    ):
        for info in inner:
            if info.isfile() and info.name.endswith(".txt"):
                some = True
                yield from _bounded(io.TextIOWrapper(member_file(inner, info), "utf-8", newline="\n"))
    if not some:
        raise _wrong(path, f"{member} in {path.name} holds no text")


def text8_ids(path: Path) -> np.ndarray:
    """``(N,)`` int32 numbers in :data:`TEXT8` of the characters in a zip file's member ``text8``."""
    with (
        readable_errors(path, "text8", LanguageTextError),
        zipfile.ZipFile(path) as archive,
        archive.open(_named(archive, "text8")) as file,
    ):
        codes = np.frombuffer(read_bounded(file, MOST), np.uint8)
    table = np.full(256, -1, np.int32)
    table[list(TEXT8.encode())] = np.arange(len(TEXT8))
    ids = table[codes]
    if not len(ids) or ids.min() < 0:
        found = f"has {chr(codes[ids.argmin()])!r} in it, neither a letter nor a space" if len(ids) else "is empty"
        raise _wrong(path, f"text8 in {path.name} {found}")
    return ids


def _lines(file: IO[str], path: Path, name: str) -> Iterator[str]:
    some = False
    for line in _bounded(file):
        some = some or not line.isspace()
        yield line
    if not some:
        raise _wrong(path, f"{name} is empty")


def _bounded(file: IO[str]) -> Iterator[str]:
    """The lines of a file; a line that is too long is never in memory as a whole."""
    while line := file.readline(LONGEST):
        if len(line) == LONGEST:
            raise TooLongError(f"a line of more than {LONGEST:,} characters")
        yield line


def _named(archive: zipfile.ZipFile, member: str) -> str:
    return _found(((name, name) for name in archive.namelist()), member, Path(str(archive.filename)))


def _opened(archive: tarfile.TarFile, member: str) -> IO[bytes]:
    """An opened member; the archive is read only up to it, since hundreds of megabytes may follow."""
    files = ((info.name, info) for info in archive if info.isfile())
    return member_file(archive, _found(files, member, Path(str(archive.name))))


def _found(members: Iterable[tuple[str, Found]], member: str, path: Path) -> Found:
    for name, found in members:
        if name.rpartition("/")[2] == member:
            return found
    raise _wrong(path, f"{path.name} holds no {member}")


def _wrong(path: Path, what: str) -> LanguageTextError:
    return LanguageTextError(f"{what}: delete {path} and fetch it again.")
