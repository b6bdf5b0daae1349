"""The folders of the project's committed files, and functions that read a corpus among them."""

from __future__ import annotations

import hashlib
import io
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

from unrolled.runtime import UnrolledError


def data_folder() -> Path:
    """The repository's ``data/`` folder, or the one named by ``UNROLLED_DATA``."""
    named = os.environ.get("UNROLLED_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


def runs_folder() -> Path:
    """The repository's ``runs/`` folder, beside ``data/``: unfinished trainings, and locks."""
    return data_folder().parent / "runs"


class CorpusError(UnrolledError):
    """A corpus is missing or damaged."""


def committed_bytes(file: str, sha256: str, what: str) -> bytes:
    """A file of ``data/``, checked.

    Args:
        file: its name there.
        sha256: of the file.
        what: its content, named in errors, such as "plays".

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    path = data_folder() / file
    repair = f"restore it with `git checkout data/{file}`"
    try:
        packed = path.read_bytes()
    except OSError:
        raise CorpusError(f"The {what} are missing ({path}): {repair}.") from None
    if hashlib.sha256(packed).hexdigest() != sha256:
        raise CorpusError(f"The {what} are damaged ({path} has another SHA-256): {repair}.")
    return packed


def committed_text(file: str, sha256: str, what: str) -> str:
    """The text in a compressed file of ``data/``, its name ending in ``.xz``; see :func:`committed_bytes`."""
    return lzma.decompress(committed_bytes(file, sha256, what)).decode()


def committed_lines(file: str, sha256: str, what: str) -> Iterator[str]:
    """The lines of such a text, one at a time, for texts too large for memory twice; see :func:`committed_text`."""
    with lzma.open(io.BytesIO(committed_bytes(file, sha256, what))) as packed:
        yield from io.TextIOWrapper(packed, encoding="utf-8", newline="\n")
