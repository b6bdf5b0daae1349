"""Versions: the lowest that our ranges allow, and other Pythons."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

from places_check import (
    ROOT,
    NotTried,
    Place,
    environment,
    installed,
    last_line,
    lowest,
    require,
    run_notebooks,
    version,
)

LIGHT = ("anywidget", "ipywidgets", "lazy-loader", "numpy", "plotly", "regex")
HEAVY = ("torch",)  # its lowest version is a gigabyte
NEWER = ("3.14", "3.13", "3.12")
WITHOUT_TORCH = """
import importlib, pathlib, sys
names = [
    ".".join(path.with_suffix("").parts)
    for path in sorted(pathlib.Path().glob("unrolled/**/*.py"))
    if path.stem in ("figure", "record") or "drawing" in path.parts
]
for name in names:
    importlib.import_module(name.removesuffix(".__init__"))
assert "torch" not in sys.modules
print(len(names))
"""


def requirements() -> list[str]:
    """The requirements of the project, except those too large to fetch for a test."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return [one for one in asked if not one.startswith(HEAVY)]


def lowest_versions() -> tuple[str, str]:
    """Notebooks 00 and 03 with the lowest versions of everything but torch."""
    asked = [lowest(one) for one in requirements()]
    env = installed("lowest", *asked, constrained=False)
    run_notebooks(ROOT, ("00", "03"), env)
    found = ", ".join(
        f"{name} {version(name, env)}" for name in ("numpy", "jupyterlab", "ipywidgets", "plotly", "numba")
    )
    return "", f"00 and 03 run with {found} and others; torch stays {version('torch', env)}"


def newer_python() -> tuple[str, str]:
    """Load the modules that do not need torch in the newest other Python on this machine."""
    python = next(filter(None, map(_working, NEWER)), None)
    if python is None:
        raise NotTried(f"none of Python {', '.join(NEWER)} is here")
    number = Path(python).name.removeprefix("python")
    light = [one for one in requirements() if one.startswith(LIGHT)]
    env = installed(f"python-{number}", *light, python=python)
    command = [python, "-c", WITHOUT_TORCH]
    done = subprocess.run(command, cwd=ROOT / "lib", env=env, capture_output=True, text=True)
    require(done.returncode == 0, last_line(done.stderr))
    return number, f"{done.stdout.strip()} modules of figures load; notebooks not tried: torch for it is gigabytes"


def _working(number: str) -> str | None:
    """A Python of that version that runs and has pip; a pyenv shim may exist for one that is not active."""
    name = f"python{number}"
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{number}.*/bin/{name}"))
    for python in filter(None, [shutil.which(name), *map(str, pyenv)]):
        if subprocess.run([python, "-m", "pip", "--version"], env=environment(), capture_output=True).returncode == 0:
            return python
    return None


PLACES = {
    "lowest": Place("lowest versions", lowest_versions),
    "python": Place("Python", newer_python),
}
