"""Binder, as far as possible without Docker: its scripts and every notebook, run by an ordinary user on one core.

conda's environment cannot be built here; the packages are those of the running Python, which have the same ranges.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import lab
from places_check import STRANGER, Place, copied, environment, require, run_notebooks, stranger, strangers_python
from places_run import peak

GRANTED = 1000  # MB that one kernel and the server may take together
CULLS = ("Culling kernels with idle durations > 600 seconds", "Culling kernels even with connected clients")


def binder() -> tuple[str, str]:
    """Run postBuild, start, and each notebook from top to bottom; the memory is measured, not limited."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        checkout, env = copied(home / "checkout"), environment()
        env |= {"HOME": folder, "TMPDIR": folder, "PYTHONPATH": str(checkout / "lib")}
        for name in [name for name in env if name.startswith("JUPYTER")]:
            del env[name]
        python = _own_python(home / "env", env)
        for path in (home, *home.rglob("*")):
            os.chown(path, STRANGER, STRANGER, follow_symlinks=False)
        env["PATH"] = f"{home / 'env' / 'bin'}:{env['PATH']}"
        done = subprocess.run([*stranger(), "./postBuild"], cwd=checkout, env=env, capture_output=True, text=True)
        require(done.returncode == 0, f"postBuild: {done.stderr[-300:]}")
        server = _served(checkout, env, python)
        before = [*stranger(), *(["taskset", "-c", "0"] if shutil.which("taskset") else [])]
        names = sorted(path.name[:2] for path in (checkout / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        peaks = run_notebooks(checkout, names, env, before=before, python=python)
    name, most = max(peaks.items(), key=lambda pair: pair[1])
    each = ", ".join(f"{notebook} {megabytes}" for notebook, megabytes in peaks.items())
    require(most + server < GRANTED, f"{name} takes {most} MB and the server {server:.0f}")
    return "", f"postBuild and start run; peak MB of kernels: {each}; server {server:.0f}; measured, not limited"


def _own_python(folder: Path, env: dict[str, str]) -> str:
    """A Python environment whose folder belongs to the user, with our packages on its path."""
    made_by = strangers_python(env)
    subprocess.run([made_by, "-m", "venv", "--without-pip", str(folder)], check=True, capture_output=True)
    return str(folder / "bin" / "python")


def _served(checkout: Path, env: dict[str, str], python: str) -> float:
    """Let ``start`` start Lab and begin a kernel: the log must say that kernels are shut down. Its peak, in MB."""
    port, token = lab.free_port(), secrets.token_hex(8)
    command = [
        *stranger(), "./start", python, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        f"--IdentityProvider.token={token}",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=checkout, env=env, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/api/kernels?token={token}"
            asked = urllib.request.Request(address, data=json.dumps({"name": "python3"}).encode(), method="POST")
            for _ in range(300):
                require(process.poll() is None, "start ended at once")
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(asked, timeout=60).close()
                    break
                time.sleep(0.3)
            log.seek(0)
            said = log.read().decode()
            require(all(words in said for words in CULLS), f"the server does not shut kernels down: {said[-500:]}")
            return peak(process.pid)
        finally:
            process.terminate()
            process.wait(timeout=60)


PLACES = {"binder": Place("Binder, its scripts and notebooks", binder)}
