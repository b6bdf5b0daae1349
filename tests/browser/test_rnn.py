"""Notebook 01 in the browser: keys, buttons and typing, and what is drawn against what the probe computes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import lab
from lab import described
from unrolled import notebook
from unrolled.drawing.numbers import signed
from unrolled.lessons.rnn.two_equations.panel import TwoEquationsPanel


@pytest.fixture(scope="module")
def visit(ran):
    return ran("01_recurrent_networks.ipynb")


@pytest.fixture(scope="module")
def twin():
    """The same panel without a page: its probe says what must be drawn."""
    notebook.setup()
    return TwoEquationsPanel()


def region(visit, name):
    found = visit.page.get_by_role("region", name=name, exact=True)
    found.scroll_into_view_if_needed()
    found.locator(".unrolled-over svg").wait_for(timeout=60_000)
    return found


def moving(panel):
    """The words and numbers of the layer that moves."""
    return panel.evaluate("panel => [...panel.querySelectorAll('.unrolled-over text')].map(node => node.textContent)")


def same(panel, twin):
    """The page shows the state, the weights into the outlined unit and the sentence of the twin."""
    described(panel, twin.describe())
    drawn, view = moving(panel), twin.record
    t, unit = view.step, view.unit
    assert [words for words in drawn if words.startswith("to unit")] == [
        f"to unit {unit + 1}: {signed(view.W_xh[unit, view.ids[t]] + view.b[unit])}"
        if not view.backward
        else f"to unit {unit + 1}: {signed(view.from_logits[t][unit], 3)}"
    ]
    for value in (view.d_h if view.backward else view.h)[t]:
        assert signed(value, 3 if view.backward else 2) in drawn


def test_keys_go_through_steps_and_units(visit, twin):
    panel = region(visit, "The two equations")
    picture = panel.get_by_role("slider", name="Step")
    picture.press("Home")
    twin.live.cursor = 0
    same(panel, twin)
    for key, (step, unit) in (("ArrowRight", (1, 0)), ("ArrowDown", (1, 1)), ("End", (3, 1)), ("ArrowLeft", (2, 1))):
        picture.press(key)
        twin.live.cursor, twin.live.row = step, unit
        same(panel, twin)
    panel.locator('[data-pick="1"][data-row="2"]').click()
    twin.live.cursor, twin.live.row = 1, 2
    same(panel, twin)


def test_the_gradient_goes_the_other_way(visit, twin):
    panel = region(visit, "The two equations")
    panel.get_by_text("Gradients back", exact=True).click()
    twin.direction.value = "back"
    same(panel, twin)
    panel.get_by_role("button", name="Step", exact=True).click()
    twin.forward.presses += 1
    same(panel, twin)
    lab.more(panel)
    panel.get_by_text("Fresh", exact=True).click()
    twin.weights.value = "fresh"
    same(panel, twin)
    panel.get_by_text("Forward", exact=True).click()
    panel.get_by_role("button", name="reset").click()
    panel.get_by_role("button", name="More controls").press("Escape")
    twin.direction.value, twin.weights.value = "forward", "trained"
    same(panel, twin)


def test_words_of_ones_own_and_words_that_cannot_be(visit, twin):
    panel = region(visit, "The two equations")
    box, status = panel.get_by_role("textbox", name="Word"), panel.get_by_role("status")
    before = moving(panel)
    for word, sentence in (("h", "“h” has one letter"), ("", "There is no letter"), ("x" * 500, "has 500 letters")):
        box.fill(word)
        status.filter(has_text=sentence).wait_for(timeout=20_000)
        assert moving(panel) == before
    box.fill("<b>")
    twin.word.value = "<b>"
    same(panel, twin)
    box.fill("lighthouses!")
    twin.word.value = "lighthouses!"
    same(panel, twin)
    panel.get_by_role("slider", name="Step").press("End")
    twin.live.cursor = 10
    same(panel, twin)
    box.fill("hello")
    twin.word.value = "hello"
    same(panel, twin)


def test_play_takes_a_step_a_second(visit):
    panel = region(visit, "The two equations")
    picture = panel.get_by_role("slider", name="Step")
    picture.press("Home")
    described(panel, "Step 1 of 4")
    picture.press("p")
    described(panel, "Step 4 of 4")
    panel.get_by_role("button", name="▶ Play").wait_for(timeout=20_000)  # it has ended by itself


def test_a_word_is_learned_in_sight_and_a_window_cuts(visit):
    panel = region(visit, "Train on one word")
    described(panel, "After 0 updates")
    lab.more(panel)
    panel.get_by_role("button", name="1 update", exact=True).click()
    described(panel, "After 1 update,")
    panel.get_by_role("button", name="10 updates").click()
    described(panel, "After 11 updates")
    panel.get_by_role("button", name="More controls").press("Escape")
    panel.get_by_role("slider", name="Window", exact=True).press("Home")
    described(panel, "cut every step")
    assert panel.locator(".unrolled-still text", has_text="cut").count() == 3
    panel.get_by_role("button", name="Train", exact=True).click()
    panel.locator(".unrolled-words").filter(has_text="stop at any time").wait_for(timeout=30_000)
    panel.get_by_role("button", name="Stop").click()
    panel.get_by_role("status").filter(has_text="letters right").wait_for(timeout=30_000)
    panel.get_by_role("button", name="3", exact=True).click()
    described(panel, "After 0 updates, ")
    described(panel, "of axyzbcxyzd")


def test_no_serious_finding_of_axe_inside_our_panels(visit):
    for name in ("The two equations", "Train on one word"):
        region(visit, name)
    findings = Axe().run(visit.page, context=".unrolled-panel").response["violations"]
    serious = [f"{f['id']}: {f['nodes'][0]['html'][:200]}" for f in findings if f["impact"] in ("serious", "critical")]
    assert serious == []


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if "favicon" not in error] == []
