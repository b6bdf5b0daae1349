"""What this kernel may use: cores and memory from the cgroup, thread count, seeds, readable errors.

A container or a class server often shows a process all cores of the host while
granting it two. torch then starts one spinning thread per visible core, and a
small training loop slows down many times over. So the limits are read from the
cgroups (v2 and v1), from the CPU affinity, and only then from the machine.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import random
import sys
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from unrolled.runtime import cgroups, no_compiler

CGROUP = Path("/sys/fs/cgroup")
MEBIBYTE = 1024**2

# A notebook's kernel after its panels are open, as `make bench` measures it, rounded up.
KERNEL_MEMORY = 700 * MEBIBYTE


class UnrolledError(Exception):
    """An error the learner can act on. A notebook shows its one sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """IPython calls this in place of its own traceback."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True)
class Limits:
    """What one kernel may use.

    Attributes:
        cores: processor cores granted, at least 1; may be a fraction such as 1.5.
        memory: bytes granted, or None if neither cgroup nor system says.
        source: where the core limit came from: "cgroup", "affinity" or "machine".
    """

    cores: float
    memory: int | None
    source: str


def _system_memory() -> float:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return math.inf


def limits(cgroup: Path = CGROUP, own: Path = cgroups.OWN) -> Limits:
    """Read what this process may use.

    Args:
        cgroup: where the cgroup file system is mounted; tests pass a folder of their own.
        own: the file that names this process's groups.
    """
    machine = os.cpu_count() or 1
    affinity = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else machine
    granted = cgroups.cores(cgroup, own)
    cores = min(machine, affinity, granted)
    source = "cgroup" if granted <= cores else "affinity" if affinity < machine else "machine"
    memory = min(cgroups.memory(cgroup, own), _system_memory())
    return Limits(max(1.0, float(cores)), None if math.isinf(memory) else int(memory), source)


def thread_count(granted: Limits) -> int:
    """Threads torch should use: the whole cores granted, four at most.

    The matrices of this course are small: more than four threads cost more in
    waiting than they give. ``UNROLLED_THREADS`` overrides it, for instance with
    1 on a server where many kernels share few cores.

    Raises:
        UnrolledError: if ``UNROLLED_THREADS`` is not a whole number of 1 or more.
    """
    wish = os.environ.get("UNROLLED_THREADS")
    if wish is None:
        return max(1, min(4, int(granted.cores)))
    if not wish.isdecimal() or int(wish) < 1:
        raise UnrolledError(f"UNROLLED_THREADS is {wish!r}: set it to a whole number of 1 or more, or unset it.")
    return int(wish)


def start(seed: int = 0) -> Limits:
    """Set seeds and thread counts for this process, and return its limits.

    ``unrolled`` itself has told OpenMP to let waiting threads sleep. A command that ends with an ``UnrolledError``
    prints only its sentence, as a notebook does.
    """
    import torch  # here, so that the doctor does not have to load it

    sys.excepthook = _print_error
    few_arenas()
    no_compiler.spare()
    granted = limits()
    torch.set_num_threads(thread_count(granted))
    seed_everything(seed)
    return granted


def _print_error(error_type: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an uncaught error: only the sentence of an ``UnrolledError``, else Python's usual traceback."""
    if isinstance(error, UnrolledError):
        print(error, file=sys.stderr)
    else:
        sys.__excepthook__(error_type, error, trace)


class _OneThread(contextlib.ContextDecorator):
    """See :data:`one_thread`. Several threads may be inside at once; the first saves the thread count for all."""

    def __init__(self) -> None:
        self._lock, self._inside, self._before = threading.Lock(), 0, 1

    def __enter__(self) -> None:
        import torch

        with self._lock:
            if self._inside == 0:
                self._before = torch.get_num_threads()
            self._inside += 1
            torch.set_num_threads(1)

    def __exit__(self, *_: object) -> None:
        import torch

        with self._lock:
            self._inside -= 1
            torch.set_num_threads(self._before)


# For code that runs character by character: waking a second thread for each small product
# costs more than it brings.
one_thread = _OneThread()


@contextlib.contextmanager
def one_core() -> Generator[None]:
    """Use one thread and treat denormal numbers as 0, for trainings side by side.

    Vanishing gradients pass through the denormal range, where a processor is many times slower.
    """
    import torch

    with one_thread:
        torch.set_flush_denormal(True)
        try:
            yield
        finally:
            torch.set_flush_denormal(False)


M_ARENA_MAX = -8  # of glibc's malloc.h


def few_arenas(count: int = 2) -> None:
    """Make threads share heaps, where the C library (glibc) would give each its own: less memory stays behind."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, count)


def give_back() -> None:
    """Return unused memory to the system where the C library (glibc) would keep it."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def seed_everything(seed: int) -> None:
    """Seed Python's, numpy's and torch's generators."""
    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def doctor(granted: Limits) -> str:
    """Say in words what this kernel can afford.

    Returns:
        Two or three sentences: what it has, how many notebooks that is enough for, and how well live trainings run.
    """
    cores = f"{granted.cores:g} core" + ("" if granted.cores == 1 else "s")
    where = {"cgroup": "granted by the container", "affinity": "granted to this process"}.get(
        granted.source, "of this machine"
    )
    threads = thread_count(granted)
    has = f"This kernel has {cores} ({where}) and will use {threads} thread{'s' if threads > 1 else ''}."
    if granted.memory is None:
        room = "How much memory it may use is not known; one notebook needs up to 700 MB."
    else:
        notebooks = int(granted.memory * 0.9 // KERNEL_MEMORY)
        memory = f"{granted.memory / 1024**3:.1f} GiB of memory"
        if notebooks == 0:
            room = f"{memory} is less than the 700 MB a notebook can need: close other programs before you start."
        elif notebooks == 1:
            room = f"{memory} is enough for one notebook at a time: shut down a kernel before you open the next."
        else:
            room = f"{memory} is enough for {min(notebooks, 13)} notebooks at once."
    pace = (
        "Every panel works; live trainings have a budget in seconds and simply get less far on one core."
        if threads == 1
        else "Every panel and every live training works as described."
    )
    return f"{has} {room} {pace}"
