"""Open notebook 02, drive the X-ray by keyboard and mouse, and compare what is drawn with what the probe computes."""

import re

import numpy as np
import pytest

import lab
from unrolled import notebook
from unrolled.lessons.gradients.x_ray.figure import LEFT, PLOT, RIGHT, number
from unrolled.lessons.gradients.x_ray.panel import FRENCH, SKY, GradientPanel


@pytest.fixture(scope="module")
def twin():
    """The same panel without a page: its probe says what must be drawn."""
    notebook.setup()
    return GradientPanel()


@pytest.fixture(scope="module")
def visit(ran):
    return ran("02_vanishing_gradients.ipynb")


@pytest.fixture
def panel(visit):
    """The first X-ray, back at its start."""
    found = visit.page.get_by_role("region", name="Gradient X-ray", exact=True).first
    found.scroll_into_view_if_needed()
    lab.more(found)
    found.get_by_role("radio", name="state h").check(force=True)
    found.get_by_role("radio", name="untrained", exact=True).check(force=True)
    for name, value in (("Spectral radius ρ", "0.9"), ("Forget bias", "2")):
        box = found.get_by_role("textbox", name=f"{name}, typed")
        box.fill(value)
        box.press("Enter")
    found.get_by_role("button", name="sky").click()
    lab.described(found, "At “c”, 19 steps back, the LSTM keeps")
    found.get_by_role("button", name="Slide 4: French").click()
    found.get_by_role("button", name="More controls").press("Escape")  # it would lie over the picture
    lab.described(found, "At “F”, 40 steps back, the LSTM keeps")
    return found


def check(panel, twin):
    """Wait for the twin's sentence, then compare lines and values in the page with the probe's numbers."""
    lab.described(panel, twin.describe())
    panel.get_by_role("status").filter(has_text=twin.describe()).wait_for(timeout=20_000)
    shown = twin.record
    values = {line.key: number(line.sizes[shown.cursor]) for line in shown.lines}
    panel.page.wait_for_function(
        """([panel, values]) => Object.entries(values).every(([key, words]) =>
            panel.querySelector(`[data-value="${key}"]`)?.textContent === words)""",
        arg=[panel.element_handle(), values],
        timeout=20_000,
    )
    drawn = dict(
        panel.evaluate(
            "panel => [...panel.querySelectorAll('[data-line]')].map(n => [n.dataset.line, n.getAttribute('d')])"
        )
    )
    for line in shown.lines:
        inside = [(k, s) for k, s in enumerate(line.sizes) if s > 0 and PLOT.holds(np.log10(s))]
        heights = {}
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", drawn.get(line.key, "")):
            heights[round(float(x), 1)] = float(y)
        pitch = (RIGHT - LEFT) / max(len(shown.text) - 1, 9)
        for k, size in inside:
            x = round(RIGHT - (len(shown.text) - 1 - k) * pitch, 1)
            y = next(found for at, found in heights.items() if abs(at - x) < 0.15)
            assert y == pytest.approx(PLOT.y(np.log10(size)), abs=0.3), (line.key, k)


def put(twin, **values):
    for name, value in {"radius": 0.9, "forget": 2, "wrt": "h", "networks": "untrained", "text": SKY, **values}.items():
        getattr(twin, name).value = value
    twin.text.value = values.get("text", FRENCH)


def test_keys_move_sliders_and_lines_to_what_the_probe_computes(panel, twin):
    put(twin)
    check(panel, twin)
    radius = panel.get_by_role("slider", name="Spectral radius ρ")
    for key, value in (("PageUp", 1.0), ("End", 3.0), ("ArrowLeft", 2.99), ("Home", 0.0)):
        radius.press(key)
        twin.radius.value = value
        check(panel, twin)
    radius.press("PageUp")
    twin.radius.value = 0.1
    forget = panel.get_by_role("slider", name="Forget bias")
    forget.press("Home")
    twin.forget.value = -2
    check(panel, twin)
    loss = panel.get_by_role("slider", name="Loss at step T")
    for key, value in (("PageDown", 49), ("ArrowLeft", 48), ("Home", 1)):
        loss.press(key)
        twin.loss.value = value
        check(panel, twin)


def test_cursor_by_keys_and_by_click(panel, twin):
    put(twin)
    picture = panel.get_by_role("slider", name="Character pointed at")
    for key, place in (("ArrowRight", 14), ("ArrowLeft", 13), ("End", 53), ("Home", 0)):
        picture.press(key)
        twin.live.cursor = place
        check(panel, twin)
    panel.locator("[data-pick='21']").click()
    twin.live.cursor = 21
    check(panel, twin)


def test_trained_networks_and_other_gradients(panel, twin):
    put(twin, networks="trained")
    lab.more(panel)
    panel.get_by_role("radio", name="trained", exact=True).check(force=True)
    check(panel, twin)
    for name, wrt in (("input x", "x"), ("carry C only", "c")):
        panel.get_by_role("radio", name=name).check(force=True)
        twin.wrt.value = wrt
        check(panel, twin)


def test_a_text_of_one_s_own_and_texts_that_cannot_be_read(panel, twin):
    lab.more(panel)
    box, status = panel.get_by_role("textbox", name="Text", exact=True), panel.get_by_role("status")
    before, height = panel.locator("[data-line='rnn']").get_attribute("d"), panel.bounding_box()["height"]
    for text, sentence in (
        ("<script>window.broken = true</script>", "“<” (place 1) is not among the 76 characters"),
        ("a", "The text needs two characters or more"),
        ("a" * 500, "The text has 500 characters"),
    ):
        box.fill(text)
        status.filter(has_text=sentence).wait_for(timeout=20_000)
        assert panel.locator("[data-line='rnn']").get_attribute("d") == before
        assert panel.bounding_box()["height"] == height  # nothing jumps
    assert panel.page.evaluate("() => window.broken") is None
    put(twin, text="My father lost me to the winds, and winds brought me home to my father")
    box.fill(twin.text.value)
    check(panel, twin)


def test_nothing_went_wrong_in_the_page(visit):
    assert visit.errors == []
    assert visit.outside == []


def test_more_opens_and_closes_by_key_and_counts_what_differs(visit):
    panel = visit.panel("Gradient X-ray")
    picture, button = panel.locator(".unrolled-wide"), panel.get_by_role("button", name="More controls")
    levels = panel.get_by_role("slider", name="TCN levels")
    reset = panel.get_by_role("button", name="reset")
    lab.more(panel)
    if reset.is_visible():  # other tests were here before
        reset.click()
    button.click()
    assert button.get_attribute("aria-expanded") == "false"
    assert not levels.is_visible()
    picture.press("m")
    assert button.get_attribute("aria-expanded") == "true"
    levels.press("ArrowLeft")
    panel.get_by_role("button", name="More controls, 1 differs").wait_for()
    panel.get_by_text("1 differs from its start").wait_for()
    levels.press("Escape")
    assert not levels.is_visible()
    assert button.evaluate("button => document.activeElement === button")
    visit.page.keyboard.press("Enter")
    reset.click()
    panel.get_by_role("button", name="More controls, 1 differs").wait_for(state="detached")
    assert levels.input_value() == "3"
    visit.page.keyboard.press("Escape")
    assert not levels.is_visible()
