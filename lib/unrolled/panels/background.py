"""What a panel does in the background: one job at a time, a move ends it, and the end of the program waits for it."""

from __future__ import annotations

import atexit
import functools
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from unrolled.panels.panel import Panel

PATIENCE = 10.0  # seconds the end of the program waits for jobs that were told to stop

_under_way: dict[threading.Thread, threading.Event] = {}


class Background:
    """A thread for a panel's slow part, which may be asked to stop.

    Attributes:
        stopped: of the job at hand; made anew by :meth:`stop`, so that a job keeps the one it began with.
    """

    def __init__(self):
        self._thread, self.stopped = threading.Thread(), threading.Event()

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._thread.is_alive()

    def start(self, job: Callable[[threading.Event], None]) -> None:
        """Begin a job, which looks at the event it is given and ends soon after it is set."""
        stopped = self.stopped

        def carry_out() -> None:
            try:
                job(stopped)
            finally:
                _under_way.pop(threading.current_thread(), None)

        self._thread = threading.Thread(target=carry_out, daemon=True)
        _under_way[self._thread] = stopped
        self._thread.start()

    def stop(self, *, wait: bool = True) -> None:
        """Ask the job to end and, usually, wait until it has."""
        self.stopped.set()
        if wait:
            self.join()
        self.stopped = threading.Event()

    def join(self) -> None:
        """Wait for the job to end by itself."""
        if self._thread.ident is not None:  # None: never started
            self._thread.join()


class BackgroundPanel(Panel):
    """A panel with a slow part, which is a job of ``_background``."""

    _patient: ClassVar[bool] = True  # whether closing waits for the job to end; not where that may take long

    @functools.cached_property
    def _background(self) -> Background:
        """Made when first asked for, which may be before the constructor of all panels is called."""
        return Background()

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._background.busy

    def finish(self) -> Any:
        """Wait until the job is done."""
        self._background.join()
        return self.record

    def close(self) -> None:
        """End the job, and leave the page."""
        self._background.stop(wait=self._patient)
        super().close()


@atexit.register
def end_all() -> None:
    """Ask every job of the program to end, and wait for them.

    A thread that is still in torch's code while Python is taken down aborts the whole process.
    """
    jobs, latest = list(_under_way.items()), time.monotonic() + PATIENCE
    for _, stopped in jobs:
        stopped.set()
    for thread, _ in jobs:
        thread.join(max(0.0, latest - time.monotonic()))
