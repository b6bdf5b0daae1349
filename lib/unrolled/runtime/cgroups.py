"""Read the limits that control groups set for a process, on its own group or on any group above it.

On a cluster the scheduler limits the job, and a process runs in a group further down that has no limits. So every
folder on the way up is read, in the one tree of version 2 and in both of version 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

OWN = Path("/proc/self/cgroup")
TREES = ("", "cpu", "memory")  # version 2 has one; version 1 has one for each controller
MEMORY = ("memory.max", "memory.high", "memory.limit_in_bytes")  # above "high" the system slows a process to a crawl


def cores(root: Path, own: Path = OWN) -> float:
    """The processor cores granted; infinity where no limit is set.

    Args:
        root: where the file system of control groups is mounted.
        own: the file that names this process's groups.
    """
    return min(_cores(folder) for folder in _folders(root, own))


def memory(root: Path, own: Path = OWN) -> float:
    """The bytes of memory granted; infinity where no limit is set. Arguments as for :func:`cores`."""
    return min(_number(_words(folder / name), 0) for folder in _folders(root, own) for name in MEMORY)


def _folders(root: Path, own: Path) -> Iterator[Path]:
    """The groups of this process, and all above them."""
    ways = [()]
    for line in _read(own).splitlines():
        path = line.split(":", 2)[-1]  # a name may contain spaces and colons
        steps = tuple(step for step in path.split("/") if step)
        if ".." not in steps:  # a group outside the tree that is mounted here
            ways += [steps[:length] for length in range(1, len(steps) + 1)]
    return (root.joinpath(tree, *way) for way in dict.fromkeys(ways) for tree in TREES)


def _cores(folder: Path) -> float:
    both = _words(folder / "cpu.max")
    quota = _number(both, 0) if both else _number(_words(folder / "cpu.cfs_quota_us"), 0)
    period = _number(both, 1) if both else _number(_words(folder / "cpu.cfs_period_us"), 0)
    return quota / period if math.isfinite(period) else math.inf


def _number(words: list[str], place: int) -> float:
    """The number in a file if it is above 0; infinity for "max", -1 and anything else."""
    try:
        number = int(words[place])
    except (IndexError, ValueError):
        return math.inf
    return number if number > 0 else math.inf


def _words(path: Path) -> list[str]:
    return _read(path).split()


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
