"""What every panel that trains shares: a thread of its own, Start and Stop, one training at a time in a kernel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from unrolled import runtime
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button
from unrolled.runtime import UnrolledError
from unrolled.training.loop import Event

REPORT_EVERY = 0.5  # seconds between two reports of the progress
Learned = TypeVar("Learned")


class TrainingError(UnrolledError):
    """A training that cannot begin now."""


class TrainerPanel(BackgroundPanel):
    """A panel that trains in its own thread, so that cells and other panels can still be used.

    A subclass makes its ``begin`` and ``stop`` buttons with :meth:`buttons` before
    it calls this constructor, and implements :meth:`prepare`: it reads the controls
    and returns a function that trains until :attr:`stopping`.

    Attributes:
        begin, stop: the buttons.
        error: a defect in the thread, for tests and the status line.
    """

    _training: ClassVar[TrainerPanel | None] = None  # one per kernel: two would each get half of the processor

    begin: Button
    stop: Button
    error: Exception | None = None

    def __init__(self, *arguments: Any, **keywords: Any):
        self._stopped = self._background.stopped
        self._lock = threading.RLock()  # the training's thread and the learner's moves take turns
        super().__init__(*arguments, **keywords)
        self.watch(self._start, self.begin, trait="presses")
        self.watch(self._stop, self.stop, trait="presses")

    @staticmethod
    def buttons(start: str = "Start") -> tuple[Button, Button]:
        """A button that starts (key S) and one that stops (key X)."""
        return Button(start, key="s"), Button("Stop", key="x")

    def prepare(self) -> Callable[[], None]:
        """Read the controls and show the empty picture; returns the training, to be called in the thread.

        Raises:
            UnrolledError: if the training cannot begin; the last result is kept then.
        """
        raise NotImplementedError(f"{type(self).__name__} does not implement prepare.")

    @property
    def stopping(self) -> bool:
        """Whether Stop was pressed: the training ends after the update under way."""
        return self._stopped.is_set()

    @staticmethod
    def learned(what: Learned | None) -> Learned:
        """Check that a training has left a result, and return it for other panels.

        Raises:
            TrainingError: if nothing was trained yet.
        """
        if what is None:
            raise TrainingError("Nothing is trained yet: press Start, or panel.begin.presses += 1.")
        return what

    def look_ahead(self, record: Any, note: str) -> None:
        """If no training is running, show what to expect of the next one."""
        if not self.busy:
            self.note = note
            self.show(record)

    def change(self, **changed: Any) -> None:
        """Show the record with some parts changed; both the training's thread and the page's may call this."""
        with self._lock:
            self.show(replace(self.record, **changed))

    def tell(self, words: str) -> None:
        """Show the progress in the status line."""
        self.note = words
        self.report()

    def follow(
        self, events: Generator[Event], say: Callable[[Event], str], measured: Callable[[Event], bool | None]
    ) -> Event:
        """Run a training until it ends, Stop is pressed, or ``measured`` returns True.

        Args:
            events: of the training.
            say: makes a sentence about the progress; called now and then.
            measured: called with each event that has a held-out measurement; returns True if that is enough.

        Returns:
            The last event.

        Raises:
            TrainingError: if there was no event, so nothing was learned.
        """
        reported, enough, event = 0.0, False, None
        for event in events:
            if event.validation is not None:
                enough = bool(measured(event))
            if time.monotonic() - reported > REPORT_EVERY:
                reported = time.monotonic()
                self.tell(say(event))
            if self.stopping or enough:
                break
        events.close()
        if event is None:
            raise TrainingError("This training ended before its first update: give it more time.")
        return event

    def _start(self) -> None:
        if self.busy:
            raise TrainingError("A training is under way here: press Stop first, or wait for its end.")
        train = self.prepare()
        other = self._other()
        if other is not None:  # its cell may have been run again, and then no button on the page could stop it
            other.halt()
        TrainerPanel._training, self.error, self._stopped = self, None, self._background.stopped
        self._background.start(lambda _: self._carry_out(train))

    def _stop(self) -> None:
        other = self._other()
        if self.busy:
            self._background.stop(wait=False)
        elif other is not None:
            other.halt()
            self.tell(f"A training of another panel was ended. Press {self.begin.label} to begin one here.")
        else:
            raise TrainingError(f"Nothing is in training: press {self.begin.label} to begin.")

    def halt(self) -> None:
        """End the training, as Stop does, and wait until it has ended."""
        self._background.stop()

    @staticmethod
    def _other() -> TrainerPanel | None:
        """The panel that is training in this kernel, if one is."""
        panel = TrainerPanel._training
        return panel if panel is not None and panel.busy else None

    def _carry_out(self, train: Callable[[], None]) -> None:
        try:
            train()
        except UnrolledError as error:
            self.report(str(error))
        except Exception as error:
            self.error = error
            self.report(f"The training broke off ({type(error).__name__}: {error}). What was learned stays.")
        finally:
            if TrainerPanel._training is self:
                TrainerPanel._training = None  # so that a large result does not outlive its panel
            runtime.give_back()
