"""What the places of ``make places`` share: programs of their own, copies of the checkout, notebooks run elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lab import Visit

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "places"
STRANGER = 65534  # a user who owns nothing
RUNNER = "tools/places_run.py"


class NotTried(Exception):  # noqa: N818 (no error: the place is left out, and the line says why)
    """Why a place cannot be tried here."""


@dataclass(frozen=True)
class Place:
    """Where people open the notebooks.

    Attributes:
        what: its name in words.
        visit: tries it; returns the version and what was seen, or raises an error.
    """

    what: str
    visit: Callable[[], tuple[str, str]]


def require(condition: bool, message: str) -> None:
    """Raise an error unless a condition holds.

    Raises:
        AssertionError: with the given message.
    """
    if not condition:
        raise AssertionError(message)


def line(place: str, version: str, result: str, seconds: float, mark: str) -> str:
    """The line that is printed for a place."""
    return f"{mark} {' '.join(filter(None, (place, version)))}: {result} ({seconds:.0f} s)"


def lowest(requirement: str) -> str:
    """The lowest release line that a requirement allows, such as ``numpy==2.0.*`` of ``numpy>=2,<3``.

    Raises:
        ValueError: if it has no lower bound.
    """
    found = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,.*)?", requirement)
    if not found:
        raise ValueError(f"{requirement!r} has no lower bound.")
    parts = [*found[2].split("."), "0"][: max(2, len(found[2].split(".")))]
    return f"{found[1]}=={'.'.join(parts)}" + (".*" if len(parts) == 2 else "")


def installed(name: str, *requirements: str, python: str = sys.executable, constrained: bool = True) -> dict[str, str]:
    """The environment variables to run a program in ``build/places/NAME``, which is installed there if it is missing.

    Raises:
        NotTried: if pip cannot install it.
    """
    folder = BUILD / name
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        limits = ["-c", str(ROOT / "constraints.txt")] if constrained else []
        command = [python, "-m", "pip", "install", "--quiet", "--target", str(folder), *limits, *requirements]
        done = subprocess.run(command, capture_output=True, text=True, timeout=1200)
        if done.returncode:
            raise NotTried(f"pip cannot install {', '.join(requirements)}: {last_line(done.stderr)}")
        (folder / "ready").touch()
    return environment(
        PYTHONPATH=f"{folder}:{ROOT / 'lib'}",
        JUPYTER_PATH=str(folder / "share" / "jupyter"),
        JUPYTER_CONFIG_PATH=str(folder / "etc" / "jupyter"),
    )


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, with changes."""
    return {**os.environ, **changes}


def nothing_from_outside(here: Visit) -> None:
    """Raise an error if the page sent a request to another machine."""
    require(not here.outside, f"asked for {here.outside[:3]}, which is not on this machine")


def version(package: str, env: Mapping[str, str], python: str = sys.executable) -> str:
    """The version of a package in that environment."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    return subprocess.run([python, "-c", code], env=env, capture_output=True, text=True, check=True).stdout.strip()


def last_line(text: str) -> str:
    """The last line that is not blank, cut to fit into a report."""
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    return lines[-1][:200] if lines else "no output"


def copied(to: Path) -> Path:
    """Copy the checkout: the files that git tracks or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


def stranger() -> list[str]:
    """The prefix of a command that runs it as another user.

    Raises:
        NotTried: if this user may not do that.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("setpriv"):
        raise NotTried("only root can become another user, with setpriv")
    return ["setpriv", f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups"]


def strangers_python(env: dict[str, str]) -> str:
    """A Python of this version that another user may run; puts our packages on its path.

    Raises:
        NotTried: if there is none.
    """
    packages = sysconfig.get_paths()["purelib"]
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{name}"):
        code = "import subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"  # as kernels start
        try:
            done = subprocess.run([*stranger(), python, "-c", code], cwd="/", capture_output=True, text=True)
        except OSError:
            continue
        if done.returncode == 0:
            env["PYTHONPATH"] += f":{packages}"
            return python
    raise NotTried(f"no {name} that another user may run")


def run_notebooks(
    checkout: Path,
    names: Sequence[str],
    env: dict[str, str],
    *,
    before: Sequence[str] = (),
    python: str = sys.executable,
) -> dict[str, int]:
    """Run notebooks of a checkout from top to bottom.

    Args:
        checkout: where they and the library lie.
        names: of the notebooks, such as "00".
        env: the environment.
        before: a prefix of the command.
        python: runs nbclient and the kernel.

    Returns:
        The peak memory of each kernel, in MB.

    Raises:
        AssertionError: if one stops with an error.
    """
    peaks = {}
    for name in names:
        (notebook,) = (checkout / "notebooks").glob(f"{name}_*.ipynb")
        command = [*before, python, str(checkout / RUNNER), str(notebook)]
        done = subprocess.run(command, env=env, cwd=checkout, capture_output=True, text=True, timeout=900)
        require(done.returncode == 0, f"{notebook.name}: {last_line(done.stderr)}")
        peaks[name] = int(done.stdout.split()[-1])
    return peaks
