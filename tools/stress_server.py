"""Downloads from a misbehaving server: each ends with one sentence and nothing kept, or with the right file."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from stress_check import Check, require
from unrolled.datasets import download
from unrolled.datasets.registry import DownloadError, Entry, fetch

CONTENT = random.Random(0).randbytes(8000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
GIBIBYTE = 2**30
Answer = Callable[[BaseHTTPRequestHandler], None]


def whole(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200, **head: str) -> None:
    """A complete answer."""
    handler.send_response(status)
    for name, line in ({"Content_Length": str(len(content))} | head).items():
        handler.send_header(name.replace("_", "-"), line)
    handler.end_headers()
    handler.wfile.write(content)


def endless(handler: BaseHTTPRequestHandler, piece: bytes = bytes(2**20), pause: float = 0.0) -> None:
    """An answer without an end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(piece)
        time.sleep(pause)


BAD: dict[str, Answer] = {
    "an endless answer": endless,
    "a byte every 50 ms": lambda h: endless(h, b"x", 0.05),
    "silence after the head": lambda h: (whole(h, b"", Content_Length="8000"), time.sleep(20)),
    "silence": lambda h: time.sleep(20),
    "a login page": lambda h: whole(h, b"<!DOCTYPE html><html>Log in"),
    "nothing": lambda h: whole(h, b""),
    "an answer cut short": lambda h: whole(h, CONTENT[:4000], Content_Length="8000"),
    "another file of this size": lambda h: whole(h, CONTENT[::-1]),
    "a longer file": lambda h: whole(h, CONTENT * 2),
    "10 GB promised": lambda h: whole(h, CONTENT, Content_Length=str(10 * GIBIBYTE)),
    "a redirect to itself": lambda h: whole(h, b"", 302, Location="/f"),
    "a redirect to http://[bad": lambda h: whole(h, b"", 302, Location="http://[bad"),
    "a redirect to a file": lambda h: whole(h, b"", 302, Location="file:///etc/hostname"),
    "403": lambda h: whole(h, b"no", 403),
    "500": lambda h: whole(h, b"no", 500),
    "no HTTP": lambda h: h.wfile.write(os.urandom(500)),
    "a head without an end": lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 10_000),
    "a gzip bomb of 1 GiB": lambda h: whole(h, BOMB),
}
GOOD: dict[str, Answer] = {
    "Content-Length: many": lambda h: whole(h, CONTENT, Content_Length="many"),
    "no length": lambda h: (h.send_response(200), h.end_headers(), h.wfile.write(CONTENT)),
    "a redirect to the file": lambda h: whole(h, *((b"", 302) if h.path == "/f" else (CONTENT,)), Location="/g"),
}
BOMB = b"".join([gzip.compress(bytes(2**24), 9)] * 64)


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Run a server that gives this answer; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(OSError):
                answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/f"
    finally:
        server.shutdown()
        server.server_close()


def ask(answer: Answer, verified: bool, gzipped: bool = False) -> str | None:
    """Fetch from such a server; returns the one sentence of the error, or None if the file came."""
    with serving(answer) as address, tempfile.TemporaryDirectory() as cache:
        os.environ |= {"UNROLLED_CACHE": cache, "UNROLLED_MIRROR": "", "NO_PROXY": "*"}
        known = Entry(address, SHA256 if verified else None, 8000 if verified else None, "", "", gzipped, 10_000)
        try:
            path = fetch("f", registry={"f": known}, progress=False)
        except DownloadError as error:
            require("\n" not in str(error), f"two lines: {error}")
            require(not list(Path(cache).iterdir()), "something is left in the cache")
            return str(error)
        return None if path.read_bytes() == CONTENT else "another file"


def tried(answers: dict[str, Answer], good: bool) -> str:
    """Try all answers, with limits on seconds and bytes that keep the check short."""
    download.SILENCE, download.PATIENCE = 1, 2  # seconds, instead of half an hour
    slowest, before = 0.0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, answer in answers.items():
        for gzipped in (False, True):
            began = time.monotonic()
            told = ask(answer, True, gzipped)
            slowest = max(slowest, time.monotonic() - began)
            require((told is None) == good, f"{name}: {told}")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    require(slowest < 30, f"one took {slowest:.0f} s")
    require(grown < 100, f"memory grew by {grown:.0f} MB")
    ended = "the file came" if good else "one sentence, nothing kept"
    return f"{len(answers)} answers: {ended}; the slowest took {slowest:.0f} s, memory grew by {grown:.0f} MB"


def without_hash() -> str:
    """Without a known hash, what cannot be the file is still refused."""
    refused = ("an endless answer", "a login page", "nothing", "an answer cut short", "a longer file", "10 GB promised")
    download.SILENCE, download.PATIENCE = 1, 2
    for name in refused:
        require(ask(BAD[name], False) is not None, f"{name}: it was kept")
    return f"{len(refused)} answers: one sentence, nothing kept"


CHECKS = (
    Check("bad answers, the hash known", lambda: tried(BAD, False)),
    Check("odd answers with the right file", lambda: tried(GOOD, True)),
    Check("bad answers, the hash not known", without_hash),
)
