"""Lines out of the files of the language corpora: plain, in a zip file, or in a tar file within a tar file.

Every reader yields line by line, so that no corpus is in memory as text, and nothing is unpacked to disk. Members are
found by their last name alone: folders differ between packings.
"""

from __future__ import annotations

import io
import string
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np

from unrolled.datasets.language_text import LanguageTextError

TEXT8 = " " + string.ascii_lowercase  # the 27 characters of text8
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError)


def plain_lines(path: Path) -> Iterator[str]:
    """The lines of a text file.

    Raises:
        LanguageTextError: if it is not UTF-8 or empty. So do all readers here, and if an archive is damaged or lacks
            the member.
    """
    with _faults_told(path, path.name), path.open("rb") as file:
        yield from _lines(file, path, path.name)


def zip_lines(path: Path, member: str) -> Iterator[str]:
    """The lines of a text in a zip file."""
    with _faults_told(path, member), zipfile.ZipFile(path) as archive, archive.open(_named(archive, member)) as file:
        yield from _lines(file, path, member)


def tar_lines(path: Path, member: str) -> Iterator[str]:
    """The lines of a text in a compressed tar file."""
    with _faults_told(path, member), tarfile.open(path) as archive:
        yield from _lines(_opened(archive, member), path, member)


def nested_lines(path: Path, member: str) -> Iterator[str]:
    """The lines of all ``.txt`` files of a tar file that lies in a compressed tar file, in its order."""
    some = False
    with (
        _faults_told(path, member),
        tarfile.open(path) as outer,
        tarfile.open(fileobj=_opened(outer, member), mode="r:") as inner,
    ):
        for info in inner:
            if info.isfile() and info.name.endswith(".txt"):
                some = True
                yield from io.TextIOWrapper(inner.extractfile(info), "utf-8", newline="\n")
    if not some:
        raise _wrong(path, f"{member} in {path.name} holds no text")


@contextmanager
def text8_file(path: Path) -> Iterator[IO[bytes]]:
    """The member ``text8`` of a zip file, open: a hundred million characters in one line."""
    with _faults_told(path, "text8"), zipfile.ZipFile(path) as archive, archive.open(_named(archive, "text8")) as file:
        yield file


def text8_ids(path: Path) -> np.ndarray:
    """``(N,)`` int32 numbers in :data:`TEXT8` of the characters of text8."""
    with text8_file(path) as file:
        codes = np.frombuffer(file.read(), np.uint8)
    table = np.full(256, -1, np.int32)
    table[list(TEXT8.encode())] = np.arange(len(TEXT8))
    ids = table[codes]
    if not len(ids) or ids.min() < 0:
        found = f"has {chr(codes[ids.argmin()])!r} in it, which is no letter and no blank" if len(ids) else "is empty"
        raise _wrong(path, f"text8 in {path.name} {found}")
    return ids


def _lines(file: IO[bytes], path: Path, name: str) -> Iterator[str]:
    some = False
    for line in io.TextIOWrapper(file, "utf-8", newline="\n"):
        some = some or not line.isspace()
        yield line
    if not some:
        raise _wrong(path, f"{name} is empty")


def _named(archive: zipfile.ZipFile, member: str) -> str:
    return _found(((name, name) for name in archive.namelist()), member, Path(archive.filename))


def _opened(archive: tarfile.TarFile, member: str) -> IO[bytes]:
    """A member; the archive is read only up to it, for behind it may lie hundreds of megabytes."""
    return archive.extractfile(
        _found(((info.name, info) for info in archive if info.isfile()), member, Path(archive.name))
    )


def _found(members: Iterable[tuple[str, object]], member: str, path: Path):
    for name, found in members:
        if name.rpartition("/")[2] == member:
            return found
    raise _wrong(path, f"{path.name} holds no {member}")


@contextmanager
def _faults_told(path: Path, name: str) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise _wrong(path, f"{name} is not UTF-8 text") from None
    except BROKEN:
        raise _wrong(path, f"{path.name} is damaged at {name}") from None


def _wrong(path: Path, what: str) -> LanguageTextError:
    return LanguageTextError(f"{what}: delete {path} and fetch it again.")
