"""The frame of every panel: title and question, controls, the live figure, a status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import anywidget
import ipywidgets
import plotly.graph_objects as go
import traitlets

from unrolled.drawing.svg import Drawing
from unrolled.panels.assets import module, stylesheet
from unrolled.panels.live import Live, LiveDrawing, LivePicture
from unrolled.runtime import UnrolledError


class Head(anywidget.AnyWidget):
    """Title and one question; names the panel's region and brings the style of all panels."""

    _esm = module("head")
    _css = stylesheet()
    title = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)


class Status(anywidget.AnyWidget):
    """One sentence with a shape before it, and the panel's keys. Its height never changes."""

    _esm = module("status")
    text = traitlets.Unicode().tag(sync=True)
    problem = traitlets.Bool(False).tag(sync=True)
    shortcuts = traitlets.List().tag(sync=True)


class Panel(ipywidgets.VBox):
    """A panel.

    A panel of ours builds its controls and its live figure, calls this, and
    then ``watch``es its controls.

    Args:
        title: two or three words.
        question: the one question it answers.
        controls: in reading order.
        live: the live figure.
        keys: pairs of keys (as a list) and what they do.
        note: the sentence of the status line while all is well.
    """

    def __init__(
        self,
        title: str,
        question: str,
        controls: Sequence[ipywidgets.Widget],
        live: Live,
        *,
        keys: Sequence[tuple[Sequence[str], str]] = (),
        note: str = "",
    ):
        self.live, self.note = live, note
        self.status = Status(text=note, shortcuts=[[list(names), words] for names, words in keys])
        row = ipywidgets.Box(list(controls))
        row.add_class("unrolled-controls")
        super().__init__([Head(title=title, question=question), row, live, self.status])
        self.add_class("unrolled")
        self.add_class("unrolled-panel")
        for control in controls:
            if control.has_trait("problem"):
                control.observe(lambda change: self._report(change.new), "problem")

    def watch(self, update: Callable[[], None], *controls: ipywidgets.Widget, trait: str = "value") -> None:
        """Call ``update`` whenever one of the controls changes.

        A sentence for the learner goes to the status line and the last picture
        stays. Any other error is a defect: it is told there too, and raised.
        """

        def react(_: Any) -> None:
            self._report("")  # before, not after: a thread that the update starts may report at once
            try:
                update()
            except UnrolledError as error:
                self._report(str(error))
            except Exception as error:
                self._report(f"This panel has a defect ({type(error).__name__}: {error}). The last picture stays.")
                raise
            else:
                if not self.status.problem:
                    self._report("")  # the update may have changed the note

        for control in controls:
            control.observe(react, trait)

    def _report(self, problem: str) -> None:
        with self.status.hold_sync():
            self.status.text, self.status.problem = problem or self.note, bool(problem)

    def figure(self) -> go.Figure | Drawing:
        """The static twin of what is shown."""
        return Drawing(self.drawing())

    def describe(self) -> str:
        """One sentence that says what is shown."""
        return self.live.description

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live widget; beside it a picture and a sentence for readers without a kernel."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data["text/plain"] = self.describe()
        if isinstance(self.live, LiveDrawing | LivePicture):
            data["image/svg+xml"] = str(self.drawing())
        return data

    def drawing(self) -> str:
        """The SVG of what is shown, in panels that have one."""
        return self.live.whole() if isinstance(self.live, LivePicture) else self.live.svg
