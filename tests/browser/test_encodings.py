"""Notebook 07 in JupyterLab: every panel is moved, and shows what its twin in Python computes."""

import re

import pytest
from moving import complains, slide

from lab import described, more
from unrolled import notebook
from unrolled.datasets import word_vectors
from unrolled.lessons.encodings.axis.panel import AxisPanel
from unrolled.lessons.encodings.codings.panel import EncodingsPanel
from unrolled.lessons.encodings.collisions.panel import CollisionsPanel
from unrolled.lessons.encodings.signs.panel import SignsPanel


@pytest.fixture(scope="module")
def glove():
    notebook.setup()
    return word_vectors.glove()


@pytest.fixture(scope="module")
def visit(ran):
    return ran("07_word_encodings.ipynb")


def test_codings_and_collisions_follow_their_sliders(visit, glove):
    panel, twin = visit.panel("Three codings"), EncodingsPanel(glove)
    slide(panel, twin, "Buckets", twin.bits, "ArrowRight")
    panel.get_by_role("textbox", name="Your text").fill("<b>котёнок</b> cat")
    twin.text.value = "<b>котёнок</b> cat"
    described(panel, twin.describe())
    assert panel.locator("svg b").count() == 0
    for title, twin in (("Collisions", CollisionsPanel(glove)), ("Signs", SignsPanel())):
        panel = visit.panel(title)
        for key in ("ArrowRight", "Home"):
            slide(panel, twin, "Buckets", twin.bits, key)


def test_axes_and_judgements(visit, glove):
    panel, twin = visit.panel("Meaningful dimensions"), AxisPanel(glove)
    slide(panel, twin, "Raw dimension", twin.dimension, "PageUp")
    more(panel)
    ends = panel.get_by_role("textbox", name="Your axis")
    ends.fill("cat dgo")
    complains(panel, "“dgo”")
    ends.fill("small large")
    twin.ends.value = "small large"
    described(panel, twin.describe())


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []
