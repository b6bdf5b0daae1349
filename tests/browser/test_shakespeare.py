"""Notebook 05 in JupyterLab: the temperature panel with the 3 x 512 network, and every other panel moved."""

import re

import pytest
from temperature_panel import check, drawn, swept

from lab import described, more
from unrolled import notebook
from unrolled.datasets import shakespeare
from unrolled.lessons.char_rnn.temperature.panel import TemperaturePanel
from unrolled.lessons.shakespeare.against_temperature.panel import AgainstTemperaturePanel
from unrolled.lessons.shakespeare.big_networks.panel import BigNetworksPanel
from unrolled.lessons.shakespeare.memorised.panel import MemorisedPanel
from unrolled.lessons.shakespeare.passages.panel import PassagesPanel
from unrolled.lessons.shakespeare.reading.panel import MODERN
from unrolled.lessons.shakespeare.snapshots.panel import SnapshotsPanel
from unrolled.measuring.novelty import training_plays
from unrolled.training.checkpoint import load_sampler, summary


@pytest.fixture(scope="module")
def network():
    notebook.setup()
    return load_sampler("shakespeare_3x512")


@pytest.fixture(scope="module")
def visit(ran):
    return ran("05_synthetic_shakespeare.ipynb")


def test_the_slider_moves_bars_and_text_to_what_the_sampler_computes(visit, network):
    model, vocabulary, card = network
    twin = TemperaturePanel(model, vocabulary, prompt="PANDARUS:\n", note=summary(card))
    twin.finish()
    panel = visit.panel("Temperature")
    swept(panel)
    panel.get_by_role("button", name="Firm 0.8").click()
    slider = panel.get_by_role("slider")
    check(panel, twin, 0.8)
    for key, temperature in (("ArrowRight", 0.85), ("PageUp", 1.35), ("Home", 0.0), ("End", 3.0)):
        slider.press(key)
        check(panel, twin, temperature)
    before = drawn(panel)
    slider.press("n")
    panel.page.wait_for_function(
        "old => document.querySelector('.unrolled-panel pre').textContent !== old",
        arg=before["passage"],
        timeout=20_000,
    )
    assert drawn(panel)["bars"] == before["bars"]


def test_ours_and_his_follow_the_temperature(visit, network):
    parts = shakespeare.split()
    twin = PassagesPanel(*network[:2], parts.validation | parts.test, training_plays())
    panel = visit.panel("Ours and his")
    panel.get_by_role("slider", name="Temperature τ").press("ArrowRight")
    twin.temperature.value = 0.75
    described(panel, twin.describe())
    panel.get_by_role("slider", name="Place in the play").press("PageUp")
    twin.place.value = float(panel.get_by_role("slider", name="Place in the play").input_value())
    described(panel, twin.describe())
    panel.get_by_role("combobox", name="Play it never saw").select_option("Macbeth")
    twin.play.value = "Macbeth"
    described(panel, twin.describe())
    panel.locator(".unrolled-wide").press("ArrowRight")
    described(panel, "sentence 2")


def test_matches_are_found_for_every_writer(visit, network):
    parts = shakespeare.split()
    twin = MemorisedPanel(*network[:2], parts.validation | parts.test, training_plays())
    panel = visit.panel("Memorised or made up")
    described(panel, twin.describe())
    panel.get_by_role("slider", name="Shortest match").press("ArrowRight")
    twin.least.value = 16
    described(panel, twin.describe())
    for words, writer in (("held-out play", "play"), ("you", "yours")):
        panel.get_by_text(words, exact=True).click()
        twin.writer.value = writer
        described(panel, twin.describe())
    more(panel)
    panel.get_by_role("textbox", name="Your text").fill("<b>Good my lord</b>")
    described(panel, "Your text")
    assert panel.locator("svg b").count() == 0


def test_snapshots_and_sizes_follow_their_cursors(visit):
    panel = visit.panel("Learning to write")
    panel.get_by_role("slider", name="Snapshot").first.press("End")
    twin = SnapshotsPanel()
    twin.snapshot.value = len(twin.record.snapshots)
    described(panel, twin.describe())
    panel.get_by_role("slider", name="Snapshot").first.press("Home")
    twin.snapshot.value = 1
    described(panel, twin.describe())
    sizes = visit.panel("Big networks")
    other = BigNetworksPanel()
    sizes.locator(".unrolled-wide").press("Home")
    other.live.cursor = 0
    described(sizes, other.describe())
    sizes.get_by_text("training time", exact=True).click()
    described(sizes, other.describe())


def test_measures_of_temperature_have_a_cursor(visit):
    panel = visit.panel("Against temperature")
    twin = AgainstTemperaturePanel()
    panel.locator(".unrolled-wide").press("ArrowRight")
    twin.live.cursor += 1
    described(panel, twin.describe())
    panel.get_by_role("combobox", name="Measure").select_option("entropy")
    twin.measure.value = "entropy"
    described(panel, twin.describe())


def test_a_text_of_ones_own_is_read(visit):
    panel = visit.panel("Surprise along the text")
    panel.get_by_role("button", name="Today").click()
    described(panel, f"of {len(MODERN)},")
    more(panel)
    panel.get_by_role("textbox", name="Text", exact=True).fill("DUKE:\nWell met, ß")
    panel.get_by_role("status").filter(has_text="“ß”").wait_for(timeout=20_000)
    panel.get_by_role("textbox", name="Text", exact=True).fill("DUKE:\nWell met, good friend.")
    described(panel, "of 28,")


def test_a_quiz_is_played(visit):
    panel = visit.panel("Real or synthetic?")
    described(panel, "Passage 1 of 10, not judged yet")
    panel.get_by_role("button", name="Next").click()
    panel.get_by_role("status").filter(has_text="Judge this passage first").wait_for(timeout=20_000)
    panel.locator(".unrolled-wide").press("r")
    described(panel, "of 1 right")
    panel.get_by_role("button", name="Next").click()
    described(panel, "Passage 2 of 10, not judged yet")


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []
