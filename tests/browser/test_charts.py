"""Charts that stand in a notebook outside of panels: in the dark theme they are dark, and as high as before."""

import io
import json
from xml.etree import ElementTree

import nbformat
import numpy as np
import pytest
from PIL import Image

import chart_pictures
from unrolled.lessons.rnn.dropout.figure import play_chart
from unrolled.lessons.rnn.dropout.probe import on_a_play

CELLS = (
    "from unrolled import notebook\nfrom unrolled.lessons import rnn\n"
    "from unrolled.panels import Predict\nnotebook.setup()",
    "Predict(rnn.BETTER)",  # brings the style of the page
    "from unrolled.lessons.rnn.dropout.figure import play_chart\n"
    "from unrolled.lessons.rnn.dropout.probe import on_a_play\nplay_chart(on_a_play())",
)
CHANGE = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"


@pytest.fixture
def notebook(_folder):
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), _folder / "chart.ipynb")
    return "chart.ipynb"


def test_a_chart_follows_the_theme(alone, notebook):
    with alone(notebook) as here:
        here.run_all()
        chart = here.page.locator(".jp-RenderedPlotly")
        chart.locator(".main-svg").first.wait_for()
        grounds = {}
        for theme in ("Dark", "Light"):
            here.page.evaluate(CHANGE, f"JupyterLab {theme}")
            here.page.wait_for_selector(f"body[data-jp-theme-name$='{theme}']", state="attached")
            here.page.wait_for_timeout(1000)
            chart.scroll_into_view_if_needed()
            assert chart.bounding_box()["height"] >= 400
            picture = np.asarray(Image.open(io.BytesIO(chart.screenshot())).convert("L"))
            grounds[theme] = float(np.median(picture))
        assert grounds["Dark"] < 40
        assert grounds["Light"] > 250
        assert here.errors == []


def test_a_built_notebook_gets_a_still_picture_of_each_chart(opened):
    figure = json.loads(play_chart(on_a_play()).to_json())
    one, two = chart_pictures.draw(opened, [figure, figure])
    assert one == two
    root = ElementTree.fromstring(one)
    assert len(root.findall(".//{*}path[@class='js-line']")) == len(figure["data"])
    assert figure["layout"]["title"]["text"] in "".join(root.itertext())
    assert "var(" not in one
