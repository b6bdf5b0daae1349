"""The folder of result files, one for each finished run: ``data/results/table1/TASK_MODEL_SETTINGS_SEED.json``.

What is under way lies in ``runs/table1/``, beside the repository's other run files: weights, optimiser and generator to
go on from, the scores so far, and a lock that lets one process at a time work on a run. A lock dies with its process.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unrolled.datasets.paths import data_folder, runs_folder
from unrolled.runtime.files import write_whole

NEEDED = {"task", "model", "settings", "seed", "recipe", "parameters", "curve", "ended"}  # of a result file
POINT = 4  # numbers in a row of a curve: epoch, and the loss on three parts


@dataclass(frozen=True)
class Folder:
    """Where results and unfinished runs lie.

    Attributes:
        results: of finished runs.
        runs: of unfinished ones.
    """

    results: Path
    runs: Path

    @classmethod
    def usual(cls) -> Folder:
        """The repository's own."""
        return cls(data_folder() / "results" / "table1", runs_folder() / "table1")

    def result(self, name: str) -> Path:
        """The result file of a run."""
        return self.results / f"{name}.json"

    def write(self, name: str, numbers: dict[str, Any]) -> None:
        """Write a finished run, whole or not at all."""
        write_whole(self.result(name), as_json(numbers))

    def read(self, tell: Callable[[str], None] = print, *, set_aside: bool = False) -> dict[str, dict[str, Any]]:
        """All finished runs by name; a file that cannot be read is left out, and named to ``tell``.

        Args:
            tell: hears a sentence for each such file.
            set_aside: whether to rename it to ``NAME.json.damaged``, so that the next sweep repeats its run.
        """
        found = {}
        for path in sorted(self.results.glob("*.json")):
            try:
                found[path.stem] = checked(path.read_bytes())
            except (ValueError, OSError) as error:
                if set_aside:
                    path.replace(aside := path.with_name(path.name + ".damaged"))
                    tell(f"{path.name} is damaged ({error}): set aside as {aside.name}, its run will be repeated.")
                else:
                    tell(f"{path.name} is damaged ({error}) and left out: `make table1` repeats its run.")
        return found


def checked(content: bytes) -> dict[str, Any]:
    """The numbers of a result file.

    Raises:
        ValueError: if it is cut short, is no JSON or lacks what every run has; says which.
    """
    try:
        numbers = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    lacking = sorted(NEEDED - set(numbers)) if isinstance(numbers, dict) else sorted(NEEDED)
    if lacking:
        raise ValueError(f"it lacks {', '.join(lacking)}")
    if not numbers["curve"]:
        raise ValueError("its curve is empty")
    if not isinstance(numbers["curve"], list) or not all(map(_is_point, numbers["curve"])):
        raise ValueError("its curve is none")
    return numbers


def _is_point(row: Any) -> bool:
    return isinstance(row, list) and len(row) == POINT and all(isinstance(number, int | float) for number in row)


def as_json(numbers: dict[str, Any]) -> bytes:
    """A result file's content: a line for each entry, and one for each point of the curve."""
    lines = []
    for key, value in numbers.items():
        if key == "curve":
            points = ",\n".join(f"  {json.dumps(point)}" for point in value)
            lines.append(f'"curve": [\n{points}\n ]')
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n " + ",\n ".join(lines) + "\n}\n").encode()
