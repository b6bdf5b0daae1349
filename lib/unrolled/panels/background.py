"""Background jobs of panels: one at a time; a move stops it, and the program waits for it before it exits."""

from __future__ import annotations

import atexit
import functools
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from unrolled.panels.panel import Panel

PATIENCE = 10.0  # seconds that the exiting program waits for jobs to stop

_under_way: dict[threading.Thread, threading.Event] = {}


class Background:
    """A thread for a panel's slow part, which may be asked to stop.

    Attributes:
        stopped: the stop event of the current job. :meth:`stop` makes a new one; a job keeps the one it began with.
    """

    def __init__(self):
        self._thread, self.stopped = threading.Thread(), threading.Event()

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._thread.is_alive()

    def start(self, job: Callable[[threading.Event], None]) -> None:
        """Start a job. It gets an event, must check it often, and end soon after it is set."""
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

    _patient: ClassVar[bool] = True  # whether closing waits for the job; False where that may take long

    @functools.cached_property
    def _background(self) -> Background:
        """Created on first use, which may be before the constructor of ``Panel`` runs."""
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
        """Stop the job and close the panel."""
        self._background.stop(wait=self._patient)
        super().close()


@atexit.register
def end_all() -> None:
    """Stop every job of the program and wait for them.

    A thread that still runs torch's code while Python shuts down aborts the whole process.
    """
    jobs, latest = list(_under_way.items()), time.monotonic() + PATIENCE
    for _, stopped in jobs:
        stopped.set()
    for thread, _ in jobs:
        thread.join(max(0.0, latest - time.monotonic()))
