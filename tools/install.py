"""Install Unrolled into the Python that runs this file; on Windows call it as the README says.

torch comes first. It is looked for in this order, so that nobody downloads
gigabytes of CUDA by surprise: what is already there (in this environment, or a wheel in a folder
that pip is set up to look in); the PyTorch project's CPU index, with a short
timeout; the plain index, after saying how much that is.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
READY = Path(sys.prefix) / "ready"  # holds the fingerprint of what was installed
PLAIN_SIZE = {"linux": "about 3 GB, CUDA included", "darwin": "about 100 MB", "win32": "about 250 MB"}


def pip(*arguments: str, quiet: bool = False) -> bool:
    hush = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    return subprocess.run([sys.executable, "-m", "pip", *arguments], **hush).returncode == 0


def wanted_torch() -> str:
    """The torch of constraints.txt, such as ``torch==2.13.0``."""
    return re.search(r"^torch==[\d.]+$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)[0]


def torch_is_here(wanted: str) -> bool:
    try:
        return importlib.metadata.version("torch").split("+")[0] == wanted.split("==")[1]
    except importlib.metadata.PackageNotFoundError:
        return False


def install_torch(wanted: str) -> bool:
    if torch_is_here(wanted):
        print(f"{wanted} is already here")
        return True
    # Only torch itself: what it needs comes with everything else, later.
    if pip("install", "--no-index", "--no-deps", wanted, quiet=True):
        print(f"{wanted} taken from a folder of wheels on this machine")
        return True
    print(f"{wanted}: trying the CPU build", flush=True)
    if pip("install", "--index-url", CPU_INDEX, "--timeout", "10", "--retries", "1", wanted, quiet=True):
        return True
    print(
        f"{wanted}: the CPU index did not answer; the plain index serves {PLAIN_SIZE.get(sys.platform, 'a large file')}"
    )
    return pip("install", wanted)


def fingerprint() -> str:
    """A hash of all files that decide what is installed; changing only their time changes nothing."""
    files = [ROOT / "pyproject.toml", ROOT / "constraints.txt", *sorted((ROOT / "tools").glob("install*.py"))]
    files += sorted((ROOT / "tools").glob("jupyter*.json"))
    files += sorted(
        path for path in (ROOT / "lib" / "unrolled" / "lecture").rglob("*") if path.is_file() and path.suffix != ".pyc"
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files) + str(ROOT).encode()).hexdigest()


def install_everything_else() -> bool:
    """Install the project in place, with its dependencies.

    Build isolation is off, since it would fetch setuptools each time. If everything is in the environment already, pip
    uses no network.
    """
    import tomllib  # missing from Pythons that are refused below

    builders = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    constrained = ("install", "--quiet", "-c", str(ROOT / "constraints.txt"))
    return pip(*constrained, *builders) and pip(*constrained, "--no-build-isolation", "-e", f"{ROOT}[dev]")


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever runs this may have an older one)
        sys.exit(
            f"Unrolled needs Python 3.11 or newer, and this is {sys.version.split()[0]}: call it with another one."
        )
    if READY.exists() and READY.read_text().strip() == fingerprint():
        print("everything is installed already")
        return
    done = (
        install_torch(wanted_torch())
        and install_everything_else()
        and subprocess.run([sys.executable, str(ROOT / "tools" / "install_lab_settings.py")]).returncode == 0
    )
    if not done:
        sys.exit("The installation did not finish: the lines above say where it stopped.")
    READY.write_text(fingerprint() + "\n")


if __name__ == "__main__":
    main()
