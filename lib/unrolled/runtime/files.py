"""Write files safely, and lock what only one process at a time may do.

A file is written under a temporary name and moved into place when complete, so that a killed process or a full disk
never destroys the last good one. Each writer has its own temporary file, so several may write one file at once: the
last to finish wins. To change a file that other processes change, too, hold its lock while reading and writing.
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

STALE = 3600  # seconds after which a temporary file must be the remains of a killed process


class FileError(UnrolledError):
    """A file or a folder cannot be read or written."""


class BusyError(UnrolledError):
    """Another process holds the lock."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is always either the old one or the complete new one.

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
    """Turn errors that occur while a file is written into one sentence.

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
    """Remove the temporary files that killed processes have left."""
    for part in path.parent.glob(f".{path.name}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > STALE:
                part.unlink()


@contextlib.contextmanager
def alone(lock: Path, busy: str, *, wait: float = 0) -> Generator[None]:
    """Hold a lock, which is released when its process ends.

    Args:
        lock: its file. It is never deleted, since another process might already have opened it.
        busy: the message if another process holds it, a whole sentence.
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
