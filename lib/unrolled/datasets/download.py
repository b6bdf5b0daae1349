"""One download, within limits: so many bytes at most, and never slower than a slow line."""

from __future__ import annotations

import http.client
import time
from pathlib import Path

from tqdm import tqdm

SILENCE = 30  # seconds without an answer
PATIENCE, SLOWEST = 60, 30_000  # seconds that any file may take, and bytes a second from then on
CHUNK = 2**16  # bytes


class DamagedError(Exception):
    """What came is not the file: worth asking once more, it may have been an accident of the line."""


class RefusedError(Exception):
    """Nothing came, or nothing that could be the file: asking again would not help."""


def download(url: str, part: Path, *, most: int, progress: bool) -> None:
    """Write what an address serves to a file.

    Args:
        url: the address.
        part: the file.
        most: bytes it may have.
        progress: whether to show a bar.

    Raises:
        DamagedError: if it was cut short on the way.
        RefusedError: if there is no answer, another one than the file, or one that is too long or too slow.
        OSError: if the file cannot be written.
    """
    import requests  # only when something is fetched
    import urllib3

    faults = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError, OSError)
    # The bytes themselves, not compressed on the way: only then is the promised length the file's.
    headers = {"Accept-Encoding": "identity"}
    ends = time.monotonic() + PATIENCE + most / SLOWEST
    try:
        answer = requests.get(url, stream=True, timeout=SILENCE, headers=headers)
    except faults as error:
        raise RefusedError(f"did not answer ({type(error).__name__})") from None
    if not answer.ok:
        raise RefusedError(f"answered {answer.status_code}")
    with answer, part.open("wb") as file:
        promised, taken, late = _promised(answer.headers), 0, False
        read = getattr(answer.raw, "read1", answer.raw.read)  # what has come, without waiting for the whole piece
        with tqdm(total=promised, unit="B", unit_scale=True, disable=not progress) as bar:
            while promised is None or promised <= most:
                try:
                    piece = read(CHUNK)
                except urllib3.exceptions.ReadTimeoutError:
                    raise RefusedError(f"fell silent for {SILENCE} seconds") from None
                except faults:
                    raise DamagedError("cut short on the way") from None
                if not piece:
                    break
                taken += len(piece)
                late = time.monotonic() > ends
                if taken > most or late:
                    break
                file.write(piece)
                bar.update(len(piece))
    if max(taken, promised or 0) > most:
        raise RefusedError(f"sends more than the {most:,} bytes that the file can have")
    if late:
        raise RefusedError(f"is too slow: {taken:,} bytes in {PATIENCE + most / SLOWEST:,.0f} seconds")
    if promised is not None and taken < promised:
        raise DamagedError("cut short on the way")


def _promised(headers) -> int | None:
    """The length that the server gives, if it is one."""
    length = headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdecimal() else None
