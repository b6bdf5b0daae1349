"""Still pictures of plotly charts, for readers without a kernel and without plotly.js: GitHub, for one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from nbformat import NotebookNode
from playwright.sync_api import Browser
from plotly.offline import get_plotlyjs

import lab
from unrolled.notebook.export import PLOTLY, SVG, chart_label

WIDTH = 880  # pixels, as wide as the drawings beside them
DRAW = """figure => Plotly.toImage(figure, {
    format: 'svg', width: figure.layout.width ?? %d, height: figure.layout.height ?? 360, imageDataOnly: true,
})"""
_TRACE = re.compile(r"\btrace[0-9a-f]{6}\b")  # a class, which nothing refers to
_NAME = re.compile(r'id="defs-([0-9a-f]{6})"')


def charts(notebook: NotebookNode) -> list[tuple[str, dict[str, Any]]]:
    """The charts that have no picture: the source of the cell, and the data of its output."""
    return [(source, data) for source, data in _outputs(notebook) if PLOTLY in data and SVG not in data]


def _outputs(notebook: NotebookNode) -> Iterator[tuple[str, dict[str, Any]]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield cell.source, output.get("data", {})


def add_pictures(notebook: NotebookNode, before: NotebookNode | None) -> str:
    """Give every chart of a notebook its picture; returns a message for the build.

    Plotly.js draws in the Chromium of the tests. Without a Chromium the charts keep their old pictures.

    Args:
        notebook: the one that has just run.
        before: the notebook as it was last built, if it was.
    """
    asked = charts(notebook)
    if not asked:
        return ""
    if lab.chromium():
        with lab.browser() as browser:
            pictures = draw(browser, [data[PLOTLY] for _, data in asked])
        for (_, data), picture in zip(asked, pictures, strict=True):
            data[SVG] = labelled(picture, data)
        return ""
    kept = {source: data[SVG] for source, data in _outputs(before) if SVG in data} if before else {}
    for source, data in asked:
        if source in kept:
            data[SVG] = kept[source]
    without = sum(source not in kept for source, _ in asked)
    return f"no Chromium: {len(asked) - without} charts keep their old pictures, {without} have none"


def draw(browser: Browser, figures: list[dict[str, Any]]) -> list[str]:
    """Each figure as an SVG on white, by plotly.js; the same figure gives the same text."""
    page = browser.new_page()
    page.set_content('<meta charset="utf-8"><body></body>')
    page.add_script_tag(content=get_plotlyjs())
    pictures = [steady(page.evaluate(DRAW % WIDTH, figure), figure) for figure in figures]
    page.close()
    return pictures


def steady(picture: str, figure: dict[str, Any]) -> str:
    """Replace the random names of plotly.js by names that depend only on the figure."""
    drawn = _NAME.search(picture)
    name = hashlib.sha256(json.dumps(figure, sort_keys=True).encode()).hexdigest()[:6]
    return _TRACE.sub("trace", picture.replace(drawn[1], name) if drawn else picture)


def labelled(picture: str, data: dict[str, Any]) -> str:
    """The picture with its description for readers who cannot see it."""
    label = escape(chart_label(data[PLOTLY], data.get("text/plain", "")))
    return picture.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
