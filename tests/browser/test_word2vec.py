"""Notebook 08 in JupyterLab: every panel is moved, and shows what its twin in Python computes."""

import re

import pytest
from moving import complains, slide

import lab
from lab import described
from unrolled.lessons.word2vec.one_update.panel import UpdatePanel
from unrolled.lessons.word2vec.output_cost.panel import OutputCostPanel
from unrolled.lessons.word2vec.pair_factory.panel import PairFactoryPanel
from unrolled.lessons.word2vec.phrases.panel import PhrasesPanel
from unrolled.lessons.word2vec.subsampling.panel import SubsamplingPanel


@pytest.fixture(scope="module")
def visit(ran):
    return ran("08_word2vec.ipynb")


def test_pairs_are_walked_and_drawn_anew(visit):
    panel, twin = visit.panel("Pair factory"), PairFactoryPanel()
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())
    slide(panel, twin, "Largest window", twin.window, "Home")
    panel.get_by_text("CBOW", exact=True).click()
    twin.model.value = "cbow"
    described(panel, twin.describe())
    lab.more(panel)
    panel.get_by_role("textbox", name="Sentence").fill("")
    complains(panel, "word")
    described(panel, twin.describe())
    panel, twin = visit.panel("One update"), UpdatePanel()
    slide(panel, twin, "Noise power", twin.power, "End")
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())


@pytest.mark.parametrize(
    ("title", "make", "slider", "control"),
    [
        ("The cost of an answer", OutputCostPanel, "Words: 10", "power"),
        ("Subsampling", SubsamplingPanel, "Threshold", "power"),
        ("Phrases", PhrasesPanel, "Threshold", "power"),
    ],
)
def test_technical_issues_follow_their_sliders(visit, title, make, slider, control):
    panel, twin = visit.panel(title), make()
    slide(panel, twin, slider, getattr(twin, control), "PageUp")
    slide(panel, twin, slider, getattr(twin, control), "ArrowLeft")


def test_vectors_are_trained_and_stopped(visit):
    panel = visit.panel("Train word vectors")
    panel.get_by_role("slider", name="Time").press("Home")
    panel.get_by_role("button", name="Start").click()
    complains(panel, re.compile(r"\d+ of \d+ s|s left"))
    panel.get_by_role("button", name="Stop").click()
    complains(panel, "Stopped")


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []
