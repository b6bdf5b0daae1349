"""Read archives from outside, within size limits, and describe any damage in one sentence."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, OSError, EOFError,
    RuntimeError, NotImplementedError, ValueError, OverflowError, MemoryError,
)  # fmt: skip
PAGE = (b"<!doctype html", b"<html")  # how a web page begins


class TooLongError(ValueError):
    """A file unpacks to more bytes than allowed."""


@contextmanager
def readable_errors(path: Path, name: str, error: Callable[[str], Exception]) -> Generator[None]:
    """Turn errors that occur while a part of a file is read into one sentence.

    Args:
        path: of the file.
        name: of the part.
        error: makes the error from the sentence. Errors of that type pass unchanged.
    """
    try:
        yield
    except UnicodeDecodeError:
        raise error(f"{name} is not UTF-8 text: delete {path} and fetch it again.") from None
    except TooLongError as fault:
        raise error(f"{path.name} is damaged at {name} ({fault}): delete {path} and fetch it again.") from None
    except BROKEN as fault:
        if isinstance(error, type) and isinstance(fault, error):
            raise
        raise error(f"{path.name} is damaged at {name}: delete {path} and fetch it again.") from None


def member_file(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """A file in a tar archive, open to be read."""
    file = archive.extractfile(member)
    assert file is not None  # only folders and the like have no content
    return file


def read_bounded(file: IO[bytes] | io.BufferedIOBase, most: int) -> bytes:
    """All of an unpacked file.

    Raises:
        TooLongError: if it has more than ``most`` bytes; no more than that is ever in memory.
    """
    content = file.read(most + 1)
    if len(content) > most:
        raise TooLongError(f"it unpacks to more than {most:,} bytes")
    return content


def wrong_form(path: Path) -> str:
    """Check that a file has the format that its name promises; returns the fault in words, or an empty string.

    Only the start of the file is read, and the end of a zip file.
    """
    with path.open("rb") as file:
        if file.read(1024).lstrip().lower().startswith(PAGE):
            return "it is a web page, not the file"
    if path.suffix == ".zip":
        return "" if zipfile.is_zipfile(path) else "it is not a zip file"
    if ".tar" in path.suffixes or path.suffix == ".tgz":
        try:
            with tarfile.open(path) as archive:
                return "" if archive.next() else "it is an empty archive"
        except BROKEN:
            return "it is not a tar file, or a damaged one"
    return ""
