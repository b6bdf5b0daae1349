"""Download one file, with limits on its size and on the time it may take."""

from __future__ import annotations

import http.client
import time
from pathlib import Path

from tqdm import tqdm

SILENCE = 30  # seconds without an answer
PATIENCE, SLOWEST = 60, 30_000  # every file may take this many seconds, plus its bytes at this speed in bytes a second
CHUNK = 2**16  # bytes


class DamagedError(Exception):
    """The download is not the right file: worth a second try, since the connection may have failed."""


class RefusedError(Exception):
    """Nothing was received, or nothing that could be the file: a second try would not help."""


def download(url: str, part: Path, *, most: int, progress: bool) -> None:
    """Download an address into a file.

    Args:
        url: the address.
        part: the file.
        most: the most bytes it may have.
        progress: whether to show a bar.

    Raises:
        DamagedError: if it was cut short on the way.
        RefusedError: if there is no answer, or one that is not the file, too long or too slow.
        OSError: if the file cannot be written.
    """
    import requests  # imported only when something is fetched
    import urllib3

    faults = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError, OSError)
    # Without compression in transit, so that the announced length is that of the file.
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
        read = getattr(answer.raw, "read1", answer.raw.read)  # the bytes so far, without waiting for all
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
    """The length that the server announces, if it is a number."""
    length = headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdecimal() else None
