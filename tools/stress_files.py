"""Several processes at once on one result file, on one run file, and on one download."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from stress_check import Check, require

PROCESSES, RUNS = 12, 40
COLLECT = f"""
import sys
from unrolled.training import results
jobs = {{f"{{sys.argv[1]}} {{k}}": lambda k=k: {{"number": k}} for k in range({RUNS})}}
results.collect("stress", {{"command": "make stress"}}, jobs, tell=lambda _: None)
"""
TRAIN = """
import sys, torch
from pathlib import Path
from unrolled.runtime import UnrolledError
from unrolled.training import char_rnn
from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import Vocabulary
text = {"a": "the cat sat on the mat. " * 400}
corpus = Corpus("a cat", "texts", "-", "-", Split(text, text, text), Vocabulary(text["a"]))
recipe = char_rnn.Recipe(hidden=16, layers=1, batch=4, window=20, steps=400, evaluations=2)
try:
    char_rnn.fit("cat", recipe, runs=Path(sys.argv[1]), save_every=1, corpus=corpus)
except UnrolledError as error:
    sys.exit(str(error))
"""
FETCH = """
import sys
from unrolled.datasets.registry import Entry, fetch
path = fetch("f", registry={"f": Entry(sys.argv[1], sys.argv[2], 2_000_000, "", "")}, progress=False)
"""


def start(code: str, *words: str, **environment: str) -> subprocess.Popen:
    """A process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *words], env=os.environ | environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def results_of(names: list[str]) -> str:
    """Start processes that add their runs to one file; those with the same name add the same runs."""
    with tempfile.TemporaryDirectory() as folder:
        processes = [start(COLLECT, name, UNROLLED_DATA=f"{folder}/data") for name in names]
        errors = [process.communicate()[1] for process in processes]
        require(not any(process.returncode for process in processes), f"a process failed: {max(errors)}")
        held = json.loads(Path(folder, "data", "results", "stress.json").read_text())["runs"]
    wanted = len(set(names)) * RUNS
    require(len(held) == wanted, f"{len(held)} of {wanted} runs are in the file")
    return f"all {len(names)} ended well, {len(held)} of {wanted} runs are in the file"


def one_run_file() -> str:
    """Start processes that train on one run file: one trains, the others report it."""
    with tempfile.TemporaryDirectory() as folder:
        processes = [start(TRAIN, folder) for _ in range(4)]
        told = [process.communicate()[1].strip() for process in processes]
        left = [line for process, line in zip(processes, told, strict=True) if process.returncode]
        require(all(line.startswith("Another process is training on") for line in left), f"an error: {left}")
        require(len(left) < len(processes), "nobody trained")
    return f"{len(processes) - len(left)} trained or found it trained, {len(left)} said that another one does"


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT)

    def log_message(self, *_: object) -> None:
        pass


CONTENT = bytes(2_000_000)


def one_download() -> str:
    """Start processes that fetch one file into one cache."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as cache:
        address, sha = f"http://127.0.0.1:{server.server_port}/f", hashlib.sha256(CONTENT).hexdigest()
        settings = {"UNROLLED_CACHE": cache, "UNROLLED_MIRROR": "", "NO_PROXY": "*"}
        processes = [start(FETCH, address, sha, **settings) for _ in range(PROCESSES)]
        errors = [process.communicate()[1] for process in processes]
        require(not any(process.returncode for process in processes), f"a process failed: {max(errors)}")
        require([path.name for path in Path(cache).iterdir()] == ["f"], "something else is left in the cache")
        require(Path(cache, "f").read_bytes() == CONTENT, "the file is another")
    server.shutdown()
    return f"all {PROCESSES} had the whole file, nothing else was left"


CHECKS = (
    Check(
        f"{PROCESSES} processes, each {RUNS} runs of its own, one result file",
        lambda: results_of([str(k) for k in range(PROCESSES)]),
    ),
    Check(f"{PROCESSES} processes, the same {RUNS} runs, one result file", lambda: results_of(["same"] * PROCESSES)),
    Check("4 trainings on one run file", one_run_file),
    Check(f"{PROCESSES} processes fetch one file", one_download),
)
