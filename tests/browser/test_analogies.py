"""Notebook 09 in JupyterLab: every panel is moved, and shows what its twin in Python computes."""

import re

import pytest
from moving import complains

from lab import described, more
from unrolled import notebook
from unrolled.datasets import word_vectors
from unrolled.lessons.analogies.arithmetic.panel import AnalogyPanel
from unrolled.lessons.analogies.capitals.panel import CapitalsPanel
from unrolled.lessons.analogies.table8.panel import Table8Panel


@pytest.fixture(scope="module")
def glove():
    notebook.setup()
    return word_vectors.glove()


@pytest.fixture(scope="module")
def visit(ran):
    return ran("09_word2vec_analogies.ipynb")


def test_analogies_are_asked_and_table_8_is_walked(visit, glove):
    panel, twin = visit.panel("Analogies"), AnalogyPanel(glove, word_vectors.ours())
    described(panel, twin.describe())
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())
    more(panel)
    panel.get_by_text("allowed", exact=True).click()
    twin.inputs.value = "allowed"
    described(panel, twin.describe())
    first = panel.get_by_role("textbox").first
    first.fill("Pariss")
    complains(panel, "“paris”")
    described(panel, twin.describe())
    table, other = visit.panel("Table 8, asked again"), Table8Panel(glove, word_vectors.ours())
    table.locator(".unrolled-wide").press("ArrowRight")
    other.live.cursor += 1
    described(table, other.describe())


def test_shuffled_arrows_are_those_of_the_twin(visit, glove):
    panel, twin = visit.panel("Countries and capitals"), CapitalsPanel(glove)
    panel.get_by_text("shuffled", exact=True).first.click()
    twin.pairing.value = "shuffled"
    described(panel, twin.describe())
    more(panel)
    panel.get_by_role("button", name="Shuffle again").click()
    twin.again.presses += 1
    described(panel, twin.describe())


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []
