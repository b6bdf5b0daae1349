"""Still pictures of charts where there is no Chromium; tests/browser/test_charts.py has one draw them."""

import json

import nbformat
import plotly.graph_objects as go

import chart_pictures
from unrolled.notebook.export import PLOTLY, SVG

FIGURE = json.loads(go.Figure(go.Scatter(y=[1, 2]), layout={"title": "It <b>rises</b>"}).to_json())


def notebook(**cells):
    """A notebook with one output for each cell, given by the cell's source."""
    made = nbformat.v4.new_notebook()
    for source, data in cells.items():
        output = nbformat.v4.new_output("display_data", data=data)
        made.cells.append(nbformat.v4.new_code_cell(source, outputs=[output]))
    return made


def test_without_a_chromium_a_chart_keeps_its_picture_and_a_new_one_has_none(monkeypatch):
    monkeypatch.setattr(chart_pictures.lab, "chromium", lambda: None)
    now = notebook(old={PLOTLY: FIGURE}, new={PLOTLY: FIGURE}, drawn={SVG: "<svg/>"})
    said = chart_pictures.add_pictures(now, notebook(old={PLOTLY: FIGURE, SVG: "<svg>before</svg>"}))
    assert said == "no Chromium: 1 charts keep their old pictures, 1 have none"
    assert [cell.outputs[0].data.get(SVG) for cell in now.cells] == ["<svg>before</svg>", None, "<svg/>"]
    assert [source for source, _ in chart_pictures.charts(now)] == ["new"]


def test_a_notebook_without_charts_opens_no_browser(monkeypatch):
    monkeypatch.setattr(chart_pictures.lab, "chromium", lambda: 1 / 0)
    assert chart_pictures.add_pictures(notebook(drawn={SVG: "<svg/>"}), None) == ""


def test_names_that_plotly_draws_by_lot_hang_on_the_figure_alone():
    drawn = '<svg><defs id="defs-{0}"/><g clip-path="url(#clip{0}xy)"/></svg>'
    one, two = drawn.format("0a1b2c"), drawn.format("ffee00")
    assert chart_pictures.steady(one, FIGURE) == chart_pictures.steady(two, FIGURE)
    assert chart_pictures.steady(one, FIGURE) != chart_pictures.steady(one, {**FIGURE, "data": []})


def test_a_picture_has_the_charts_sentence_or_its_title():
    assert 'aria-label="It  rises "' in chart_pictures.labelled("<svg a='1'/>", {PLOTLY: FIGURE})
    assert 'aria-label="1 &lt; 2"' in chart_pictures.labelled("<svg a='1'/>", {PLOTLY: FIGURE, "text/plain": "1 < 2"})
