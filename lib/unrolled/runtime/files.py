"""The one writer of files, and the lock for what one process at a time may do.

A file is written beside its place and moved there when whole, so that a killed process or a full disk never costs the
last good one. Each writer has a part of its own, so that several may write one file at once: the last to finish wins.
Whoever changes a file that others change too holds its lock while reading and writing.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Generator
from pathlib import Path

from filelock import FileLock, Timeout

from unrolled.runtime import UnrolledError

STALE = 3600  # seconds after which a part is what a killed process has left


class FileError(UnrolledError):
    """A file or a folder cannot be read or written."""


class BusyError(UnrolledError):
    """Another process is at it."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one, never half of it.

    Raises:
        FileError: if the disk is full or the folder cannot be written; the old file, if any, is as it was.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def writing(path: Path) -> Generator[None]:
    """Say in a sentence what keeps a file from being written.

    Raises:
        FileError: if the disk is full or the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        kept = " Its last good version is still there." if path.is_file() else ""
        raise FileError(
            f"{path} could not be written ({error.strerror or error}): make room, or see that the folder may be "
            f"written to, and give the same command again.{kept}"
        ) from None


def _sweep(path: Path) -> None:
    """Remove the parts that killed processes have left."""
    for part in path.parent.glob(f".{path.name}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > STALE:
                part.unlink()


@contextlib.contextmanager
def alone(lock: Path, busy: str, *, wait: float = 0) -> Generator[None]:
    """Hold a lock, which dies with its process.

    Args:
        lock: its file, which stays; removed, it could not be told from another process's.
        busy: what to say if another process holds it, a whole sentence.
        wait: seconds to wait for it.

    Raises:
        BusyError: if another process holds it.
        FileError: if the lock's file cannot be made.
    """
    held = FileLock(lock)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        held.acquire(timeout=wait)
    except Timeout:
        raise BusyError(busy) from None
    except (OSError, NotImplementedError) as error:
        raise FileError(
            f"{lock} cannot be used as a lock ({getattr(error, 'strerror', None) or error}): see that the folder may "
            "be written to."
        ) from None
    try:
        yield
    finally:
        held.release()
