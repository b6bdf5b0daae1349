"""Notebook 03 in a browser: the map of gates and the held gate do what their probes compute."""

import re

import pytest

import lab
from lab import described
from unrolled import notebook
from unrolled.lessons.lstm.four_steps.figure import SHEET
from unrolled.lessons.lstm.four_steps.panel import FourStepsPanel
from unrolled.lessons.lstm.gates.panel import GatesPanel
from unrolled.lessons.lstm.gates.record import WINDOW
from unrolled.lessons.lstm.gru.panel import GRUPanel
from unrolled.lessons.lstm.intervene.panel import IntervenePanel
from unrolled.lessons.lstm.tracking.probe import load_trackers
from unrolled.training.checkpoint import load_char_rnn

PASSAGE = "DUKE:\nThe sorrow of the night hath made thee pale,\nAnd I must leave thee now.\n\nLADY:\nO stay, my lord!"


@pytest.fixture(scope="module")
def network():
    notebook.setup()
    model, vocabulary, _ = load_char_rnn("shakespeare_2x256")
    return model, vocabulary


@pytest.fixture(scope="module")
def visit(ran):
    return ran("03_lstm_gates.ipynb")


def region(visit, name):
    found = visit.page.get_by_role("region", name=name, exact=True)
    found.scroll_into_view_if_needed()
    found.locator("svg").nth(1).wait_for(timeout=20_000)
    return found


def test_the_map_of_gates_follows_keys_clicks_and_jumps_and_hovering_tells_values(visit, network):
    panel, twin = region(visit, "Gates over a text"), GatesPanel(*network, trackers=load_trackers())
    described(panel, twin.describe())
    panel.get_by_text("place", exact=True).click()
    twin.track.value = "line"
    described(panel, twin.describe())
    panel.get_by_role("status").filter(has_text="Layer 2, unit 184").wait_for()
    place = panel.get_by_role("slider", name="Character, and unit")
    for key, cursor, down in (("End", twin.live.last, 0), ("ArrowLeft", twin.live.last - 1, 0), ("ArrowDown", None, 1)):
        place.press(key)
        if cursor is not None:
            twin.live.cursor = cursor
        twin.live.row += down
        described(panel, twin.describe())
    (column, row), cells = twin.record.first, panel.locator("rect[data-tip]")
    box = cells.bounding_box()
    wide, tall = box["width"] / WINDOW[0], box["height"] / WINDOW[1]
    at = {"x": 7.5 * wide, "y": 3.5 * tall}
    cells.hover(position=at)
    value = twin.record.values[twin.record.order[row + 3], column + 7]
    tip = panel.locator(".unrolled-tip")
    assert tip.inner_text().startswith(f"unit {twin.record.order[row + 3] + 1}, ")
    assert tip.inner_text().endswith(f"{value:+.2f}".replace("-", "−"))
    cells.click(position=at)
    with twin.live.hold_trait_notifications():
        twin.live.cursor, twin.live.row = column + 7, row + 3
    described(panel, twin.describe())
    lab.more(panel)
    panel.get_by_role("textbox", name="Text, yours or theirs").fill("ß")
    panel.get_by_role("status").filter(has_text="“ß” (place 1)").wait_for(timeout=20_000)


def test_a_gate_is_held_from_the_page(visit, network):
    panel, twin = region(visit, "Hold a gate"), IntervenePanel(*network, prompt="KING HENR", unit=184)
    twin.finish()
    described(panel, twin.describe())
    panel.get_by_role("slider", name="Gate at").press("End")
    twin.gate.value = 1
    twin.finish()
    described(panel, twin.describe())
    height = panel.bounding_box()["height"]
    panel.get_by_role("slider", name="Gate at").press("ArrowLeft")
    twin.gate.value = 0.95
    twin.finish()
    described(panel, twin.describe())
    assert panel.bounding_box()["height"] == height
    panel.get_by_text("one carry", exact=True).click()
    twin.part.value = "carry"
    twin.finish()
    described(panel, twin.describe())
    panel.get_by_role("slider", name="Memory at").press("Home")
    twin.carry.value = -10
    twin.finish()
    described(panel, twin.describe())
    lab.more(panel)
    panel.get_by_role("textbox", name="Prompt").fill("")
    panel.get_by_role("status").filter(has_text="The prompt is empty").wait_for(timeout=20_000)


def steps_twin():
    notebook.setup()
    model, vocabulary, _ = load_char_rnn("trio_lstm_0")
    return FourStepsPanel(model, vocabulary, text=PASSAGE)


def test_the_four_steps_are_gone_through_by_key_by_click_and_by_play(visit):
    panel, twin = region(visit, "Four steps of an LSTM"), steps_twin()
    described(panel, twin.describe())
    place = panel.get_by_role("slider", name="Character, and unit")
    height = panel.bounding_box()["height"]
    for step in "2341":
        place.press(step)
        twin.step.value = step
        described(panel, twin.describe())
        drawn = panel.locator(".unrolled-over text").all_text_contents()
        for unit in twin.record.window:
            assert set(SHEET.cells(twin.record, unit)) <= set(drawn)  # the whole table, as the probe has it
    for key, move in (("ArrowRight", (1, 0)), ("ArrowDown", (0, 1)), ("ArrowLeft", (-1, 0)), ("ArrowUp", (0, -1))):
        place.press(key)
        twin.live.cursor += move[0]
        twin.live.row += move[1]
        described(panel, twin.describe())
    panel.locator('[data-pick="43"]').click()
    twin.live.cursor = 43
    described(panel, twin.describe())
    panel.locator("[data-row]").first.click(position={"x": 20, "y": 8})
    twin.live.row = 0
    described(panel, twin.describe())
    place.press("c")
    twin.closing.presses += 1
    described(panel, twin.describe())
    panel.get_by_role("button", name="Play").click()
    for _ in range(3):
        twin.play.ticks += 1
        described(panel, twin.describe())
    panel.get_by_role("button", name="Pause").press("p")
    assert panel.get_by_role("button", name="Play").count() == 1
    assert panel.bounding_box()["height"] == height
    lab.more(panel)
    panel.get_by_text("all, in order", exact=True).click()
    twin.units.value = "all"
    described(panel, twin.describe())
    assert panel.locator("xpath=ancestor::*[contains(@class, 'jp-CodeCell')]").count() == 1  # keys stay in the panel


def test_the_output_of_the_lstm_stands_over_the_text(visit):
    panel = region(visit, "Simple RNN and LSTM")
    before = described(panel, "LSTM: carry C")
    panel.get_by_text("output h", exact=True).click()
    panel.get_by_text("LSTM: output h, −1 to +1", exact=True).wait_for(timeout=20_000)
    described(panel, "LSTM: h", no_more=before)


def test_the_four_views_of_the_gru(visit):
    panel = region(visit, "The GRU")
    gru, vocabulary, _ = load_char_rnn("trio_gru_0")
    twin = GRUPanel(gru, vocabulary, text=PASSAGE, lstm=load_char_rnn("trio_lstm_0")[0])
    place = panel.get_by_role("slider", name="Character, and unit")
    for key, look in (("b", "map"), ("c", "hold"), ("d", "memory"), ("a", "steps")):
        place.press(key)
        twin.look.value = look
        described(panel, twin.describe())
    place.press("4")
    place.press("ArrowLeft")
    twin.step.value, twin.live.cursor = "4", twin.live.cursor - 1
    described(panel, twin.describe())


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []
