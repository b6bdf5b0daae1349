"""What a panel does in the background: one job at a time, and a move ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Background:
    """A thread for a panel's slow part, which may be asked to stop.

    Attributes:
        stopped: of the job at hand; made anew by :meth:`stop`, so that a job keeps the one it began with.
    """

    def __init__(self):
        self._thread, self.stopped = threading.Thread(), threading.Event()

    def start(self, job: Callable[[threading.Event], None]) -> None:
        """Begin a job, which looks at the event it is given and ends soon after it is set."""
        self._thread = threading.Thread(target=job, args=(self.stopped,), daemon=True)
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
