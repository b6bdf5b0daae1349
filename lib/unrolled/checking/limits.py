"""A limit on the time that a learner's code may take, which works on any thread and on all platforms.

A second thread waits. When the time is up, it makes CPython raise ``TimeUp`` in the thread that works; signals would
work on the main thread of Unix alone. Where threads or CPython's interface are missing, ``Deadline.keep`` still stops
the work between two calls of the learner's function.

Two things cannot be interrupted within one process. The exception arrives between two bytecodes, so a single call into
compiled code (``time.sleep``, a huge matrix product, ``sum(range(10**12))``) is waited for. And a bare ``except:``
inside an endless loop swallows it each time, as it swallows the stop button of Jupyter.
"""

from __future__ import annotations

import contextlib
import ctypes
import threading
import time
from collections.abc import Callable

SECONDS = 20.0  # for all calls of one check together; the first call of a large library may take a few of them
AGAIN = 0.1  # seconds until the next try, where the interruption was swallowed


class TimeUp(BaseException):
    """The time is up. No ``Exception``, so that a learner's ``except Exception`` lets it pass."""


class Deadline:
    """A moment after which a learner's code may not go on.

    Args:
        seconds: from now on.
    """

    def __init__(self, seconds: float):
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def keep(self) -> None:
        """Go on.

        Raises:
            TimeUp: if the moment has passed.
        """
        if time.monotonic() > self._end:
            raise TimeUp


def within(deadline: Deadline, work: Callable[[], None]) -> bool:
    """Do some work, and interrupt it when its time is up. Returns whether it was finished in time."""
    worker, over, lock = threading.get_ident(), threading.Event(), threading.Lock()
    watch = threading.Thread(target=_watch, args=(deadline, worker, over, lock), daemon=True)
    in_time = True
    try:
        with contextlib.suppress(RuntimeError):  # no threads, as in a browser: only Deadline.keep is left
            watch.start()
        work()
    except TimeUp:
        in_time = False
    finally:
        while True:  # an interruption that comes only now must not reach what follows
            try:
                with lock:
                    over.set()
                _raise_in(worker, None)
                break
            except TimeUp:
                continue
    return in_time


def _watch(deadline: Deadline, worker: int, over: threading.Event, lock: threading.Lock) -> None:
    """Interrupt a thread when the time is up, and again until its work is over."""
    wait = deadline.seconds
    while not over.wait(wait):
        with lock:
            if not over.is_set():
                _raise_in(worker, TimeUp)
        wait = AGAIN


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Let an exception arrive in a thread; None takes back one that has not arrived yet."""
    try:
        raises = ctypes.pythonapi.PyThreadState_SetAsyncExc
    except AttributeError:  # another interpreter than CPython
        return
    raises(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
