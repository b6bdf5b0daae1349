"""What every figure must show and must never show, on the examples that the topics' tests of figures keep."""

import importlib
import inspect
import pkgutil
import runpy
import typing
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import plotly.graph_objects as go
import plotly.io as pio
import pytest

import unrolled.lessons
from unrolled.drawing import theme
from unrolled.drawing.svg import Drawing

EXAMPLES = {}
for _file in sorted(Path(__file__).parent.glob("*/**/test_figure*.py")):
    EXAMPLES |= runpy.run_path(str(_file)).get("EXAMPLES", {})
CHARTS = [name for name, make in EXAMPLES.items() if isinstance(make(), go.Figure)]
DRAWINGS = [name for name in EXAMPLES if name not in CHARTS]


def public_figures():
    """Topic and name of all functions that return a figure or a drawing."""
    for module in pkgutil.walk_packages(unrolled.lessons.__path__, "unrolled.lessons."):
        _, _, _, topic, role, *_ = [*module.name.split("."), "", ""]
        if role != "figure":
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            local = function.__module__ == loaded.__name__ and not name.startswith("_")
            if local and typing.get_type_hints(function).get("return") in (go.Figure, Drawing):
                yield f"{topic}.{name}"


def test_every_figure_has_an_example():
    assert set(public_figures()) == set(EXAMPLES)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_offers_to_post_itself_to_a_cloud(name):
    theme.apply()
    bundle = pio.renderers["plotly_mimetype"].to_mimebundle(EXAMPLES[name]().to_dict())
    assert bundle["application/vnd.plotly.v1+json"]["config"]["showSendToCloud"] is False
    assert theme.CONFIG["showSendToCloud"] is False  # of live charts; a browser test looks at the buttons


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_labelled_and_readable(name):
    figure = EXAMPLES[name]()
    assert figure.layout.yaxis.title.text
    template = figure.layout.template.layout
    assert template.xaxis.tickfont.size >= 14
    assert template.xaxis.tickangle == 0
    assert template.font.size >= 14


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_well_formed_described_and_readable(name):
    drawing = EXAMPLES[name]()
    root = ElementTree.fromstring(drawing)
    assert root.get("role") == "img"
    assert len(root.get("aria-label")) > 20
    sizes = [float(node.get("font-size")) for node in root.iter() if node.get("font-size")]
    assert min(sizes) >= 14
    width = float(root.get("width"))
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= width


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_outside_a_panel_has_plain_colours(name):
    shown = EXAMPLES[name]()._repr_svg_()
    assert "var(" not in shown
    assert "#" in shown


@pytest.mark.parametrize("name", DRAWINGS)
def test_learners_text_is_escaped_in_every_drawing(name):
    assert "<b>" not in EXAMPLES[name]()
