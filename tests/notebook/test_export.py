"""Exported pages: charts and formulas that need no network, a sentence for each picture, no widgets, and slides."""

import base64
import json
import re
from pathlib import Path

import nbformat
import plotly.graph_objects as go
from bs4 import BeautifulSoup
from traitlets.config import Config

import notebooks as tool
from nbconvert import HTMLExporter, SlidesExporter
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import CHART
from unrolled.lessons import char_rnn
from unrolled.notebook.export import PLOTLY, VIEW, Whole, chart

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Config(json.loads((ROOT / "tools" / "jupyter_config.json").read_text()))


def shown(*bundles):
    """A notebook with these outputs, one a cell."""
    outputs = [nbformat.v4.new_output("display_data", data=bundle) for bundle in bundles]
    cells = [nbformat.v4.new_code_cell("show()", outputs=[output]) for output in outputs]
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": tool.KERNEL})


def figure(title="A finding"):
    return json.loads(go.Figure(go.Scatter(y=[1, 2]), layout={"title": title}).to_json())


def exported(notebook, exporter=HTMLExporter, **settings):
    settings["TemplateExporter"] = {"extra_template_basedirs": [str(ROOT / "tools" / "nbconvert" / "templates")]}
    return exporter(config=SETTINGS | Config(settings)).from_notebook_node(notebook)[0]


def outside(page):
    """Addresses that scripts and styles of a page are loaded from."""
    return re.findall(r'<(?:script|link)[^>]*(?:src|href)="(https?:[^"]+)', page)


def test_charts_are_live_and_the_library_stands_in_the_page_once():
    page = exported(shown({PLOTLY: figure("One")}, {CHART: figure("Two"), "text/plain": "It rises & ends."}))
    assert page.count('<script>Plotly.newPlot("unrolled-chart-') == 2
    assert page.index("window.define = undefined") < page.index("Plotly.newPlot(")
    assert page.count("window.define = undefined") == 1
    assert 'aria-label="One"' in page
    assert 'aria-label="It rises &amp; ends."' in page
    assert page.count('role="img"') == 2
    assert '"showSendToCloud": false' in page
    assert outside(page) == []


def test_what_a_chart_says_cannot_leave_its_script():
    made = chart(figure("</script><b>bold</b>"), "", "c")
    assert made.count("</script>") == 1
    assert "<b>" not in made.split("<script>")[0]
    assert 'aria-label="A chart"' in chart({"data": []}, "", "c")


def test_formulas_are_mathml_and_code_keeps_its_dollars():
    text_cell = nbformat.v4.new_markdown_cell
    cells = [
        text_cell(
            "The state $h_t$ and\n\n$$C_t = f_t \\odot C_{t-1}$$\n\n| a | b |\n|---|---|\n| $|x|$ | `$5` and `$6` |"
        ),
        text_cell("```\ncost = $3, $4\n```\n*$a*b$* costs \\$1 to \\$2"),
    ]
    page = BeautifulSoup(exported(nbformat.v4.new_notebook(cells=cells)), "html.parser")
    shown = [(one["display"], one.get_text()) for one in page.select("math")]
    assert shown == [("inline", "ht"), ("block", "Ct=ft⊙Ct−1"), ("inline", "|x|"), ("inline", "a*b")]
    assert page.select_one("math msub").get_text() == "ht"
    assert [code.get_text() for code in page.select("code")][:2] == ["$5", "$6"]
    assert "cost = $3, $4" in page.get_text()
    assert "costs $1 to $2" in page.get_text().replace("\\", "")


def test_pictures_beside_a_notebook_stand_in_the_page(tmp_path):
    (tmp_path / "dot.gif").write_bytes(b"GIF89a")
    cell = nbformat.v4.new_markdown_cell("![A dot](dot.gif) ![Elsewhere](gone.gif) [a link](dot.gif)")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    made, _ = Whole().preprocess(notebook, {"metadata": {"path": str(tmp_path)}})
    packed = base64.b64encode(b"GIF89a").decode()
    expected = f"![A dot](data:image/gif;base64,{packed}) ![Elsewhere](gone.gif) [a link](dot.gif)"
    assert made.cells[0].source == expected


def test_a_drawing_is_an_image_with_its_sentence():
    drawing = Drawing.of(text("a", 1, 1), width=9, height=9, description='A "cell" & its gate.')
    plain = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    page = exported(
        shown({"image/svg+xml": str(drawing), "text/plain": "repr"}, {"image/svg+xml": plain, "text/plain": "A dot."})
    )
    images = BeautifulSoup(page, "html.parser").select("img")
    assert [image["alt"] for image in images] == ['A "cell" & its gate.', "A dot."]
    assert base64.b64decode(images[0]["src"].partition("base64,")[2]).decode() == drawing
    assert "No description has been provided" not in page


def test_views_and_states_of_widgets_go_and_their_words_stay():
    notebook = shown(
        {VIEW: {"model_id": "1"}, "text/plain": "Predict: which?"}, {VIEW: {"model_id": "2"}, CHART: figure()}
    )
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"1": {}, "2": {}}}}
    page = exported(notebook)
    assert "Predict: which?" in page
    assert "Plotly.newPlot" in page
    assert "model_id" not in page
    assert "widget-state" not in page
    assert "unpkg.com" not in page


def test_other_outputs_are_left_alone():
    page = exported(shown({"text/html": "<p>answer</p>", "image/svg+xml": "<svg/>"}, {"text/plain": "42"}))
    assert "<p>answer</p>" in page
    assert "42" in page
    assert "<img" not in page


def test_a_panel_that_is_run_while_exporting_leaves_a_chart_and_no_widget():
    code = nbformat.v4.new_code_cell("from unrolled.lessons import char_rnn\nchar_rnn.SoftmaxPanel()")
    notebook = nbformat.v4.new_notebook(cells=[code], metadata={"kernelspec": tool.KERNEL})
    page = exported(notebook, ExecutePreprocessor={"enabled": True})
    (told,) = (part["aria-label"] for part in BeautifulSoup(page, "html.parser").select("[role=img]"))
    assert told == char_rnn.SoftmaxPanel().describe()
    assert "Plotly.newPlot(" in page
    assert "widget-state" not in page
    assert "unpkg.com" not in page


def test_a_built_notebook_is_cut_into_slides():
    notebook = tool.read(tool.scripts()[0])
    page = exported(notebook, SlidesExporter)
    kinds = tool.cut(notebook)
    assert kinds[0] == "slide"
    assert kinds.count("slide") == 4  # title and doctor, panels, exercises and map, summary
    assert outside(page) == []
    assert page.count("<section") == 2 * kinds.count("slide") + kinds.count("subslide")


def test_a_part_of_a_section_is_a_text_and_one_cell():
    text_cell, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    cells = [
        text_cell("# A"),
        code("1"),
        code("2"),
        text_cell("more"),
        code("3"),
        text_cell("### B"),
        text_cell("## C"),
    ]
    assert tool.slides(cells) == ["slide", "-", "subslide", "subslide", "-", "subslide", "slide"]
