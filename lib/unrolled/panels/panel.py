"""The frame of every panel: title and question, controls, the live figure, a status line."""

from __future__ import annotations

import contextlib
import os
import weakref
from collections.abc import Callable, Generator, Sequence
from typing import Any, ClassVar

import anywidget
import ipywidgets
import plotly.graph_objects as go
import traitlets

from unrolled.characters import visible
from unrolled.drawing import theme
from unrolled.drawing.svg import Drawing
from unrolled.panels.assets import module, stylesheet
from unrolled.panels.live import Live, LiveChart
from unrolled.panels.more import MoreControls
from unrolled.runtime import UnrolledError


class Head(anywidget.AnyWidget):
    """Title and one question; names the panel's region and brings the style of all panels."""

    _esm = module("head")
    _css = stylesheet()
    title = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)


class Status(anywidget.AnyWidget):
    """One or two sentences with a shape before them, in two reserved lines, and the panel's keys below."""

    _esm = module("status")
    text = traitlets.Unicode().tag(sync=True)
    problem = traitlets.Bool(False).tag(sync=True)
    shortcuts = traitlets.List().tag(sync=True)


class Panel(ipywidgets.VBox):
    """A panel: controls, one live figure, a status line.

    A subclass builds its controls and its live figure, calls this constructor,
    and then ``watch``es its controls. What is shown is :attr:`record`, and
    :meth:`show` shows another one. A figure that was made with ``point_at``
    moves its own cursor, and the panel need not watch it.

    Args:
        title: two or three words.
        question: the one question it answers.
        controls: the visible ones in reading order: at most three, in one row.
        live: the live figure.
        more: the other controls, behind *More controls*.
        keys: pairs of keys (as a list) and what they do.
        note: the sentence of the status line while all is well, or a function that returns it for a record.
    """

    _made = False  # whether the constructor has finished
    _living: ClassVar[list[weakref.ref[Panel]]] = []  # all panels of this kernel, the newest last

    def __init__(
        self,
        title: str,
        question: str,
        controls: Sequence[ipywidgets.Widget],
        live: Live,
        *,
        more: Sequence[ipywidgets.Widget] = (),
        keys: Sequence[tuple[Sequence[str], str]] = (),
        note: str | Callable[[Any], str] = "",
    ):
        self.live, self._note_of = live, note if callable(note) else None
        self.note = note(live.record) if callable(note) else note
        self._waiting: dict[Callable[[], Any], None] | None = None  # updates held back by a batch, in order
        keys = [*keys, (["M"], "more")] if more else keys
        self.status = Status(text=self.note, shortcuts=[[list(names), words] for names, words in keys])
        self.more = MoreControls(more, self.batch) if more else None
        row = ipywidgets.Box([*controls, *([self.more.button] if self.more else [])])
        row.add_class("unrolled-controls")
        box = [self.more.box] if self.more else []
        super().__init__([Head(title=title, question=question), row, *box, live, self.status])
        self.add_class("unrolled")
        self.add_class("unrolled-panel")
        for control in (*controls, *more):
            if control.has_trait("problem"):
                control.observe(lambda change: self.report(change.new), "problem")
        if live.points:
            self.watch(live.pointed, live, trait="cursor")
            self.watch(live.pointed, live, trait="row")
        self._made = True
        Panel._living.append(weakref.ref(self, Panel._living.remove))

    @property
    def title(self) -> str:
        """The title of the panel."""
        return self.children[0].title

    @staticmethod
    def newest(title: str) -> Panel | None:
        """The panel of that title that was made last; None if there is none."""
        living = (panel for reference in reversed(Panel._living) if (panel := reference()) is not None)
        return next((panel for panel in living if panel.title == title), None)

    def __del__(self) -> None:
        if self._made:  # otherwise nothing is on the page, and attributes that close() needs may be missing
            super().__del__()

    @property
    def record(self) -> Any:
        """The record shown now."""
        return self.live.record

    def show(self, record: Any) -> None:
        """Show another record, in one message, and the note on it; a problem that is shown stays."""
        self.live.show(record)
        if self._note_of is not None:
            self.note = self._note_of(record)
            if not self.status.problem:
                self.report()

    def report(self, problem: str = "") -> None:
        """Show a problem in the status line or, without one, the note.

        A problem may quote what was typed; invisible characters in it are named.
        """
        with self.status.hold_sync():
            self.status.text, self.status.problem = visible(problem) or self.note, bool(problem)

    def watch(self, update: Callable[[], Any], *controls: ipywidgets.Widget, trait: str = "") -> None:
        """Call ``update`` whenever one of the controls changes: its trait, by default its value or its presses.

        If it returns a record, that is shown; a method that shows records itself returns None.
        The sentence of an ``UnrolledError`` goes to the status line, and the last
        picture stays. Any other error is a defect: it is shown there, too, and raised.
        """

        def react(_: Any) -> None:
            if self._waiting is None:
                self._guarded(update)
            else:
                self._waiting[update] = None

        for control in controls:
            control.observe(react, trait or ("value" if control.has_trait("value") else "presses"))

    @contextlib.contextmanager
    def batch(self) -> Generator[None]:
        """Set several controls, and draw once: each update waits until the end, and is called once."""
        if self._waiting is not None:  # the outermost batch draws
            yield
            return
        self._waiting = {}
        try:
            yield
        finally:
            waiting, self._waiting = self._waiting, None
        for update in waiting:
            self._guarded(update)

    def _guarded(self, update: Callable[[], Any]) -> None:
        self.report()  # before the update, which may start a thread that reports at once
        try:
            record = update()
            if record is not None:
                self.show(record)
        except UnrolledError as error:
            self.report(str(error))
        except Exception as error:
            self.report(f"This panel has a defect ({type(error).__name__}: {error}). The last picture stays.")
            raise
        else:
            if not self.status.problem:
                self.report()  # the update may have changed the note

    def finish(self) -> Any:
        """Wait until the picture is complete: panels with a background job wait for it. Returns the record."""
        return self.record

    def figure(self) -> go.Figure | Drawing:
        """A static copy of what is shown."""
        return self.live.figure()

    def drawing(self) -> str:
        """The SVG of what is shown, in panels that have one."""
        return str(self.figure())

    def describe(self) -> str:
        """One sentence that says what is shown."""
        return self.live.description

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live widget; beside it a picture and a sentence for readers without a kernel.

        The build of the notebooks sets ``UNROLLED_WHOLE``, so that the file gets a finished picture.
        """
        if os.environ.get("UNROLLED_WHOLE"):
            self.finish()
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data["text/plain"] = self.describe()
        if self.live.is_drawn:
            data["image/svg+xml"] = self.drawing()
        elif isinstance(self.live, LiveChart):
            data[theme.CHART] = self.live.static()
        return data
