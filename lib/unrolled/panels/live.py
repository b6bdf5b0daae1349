"""The live figure of a panel: one interface, two forms behind it.

``LiveChart`` draws a plotly figure with *one* plotly.js for the whole page;
``LiveDrawing`` draws an SVG that a small module moves in the page. Either is
made from a record, and ``show(record)`` hands a new record to the page in one
message. What is shown is state, so a reloaded page shows it again.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import plotly.graph_objects as go
import traitlets

from unrolled.characters import sendable
from unrolled.drawing import theme
from unrolled.drawing.svg import Drawing
from unrolled.panels.assets import module


class Live(anywidget.AnyWidget):
    """What all live figures share.

    Args:
        record: what to show first.
        values: turns a record into named values for the page: numbers, strings, lists or arrays.
        describe: turns a record into one sentence for readers who cannot see the picture.
    """

    values = traitlets.Dict().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    points = False  # whether it moves its own cursor
    is_drawn = True  # whether its static form is an SVG drawing

    def __init__(
        self, record: Any, values: Callable[[Any], Mapping[str, Any]], describe: Callable[[Any], str], **state: Any
    ):
        self.record = record
        self._values, self._describe = values, describe
        super().__init__(values=self._encode(record), description=describe(record), **state)

    def _encode(self, record: Any) -> dict[str, Any]:
        named = self._values(record).items()
        return {name: _plain(value) for name, value in named}

    def show(self, record: Any) -> None:
        """Show another record, in one message that holds only what changed."""
        self.record = record
        with self.hold_sync():
            self.values = self._encode(record)
            self.description = self._describe(record)

    def pointed(self) -> Any:
        """The record with the page's cursor; None if the cursor has not moved or there is none."""
        return None

    def figure(self) -> go.Figure | Drawing:
        """A static copy of what is shown."""
        raise NotImplementedError(f"{type(self).__name__} has no static form.")


def _plain(value: Any) -> Any:
    """Arrays as lists; NaN and infinity, which JSON lacks, as None."""
    if not isinstance(value, np.ndarray):
        return value
    if value.dtype.kind == "f" and not np.isfinite(value).all():
        return [float(number) if np.isfinite(number) else None for number in value]
    return value.tolist()


class LiveDrawing(Live):
    """An SVG drawing that a module of ``panels/js`` moves in the page.

    Args:
        record: what to show first.
        draw: the figure function; it draws the first record, the module moves its marked parts.
        values: see :class:`Live`.
        describe: see :class:`Live`.
        script: name of the module.
        controls: controls the module listens to in the page, without asking Python.
    """

    svg = traitlets.Unicode().tag(sync=True)
    controls = traitlets.Dict().tag(sync=True, **ipywidgets.widget_serialization)

    def __init__(
        self,
        record: Any,
        draw: Callable[[Any], Drawing],
        values: Callable[[Any], Mapping[str, Any]],
        describe: Callable[[Any], str],
        *,
        script: str,
        controls: Mapping[str, ipywidgets.Widget],
    ):
        self._draw = draw
        super().__init__(record, values, describe, _esm=module(script), svg=str(draw(record)), controls=dict(controls))

    def figure(self) -> Drawing:
        """The drawing of the record, without changes that the page has made since."""
        return self._draw(self.record).plain()


class LivePicture(Live):
    """An SVG picture that Python draws anew for each record.

    Parts marked with ``data-press`` are like keys of a keyboard: a click sends
    the text written there, and ``pressed`` counts it. A picture can also hold
    a cursor, moved by clicks on parts marked with ``data-pick``, by dragging, and
    by the arrow, Page, Home and End keys.
    ``cursor`` gives Python its place. A picture with rows has a second
    cursor, ``row``, moved by the up and down keys and by parts marked with ``data-row``.

    What moves with the cursor can be drawn separately by ``over``: the page then
    keeps the rest, and a move sends little.

    Args:
        record: what to show first.
        draw: the figure function.
        describe: see :class:`Live`.
        label: of the cursor, for screen readers; a picture without a label has no cursor.
        place: the cursor of a record: place and last place or, with rows, place, last place, row and last row.
        over: draws the layer that lies over the picture, in the same coordinates.
        point_at: the same record with its cursor (and its row, in a picture with rows) elsewhere: a function, or the
            names of the record's fields that hold them, such as "cursor row". With it the panel follows the cursor by
            itself.
    """

    _esm = module("picture")
    svg = traitlets.Unicode().tag(sync=True)
    layer = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    cursor = traitlets.Int(0).tag(sync=True, echo_update=False)  # one message less for each move
    row = traitlets.Int(0).tag(sync=True, echo_update=False)
    last = traitlets.Int(0).tag(sync=True)
    last_row = traitlets.Int(0).tag(sync=True)
    pressed = traitlets.Tuple((0, ""))  # the number of parts pressed so far, and the last one

    def __init__(
        self,
        record: Any,
        draw: Callable[[Any], Drawing],
        describe: Callable[[Any], str],
        *,
        label: str = "",
        place: Callable[[Any], tuple[int, ...]] = lambda _: (0, 0),
        over: Callable[[Any], Drawing] | None = None,
        point_at: Callable[..., Any] | str = "",
    ):
        self._draw, self._place, self._over, self._point_at = draw, place, over, point_at
        self.points, self._showing = bool(point_at), False
        super().__init__(record, lambda _: {}, describe, label=label, **self._drawn(record))
        self.on_msg(lambda _, message, __: self.press(message["pressed"]))

    def press(self, part: str) -> None:
        """Press a part of the picture by what its ``data-press`` says."""
        self.pressed = (self.pressed[0] + 1, sendable(part))

    @traitlets.validate("cursor", "row")
    def _held(self, proposal: dict) -> int:
        """Clip a place from the page, which may no longer exist, to the nearest one."""
        last = self.last if proposal["trait"].name == "cursor" else self.last_row
        return min(max(proposal["value"], 0), last)

    def _drawn(self, record: Any) -> dict[str, str | int]:
        place = dict(zip(("cursor", "last", "row", "last_row"), self._place(record), strict=False))
        ends = {name: place[name] for name in ("last", "last_row") if name in place}  # set the limits before the values
        return {**ends, "svg": str(self._draw(record)), "layer": str(self._over(record)) if self._over else "", **place}

    def pointed(self) -> Any:
        """The record with the page's cursor; None if the cursor has not moved."""
        if self._showing or not self._point_at:
            return None
        place = self._place(self.record)
        asked = (self.cursor,) if len(place) == 2 else (self.cursor, self.row)
        if asked == place[::2]:
            return None
        if isinstance(self._point_at, str):
            return replace(self.record, **dict(zip(self._point_at.split(), asked, strict=True)))
        return self._point_at(self.record, *asked)

    def show(self, record: Any) -> None:
        """Show another record, in one message; a picture or layer that is the same as before is not sent."""
        changed = self._drawn(record)  # before the flag, so that a click in the meantime still counts
        self.record, self._showing = record, True
        try:
            with self.hold_sync():
                for name, drawn in changed.items():
                    setattr(self, name, drawn)
                self.description = self._describe(record)
        finally:
            self._showing = False

    def figure(self) -> Drawing:
        """Picture and layer as one drawing."""
        return Drawing(self.svg.removesuffix("</svg>") + self.layer + "</svg>" if self.layer else self.svg).plain()


class PlotlyLibrary(ipywidgets.Widget):
    """plotly.js, once for a page: charts refer to it.

    ``source`` is the text that plotly's package ships, as bytes: these are sent
    beside the message, so that the page need not parse 5 MB of JSON.
    """

    source = traitlets.Bytes().tag(sync=True)


@functools.cache
def plotly_library() -> PlotlyLibrary:
    """The single ``PlotlyLibrary`` of this kernel."""
    from plotly.offline import get_plotlyjs

    return PlotlyLibrary(source=get_plotlyjs().encode())


class LiveChart(Live):
    """A plotly figure whose arrays change in place.

    Args:
        record: what to show first.
        draw: the figure function; the page gets what it makes of the first record.
        values: what changes, by name: ``"0.y"`` is attribute y of trace 0, ``"layout.title.text"`` a layout value.
        describe: see :class:`Live`.
        passage: turns a record into a text to show beside the chart.
        caption: above that text.
    """

    _esm = module("chart")
    is_drawn = False
    spec = traitlets.Dict().tag(sync=True)
    # plotly's own buttons would be inside an element that screen readers treat as one picture.
    config = traitlets.Dict({**theme.CONFIG, "displayModeBar": False}).tag(sync=True)
    palette = traitlets.Dict(theme.dark_twins()).tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    passage = traitlets.Unicode().tag(sync=True)
    library = traitlets.Instance(PlotlyLibrary).tag(sync=True, **ipywidgets.widget_serialization)

    def __init__(
        self,
        record: Any,
        draw: Callable[[Any], go.Figure],
        values: Callable[[Any], Mapping[str, Any]],
        describe: Callable[[Any], str],
        *,
        passage: Callable[[Any], str] | None = None,
        caption: str = "",
    ):
        self._draw, self._passage = draw, passage
        super().__init__(
            record, values, describe, spec=json.loads(draw(record).to_json()), library=plotly_library(),
            caption=caption, passage=passage(record) if passage else "",
        )  # fmt: skip

    def show(self, record: Any) -> None:
        """Show another record, in one message."""
        with self.hold_sync():
            super().show(record)
            if self._passage:
                self.passage = self._passage(record)

    def figure(self) -> go.Figure:
        """The chart of the record, drawn anew."""
        return self._draw(self.record)

    def static(self) -> dict[str, Any]:
        """The same as JSON, for exported pages."""
        return {**json.loads(self.figure().to_json()), "config": theme.CONFIG}
