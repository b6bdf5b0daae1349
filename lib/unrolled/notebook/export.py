"""Prepare notebooks for nbconvert, so that a page is complete: charts, picture descriptions, no widgets.

``tools/install_lab_settings.py`` names :class:`Whole` in Jupyter's settings, so that ``jupyter nbconvert`` and Lab's
menu *Save and Export Notebook As* both use it. A page loads nothing from the network.
"""

from __future__ import annotations

import base64
import json
import mimetypes
import re
from html import escape, unescape
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from unrolled.drawing.theme import CHART, CONFIG

PLOTLY = "application/vnd.plotly.v1+json"
VIEW = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"
_FORMULA = re.compile(
    r"(?P<code>```.*?```|`[^`\n]*`)|\$\$(?P<block>.+?)\$\$|(?<![\\$])\$(?![\s$])(?P<inline>[^$]+?)(?<!\s)\$", re.DOTALL
)
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^):]+)\)")
_LABEL = re.compile(r'<svg[^>]*\saria-label="([^"]*)"')


class Whole(Preprocessor):
    """Turn what only JupyterLab can show into HTML that stands on its own.

    A chart becomes a live plotly chart; plotly.js stands in the page once, before the first of them. A drawing becomes
    an image with its sentence as the alternative text. A formula becomes MathML, which browsers typeset and read
    aloud themselves. Views and states of widgets are removed: without a kernel they show nothing, and their viewer
    would be loaded from the network.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the outputs of a notebook; nbconvert hands over a copy."""
        nb.metadata.pop("widgets", None)
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = pictures(formulas(cell.source), Path(resources.get("metadata", {}).get("path") or "."))
        charts = 0
        for output in (output for cell in nb.cells for output in cell.get("outputs", [])):
            data = output.get("data", {})
            data.pop(VIEW, None)
            figure = data.pop(CHART, None) or data.pop(PLOTLY, None)
            if figure:
                data.pop(SVG, None)  # the live chart is better than its picture
                library = "" if charts else _library()
                data["text/html"] = library + chart(figure, data.get("text/plain", ""), f"unrolled-chart-{charts}")
                charts += 1
            elif SVG in data and "text/html" not in data:
                data["text/html"] = image(data.pop(SVG), data.get("text/plain", ""))
        return nb, resources


def chart(figure: dict[str, Any], description: str, name: str) -> str:
    """A plotly figure as HTML for a page that holds plotly.js.

    Args:
        figure: its JSON.
        description: what it shows; without one, the figure's title.
        name: of the element.
    """
    layout = {"height": 360, **figure.get("layout", {})}
    arguments = json.dumps([figure["data"], layout, CONFIG | figure.get("config", {})]).replace("</", "<\\/")
    return (
        f'<div id="{name}" role="img" aria-label="{escape(chart_label(figure, description))}"></div>'
        f'<script>Plotly.newPlot("{name}", ...{arguments});</script>'
    )


def formulas(markdown: str) -> str:
    """The text with its formulas, between one or two dollar signs, as MathML; code stays unchanged."""

    def replaced(found: re.Match[str]) -> str:
        if found["code"]:
            return found["code"]
        return convert(found["block"] or found["inline"], display="block" if found["block"] else "inline")

    return _FORMULA.sub(replaced, markdown)


def pictures(markdown: str, folder: Path) -> str:
    """The text with the pictures of that folder embedded. (nbconvert's own way breaks MathML.)"""

    def replaced(found: re.Match[str]) -> str:
        file = folder / found["path"]
        if not file.is_file():
            return found[0]
        mime_type, _ = mimetypes.guess_type(file.name)
        return f"![{found['alt']}](data:{mime_type};base64,{base64.b64encode(file.read_bytes()).decode()})"

    return _PICTURE.sub(replaced, markdown)


def chart_label(figure: dict[str, Any], description: str) -> str:
    """What a chart shows: the description or, without one, the figure's title or the names of its axes."""
    layout = figure.get("layout", {})
    title, up, across = (_title(layout.get(name, {}) if name else layout) for name in ("", "yaxis", "xaxis"))
    axes = f"A chart of {up} against {across}" if up and across else "A chart"
    return re.sub(r"<[^>]*>", " ", description or title or axes)


def _title(part: dict[str, Any]) -> str:
    title = part.get("title") or ""
    return title if isinstance(title, str) else title.get("text") or ""


def image(svg: str, description: str) -> str:
    """An SVG drawing as an image with an alternative text: its own label or, without one, the description."""
    own = _LABEL.search(svg)
    label = unescape(own[1]) if own else description
    packed = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{escape(label)}" src="data:{SVG};base64,{packed}">'


def _library() -> str:
    """plotly.js as a script. nbconvert's pages have RequireJS; plotly.js would register there and stay invisible."""
    from plotly.offline import get_plotlyjs

    source = get_plotlyjs().replace("</script", "<\\/script")
    before, after = "window.requireDefine = window.define; window.define = undefined;", "window.define = requireDefine;"
    return "".join(f"<script>{part}</script>" for part in (before, source, after))
