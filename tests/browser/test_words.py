"""Notebooks 07 to 09 in JupyterLab: every panel is moved, and shows what its twin in Python computes."""

import re

import pytest

import lab
from lab import described
from unrolled import notebook
from unrolled.datasets import word_vectors
from unrolled.lessons.analogies.arithmetic.panel import AnalogyPanel
from unrolled.lessons.analogies.capitals.panel import CapitalsPanel
from unrolled.lessons.analogies.table8.panel import Table8Panel
from unrolled.lessons.encodings.axis.panel import AxisPanel
from unrolled.lessons.encodings.codings.panel import EncodingsPanel
from unrolled.lessons.encodings.collisions.panel import CollisionsPanel
from unrolled.lessons.word2vec.one_update.panel import UpdatePanel
from unrolled.lessons.word2vec.output_cost.panel import OutputCostPanel
from unrolled.lessons.word2vec.pair_factory.panel import PairFactoryPanel
from unrolled.lessons.word2vec.phrases.panel import PhrasesPanel
from unrolled.lessons.word2vec.subsampling.panel import SubsamplingPanel

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def glove():
    notebook.setup()
    return word_vectors.glove()


@pytest.fixture(scope="module")
def encodings(address, opened):
    with lab.visit(opened, address, "07_word_encodings.ipynb") as here:
        here.run_all()
        yield here


@pytest.fixture(scope="module")
def word2vec(address, opened):
    with lab.visit(opened, address, "08_word2vec.ipynb") as here:
        here.run_all()
        yield here


@pytest.fixture(scope="module")
def analogies(address, opened):
    with lab.visit(opened, address, "09_word2vec_analogies.ipynb") as here:
        here.run_all()
        yield here


def slide(panel, twin, name, control, key):
    """Press a key on a slider in the page, give the twin the same value, and wait until both say the same."""
    slider = panel.get_by_role("slider", name=name).first
    slider.press(key)
    control.value = float(slider.input_value())
    described(panel, twin.describe())


def complains(panel, words):
    panel.get_by_role("status").filter(has_text=words).wait_for(timeout=20_000)


def test_codings_and_collisions_follow_their_sliders(encodings, glove):
    panel, twin = encodings.panel("Three codings"), EncodingsPanel(glove)
    slide(panel, twin, "Buckets", twin.bits, "ArrowRight")
    panel.get_by_role("textbox", name="Your text").fill("<b>котёнок</b> cat")
    twin.text.value = "<b>котёнок</b> cat"
    described(panel, twin.describe())
    assert panel.locator("svg b").count() == 0
    panel, twin = encodings.panel("Collisions"), CollisionsPanel(glove)
    for key in ("ArrowRight", "Home"):
        slide(panel, twin, "Buckets", twin.bits, key)


def test_axes_and_judgements(encodings, glove):
    panel, twin = encodings.panel("Meaningful dimensions"), AxisPanel(glove)
    slide(panel, twin, "Raw dimension", twin.dimension, "PageUp")
    ends = panel.get_by_role("textbox", name="Axis")
    ends.fill("cat dgo")
    complains(panel, "“dgo”")
    ends.fill("small large")
    twin.ends.value = "small large"
    described(panel, twin.describe())


def test_pairs_are_walked_and_drawn_anew(word2vec):
    panel, twin = word2vec.panel("Pair factory"), PairFactoryPanel()
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())
    slide(panel, twin, "Largest window", twin.window, "Home")
    panel.get_by_text("CBOW", exact=True).click()
    twin.model.value = "cbow"
    described(panel, twin.describe())
    panel.get_by_role("button", name="More controls").click()
    panel.get_by_role("textbox", name="Sentence").fill("")
    complains(panel, "word")
    described(panel, twin.describe())
    panel, twin = word2vec.panel("One update"), UpdatePanel()
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
def test_technical_issues_follow_their_sliders(word2vec, title, make, slider, control):
    panel, twin = word2vec.panel(title), make()
    slide(panel, twin, slider, getattr(twin, control), "PageUp")
    slide(panel, twin, slider, getattr(twin, control), "ArrowLeft")


def test_vectors_are_trained_and_stopped(word2vec):
    panel = word2vec.panel("Train word vectors")
    panel.get_by_role("slider", name="Time").press("Home")
    panel.get_by_role("button", name="Start").click()
    complains(panel, re.compile(r"\d+ of \d+ s|s left"))
    panel.get_by_role("button", name="Stop").click()
    complains(panel, "Stopped")


def test_analogies_are_asked_and_table_8_is_walked(analogies, glove):
    panel, twin = analogies.panel("Analogies"), AnalogyPanel(glove, word_vectors.ours())
    described(panel, twin.describe())
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())
    panel.get_by_text("allowed", exact=True).click()
    twin.inputs.value = "allowed"
    described(panel, twin.describe())
    first = panel.get_by_role("textbox").first
    first.fill("Pariss")
    complains(panel, "“paris”")
    described(panel, twin.describe())
    table, other = analogies.panel("Table 8, asked again"), Table8Panel(glove, word_vectors.ours())
    table.locator(".unrolled-wide").press("ArrowRight")
    other.live.cursor += 1
    described(table, other.describe())


def test_shuffled_arrows_are_those_of_the_twin(analogies, glove):
    panel, twin = analogies.panel("Countries and capitals"), CapitalsPanel(glove)
    panel.get_by_text("shuffled", exact=True).first.click()
    twin.pairing.value = "shuffled"
    described(panel, twin.describe())
    panel.get_by_role("button", name="Shuffle again").click()
    twin.again.presses += 1
    described(panel, twin.describe())


@pytest.mark.parametrize("name", ["encodings", "word2vec", "analogies"])
def test_no_error_and_no_request_to_the_outside(name, request):
    """Runs last: looks back on the whole visit."""
    visit = request.getfixturevalue(name)
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []
