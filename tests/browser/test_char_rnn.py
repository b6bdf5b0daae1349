"""Open JupyterLab, use the panels by keyboard, and compare what is drawn with what the probe computes."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

import lab
from unrolled import notebook
from unrolled.training.checkpoint import load_char_rnn, summary
from unrolled.widgets import SoftmaxPanel, TemperaturePanel

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def twin():
    """The same panel without a page: its probe says what must be drawn."""
    notebook.setup()
    model, vocabulary, card = load_char_rnn("shakespeare_2x256")
    panel = TemperaturePanel(model, vocabulary, note=summary(card))
    panel.finish()
    return panel


@pytest.fixture(scope="module")
def visit(address, opened):
    with lab.visit(opened, address, "04_char_rnn.ipynb") as here:
        here.run_all()
        yield here


@pytest.fixture
def panel(visit):
    """The temperature panel, back at its start."""
    found = visit.page.get_by_role("region", name="Temperature")
    found.scroll_into_view_if_needed()
    swept(found)
    found.get_by_role("button", name="Firm 0.8").click()
    return found


def swept(panel):
    """Wait until the passages of all temperatures have come."""
    slider = panel.get_by_role("slider")
    for key in ("Home", "End"):
        slider.press(key)
        panel.locator("pre:not(.unrolled-waiting)").wait_for(timeout=30_000)


def settle(page):
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")


def drawn(panel):
    """Probabilities by character, entropy in words and passage, as they stand in the page."""
    settle(panel.page)
    return panel.evaluate(
        """panel => {
            const svg = panel.querySelector('svg[data-shown]');
            const tall = svg.dataset.bottom - svg.dataset.top;
            const part = name => svg.querySelector(`[data-part="${name}"]`);
            const bars = [];
            for (let k = 0; part(`bar-${k}`); k++)
                bars.push([part(`name-${k}`).textContent, (part(`bar-${k}`).height.baseVal.value / tall) ** 2]);
            return {
                bars,
                entropy: part('entropy-value').textContent,
                passage: panel.querySelector('pre').textContent,
                temperature: panel.querySelector('input[type=range]').value,
            };
        }"""
    )


def check(panel, twin, temperature):
    twin.temperature.value = temperature
    view, seen = twin.view(), drawn(panel)
    assert float(seen["temperature"]) == temperature
    shown = len(seen["bars"]) - 1
    expected = [*view.now[:shown], view.now[shown:].sum()]
    np.testing.assert_allclose([p for _, p in seen["bars"]], expected, atol=1e-6)
    assert [name for name, _ in seen["bars"]][:shown] == [
        {"\n": "⏎", " ": "␣"}.get(c, c) for c in view.next.characters[:shown]
    ]
    assert seen["entropy"] == f"Entropy {view.entropy:.2f} bits"
    passage = view.samples.at(temperature)
    mark = "⏎" if passage[0] == "\n" else ""
    assert seen["passage"] == view.next.prompt + mark + passage


def test_keys_move_bars_and_text_to_what_the_probe_computes(panel, twin):
    slider = panel.get_by_role("slider")
    check(panel, twin, 0.8)
    slider.press("ArrowRight")
    check(panel, twin, 0.85)
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    check(panel, twin, 0.75)
    slider.press("PageUp")
    check(panel, twin, 1.25)
    slider.press("Home")
    check(panel, twin, 0.0)
    slider.press("ArrowRight")
    check(panel, twin, 0.05)
    slider.press("End")
    check(panel, twin, 3.0)


def test_presets_and_typed_values_move_the_slider(panel, twin):
    preset = panel.get_by_role("button", name="Loose 1.5")
    preset.click()
    check(panel, twin, 1.5)
    assert preset.get_attribute("aria-pressed") == "true"
    panel.get_by_role("textbox", name="Temperature τ, typed").fill("0,6")
    panel.page.keyboard.press("Enter")
    panel.page.wait_for_function(
        "() => document.querySelector('.unrolled-panel input[type=range]').value === '0.6'", timeout=10_000
    )
    check(panel, twin, 0.6)


def test_new_noise_by_key_changes_the_passage_only(panel, twin):
    before = drawn(panel)
    panel.get_by_role("slider").press("n")
    panel.page.wait_for_function(
        "old => document.querySelector('.unrolled-panel pre').textContent !== old",
        arg=before["passage"],
        timeout=20_000,
    )
    after = drawn(panel)
    assert after["bars"] == before["bars"]


def test_bad_input_is_told_in_the_page_and_breaks_nothing(panel):
    box, status = panel.get_by_role("textbox", name="Prompt"), panel.get_by_role("status")
    before = drawn(panel)
    height = panel.bounding_box()["height"]
    for prompt, sentence in (
        ("<script>window.broken = true</script>", "“<” (place 1) is not among the 76 characters"),
        ("", "The prompt is empty"),
        ("a" * 100_000, "The prompt has 100,000 characters"),
    ):
        box.fill(prompt)
        status.filter(has_text=sentence).wait_for(timeout=20_000)
        assert box.input_value() == prompt
        assert drawn(panel)["bars"] == before["bars"]
        assert panel.bounding_box()["height"] == height  # nothing jumps
    typed = panel.get_by_role("textbox", name="Temperature τ, typed")
    typed.fill("warm")
    panel.page.keyboard.press("Enter")
    status.filter(has_text="“warm” is not a number").wait_for(timeout=20_000)
    assert panel.page.evaluate("() => window.broken") is None
    box.fill("PANDARUS:\nAlas, I ")
    status.filter(has_text="nats a character").wait_for(timeout=20_000)


def test_a_slider_of_a_chart_moves_the_bars_that_are_drawn(visit):
    panel = visit.page.get_by_role("region", name="Softmax by hand")
    panel.scroll_into_view_if_needed()
    panel.locator(".bars .point path").first.wait_for(timeout=20_000)
    twin = SoftmaxPanel()
    for key, temperature in (("ArrowLeft", 0.95), ("PageDown", 0.45), ("Home", 0.0), ("PageUp", 0.5)):
        panel.get_by_role("slider", name="Temperature τ").press(key)
        twin.temperature.value = temperature
        labels = [f"{p:.1%}" for p in twin.view().probabilities]
        panel.page.wait_for_function(
            """labels => JSON.stringify([...document.querySelectorAll('.unrolled-chart .bartext')]
                .map(node => node.textContent)) === JSON.stringify(labels)""",
            arg=labels,
            timeout=10_000,
        )
        heights = panel.evaluate(
            """async panel => {
                await new Promise(r => setTimeout(r, 100));
                return [...panel.querySelectorAll('.bars .point path')].map(path => path.getBBox().height);
            }"""
        )
        full = panel.evaluate(
            "panel => { const y = panel.querySelector('.js-plotly-plot')._fullLayout.yaxis; return y._length / 1.12; }"
        )
        np.testing.assert_allclose(np.array(heights) / full, twin.view().probabilities, atol=0.01)
    assert panel.locator("[data-title*='loud'], [data-title*='hare']").count() == 0


def test_predictions_reply(visit):
    question = visit.page.locator(".unrolled-predict").first
    question.scroll_into_view_if_needed()
    question.get_by_role("radio").nth(0).check()
    question.get_by_role("status").filter(has_text="✗ Not quite.").wait_for()
    question.get_by_role("radio").nth(1).check()
    question.get_by_role("status").filter(has_text="✓ Right.").wait_for()


def test_no_serious_finding_of_axe_inside_our_panels(visit):
    for selector in (".unrolled-panel", ".unrolled-predict"):
        visit.page.locator(selector).first.scroll_into_view_if_needed()
        findings = Axe().run(visit.page, context=selector).response["violations"]
        serious = [
            f"{f['id']}: {f['nodes'][0]['html'][:200]}" for f in findings if f["impact"] in ("serious", "critical")
        ]
        assert serious == []


def test_a_reload_shows_the_same_state(visit, panel, twin):
    panel.get_by_role("button", name="Loose 1.5").click()
    panel.get_by_role("slider").press("ArrowRight")
    settle(visit.page)
    visit.page.wait_for_timeout(500)  # the kernel has the value, too
    before = drawn(panel)
    visit.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    visit.reload()
    again = visit.page.get_by_role("region", name="Temperature")
    again.wait_for(timeout=60_000)
    again.scroll_into_view_if_needed()
    assert drawn(again) == before
    assert float(before["temperature"]) == 1.55
    again.get_by_role("slider").press("ArrowLeft")
    assert float(drawn(again)["temperature"]) == 1.5


def test_no_error_and_no_request_to_the_outside(visit):
    """Runs last: looks back on the whole visit."""
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search(r"favicon", error)] == []


def test_the_first_notebook_opens_and_runs(address, opened):
    with lab.visit(opened, address, "00_start_here.ipynb") as here:
        here.run_all()
        here.page.locator(".unrolled-panel").scroll_into_view_if_needed()
        here.page.get_by_role("region", name="Softmax by hand").wait_for()
        assert "This kernel has" in here.page.locator(".jp-Notebook").inner_text()
        assert here.page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
        assert here.outside == []
        assert here.errors == []
