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
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import plotly.graph_objects as go
import traitlets

from unrolled.figures import theme
from unrolled.figures.svg import Drawing
from unrolled.widgets.assets import module


class Live(anywidget.AnyWidget):
    """What both forms share.

    Args:
        record: what to show first.
        values: turns a record into named values for the page: numbers, strings, lists or arrays.
        describe: turns a record into one sentence for who cannot see the picture.
    """

    values = traitlets.Dict().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, record: Any, values: Callable[[Any], Mapping[str, Any]], describe: Callable[[Any], str], **state: Any
    ):
        self._values, self._describe = values, describe
        super().__init__(values=self._encode(record), description=describe(record), **state)

    def _encode(self, record: Any) -> dict[str, Any]:
        named = self._values(record).items()
        return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in named}

    def show(self, record: Any) -> None:
        """Show another record, in one message; what did not change is not sent."""
        with self.hold_sync():
            self.values = self._encode(record)
            self.description = self._describe(record)


class LiveDrawing(Live):
    """An SVG drawing that a module of ``widgets/js`` moves in the page.

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
        super().__init__(record, values, describe, _esm=module(script), svg=str(draw(record)), controls=dict(controls))


class PlotlyLibrary(ipywidgets.Widget):
    """plotly.js, once for a page: charts refer to it.

    ``source`` is the text that plotly's package ships, as bytes: these travel
    beside the message, so that the page need not parse 5 MB of JSON.
    """

    source = traitlets.Bytes().tag(sync=True)


@functools.cache
def plotly_library() -> PlotlyLibrary:
    """The one library of this kernel."""
    from plotly.offline import get_plotlyjs

    return PlotlyLibrary(source=get_plotlyjs().encode())


class LiveChart(Live):
    """A plotly figure whose arrays change in place.

    Args:
        record: what to show first.
        draw: the figure function; called once, for the first record.
        values: what changes, by name: ``"0.y"`` is attribute y of trace 0, ``"layout.title.text"`` a layout value.
        describe: see :class:`Live`.
    """

    _esm = module("chart")
    spec = traitlets.Dict().tag(sync=True)
    # plotly's own buttons would stand inside what screen readers are told is one picture.
    config = traitlets.Dict({**theme.CONFIG, "displayModeBar": False}).tag(sync=True)
    library = traitlets.Instance(PlotlyLibrary).tag(sync=True, **ipywidgets.widget_serialization)

    def __init__(
        self,
        record: Any,
        draw: Callable[[Any], go.Figure],
        values: Callable[[Any], Mapping[str, Any]],
        describe: Callable[[Any], str],
    ):
        super().__init__(record, values, describe, spec=json.loads(draw(record).to_json()), library=plotly_library())
