"""Open JupyterLab, use the panels by keyboard, and compare what is drawn with what the probe computes."""

import re

import numpy as np
import pytest
from temperature_panel import check, drawn, settle, swept

import lab
from lab import described
from unrolled import notebook
from unrolled.lessons.char_rnn.temperature.panel import SoftmaxPanel, TemperaturePanel
from unrolled.training.checkpoint import load_char_rnn, summary


@pytest.fixture(scope="module")
def twin():
    """The same panel without a page: its probe says what must be drawn."""
    notebook.setup()
    model, vocabulary, card = load_char_rnn("shakespeare_2x256")
    panel = TemperaturePanel(model, vocabulary, note=summary(card))
    panel.finish()
    return panel


@pytest.fixture(scope="module")
def visit(ran):
    return ran("04_char_rnn.ipynb")


@pytest.fixture
def panel(visit):
    """The temperature panel, back at its start."""
    found = visit.page.get_by_role("region", name="Temperature", exact=True)
    found.scroll_into_view_if_needed()
    swept(found)
    found.get_by_role("button", name="Firm 0.8").click()
    return found


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
    lab.more(panel)
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
    panel.page.keyboard.press("Escape")


def test_a_slider_of_a_chart_moves_the_bars_that_are_drawn(visit):
    panel = visit.page.get_by_role("region", name="Softmax by hand")
    panel.scroll_into_view_if_needed()
    panel.locator(".bars .point path").first.wait_for(timeout=20_000)
    twin = SoftmaxPanel()
    for key, temperature in (("ArrowLeft", 0.95), ("PageDown", 0.45), ("Home", 0.0), ("PageUp", 0.5)):
        panel.get_by_role("slider", name="Temperature τ").press(key)
        twin.temperature.value = temperature
        labels = [f"{p:.1%}" for p in twin.record.probabilities]
        panel.page.wait_for_function(
            """labels => JSON.stringify([...document.querySelectorAll('.unrolled-chart .textpoint text')]
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
        np.testing.assert_allclose(np.array(heights) / full, twin.record.probabilities, atol=0.01)
    assert panel.locator("[data-title*='loud'], [data-title*='hare']").count() == 0


def test_predictions_reply(visit):
    question = visit.page.locator(".unrolled-predict").first
    question.scroll_into_view_if_needed()
    question.get_by_role("radio").nth(0).check()
    question.get_by_role("status").filter(has_text="✗ Not quite.").wait_for()
    question.get_by_role("radio").nth(1).check()
    question.get_by_role("status").filter(has_text="✓ Right.").wait_for()


def test_the_cursor_goes_through_the_text_by_key_and_by_click(visit, twin):
    panel = visit.panel("One character ahead")
    place = panel.get_by_role("slider", name="Place in the text")
    place.press("Home")
    described(panel, "Character 1 of 144")
    place.press("ArrowRight")
    second = described(panel, "Character 2 of 144")
    panel.locator('[data-pick="40"]').click()
    described(panel, "Character 41 of 144")
    panel.locator('[data-pick="60"]').hover()
    panel.page.mouse.down()
    panel.locator('[data-pick="70"]').hover()  # a drag takes the cursor along
    described(panel, "Character 71 of 144")
    panel.page.mouse.up()
    place.press("End")
    place.press("ArrowLeft")
    described(panel, "Character 143 of 144")
    place.press("u")  # a shortcut of the panel works from the picture, too
    described(panel, "Character 119 of 144, Z")
    panel.get_by_text("bigram", exact=True).click()
    described(panel, "Character 119 of 144, Z: 15.7 bits")  # another reader, the same place
    place.press("Home")
    described(panel, "Character 1 of 144")
    place.press("ArrowRight")
    assert described(panel, "Character 2 of 144") != second
    lab.more(panel)
    panel.get_by_role("textbox").fill("be ß")
    panel.get_by_role("status").filter(has_text="“ß” (place 4)").wait_for(timeout=20_000)
    panel.get_by_role("textbox").fill("<b>")
    panel.get_by_role("status").filter(has_text="“<” (place 1)").wait_for(timeout=20_000)
    panel.get_by_role("textbox").fill("be")
    described(panel, "of 2")


def test_guesses_are_judged_as_they_are_typed(visit):
    panel = visit.panel("Guess like Shannon")
    box = panel.get_by_role("textbox", name="Your next character")
    assert "nothing guessed yet" in described(panel, "100 characters to guess")
    box.press_sequentially("q")
    panel.get_by_text("Not q").wait_for(timeout=20_000)
    box.press_sequentially("q")
    panel.get_by_role("status").filter(has_text="tried already").wait_for(timeout=20_000)
    panel.get_by_role("button", name="Tell me").click()
    assert "you" in described(panel, "1 of 100 characters")
    assert box.input_value() == ""
    panel.get_by_role("button", name="New passage").click()
    described(panel, "nothing guessed yet")


def test_characters_are_written_by_click_by_key_and_by_dice_and_taken_back(visit):
    panel = visit.panel("Be the sampler")
    assert "Nothing is written yet" in described(panel, "likeliest now")
    panel.locator('rect[data-press="a"]').first.click()
    described(panel, "1 character written, 0 of them drawn, at the end “a”")
    box = panel.get_by_role("textbox", name="Type the next character")
    box.press_sequentially("d")  # a letter, not the shortcut of the dice
    described(panel, "2 characters written, 0 of them drawn, at the end “ad”")
    panel.get_by_role("button", name="Let the dice draw").press("d")
    described(panel, "3 characters written, 1 of them drawn")
    panel.get_by_role("button", name="Step back").click()
    panel.page.keyboard.press("b")
    described(panel, "1 character written, 0 of them drawn, at the end “a”")
    box.press_sequentially("ß")
    panel.get_by_role("status").filter(has_text="never occurs").wait_for(timeout=20_000)
    described(panel, "1 character written")


def test_rules_cut_characters_at_the_place_pointed_at(visit):
    panel = visit.panel("Cut the tail")
    place = panel.get_by_role("slider", name="Place in a passage")
    place.press("Home")
    described(panel, "Character 1 of 130, written with no rule")
    place.press("ArrowDown")
    place.press("ArrowRight")
    described(panel, "Character 2 of 130, written with top-k, k = 10")
    panel.get_by_role("slider", name="k of top-k").press("Home")
    described(panel, "Characters kept: top-k, k = 1: 1 of 76")


def test_the_network_grows_with_its_sliders(visit):
    panel = visit.panel("1-of-N and the shape of the network")
    lab.more(panel)
    panel.get_by_text("3 × 512, the slide's", exact=True).first.click()
    described(panel, "3 × 512 LSTM units: 5,443,660 parameters")
    panel.get_by_role("slider", name="Units in a layer").press("ArrowLeft")
    described(panel, "3 × 496 LSTM")
    assert panel.get_by_role("radio", name="yours").is_checked()
    panel.get_by_role("slider", name="Layers").press("Home")
    described(panel, "1 × 496 LSTM")
    panel.page.keyboard.press("Escape")
    panel.get_by_role("button", name="Measure").click()
    described(panel, "(measured)")


def test_the_microscope_draws_anew_and_points_at_columns(visit):
    panel = visit.panel("Temperature microscope")
    before = described(panel, "τ = 0.5")
    panel.get_by_text("Hot 1 to 3").click()
    described(panel, "τ = 3:", no_more=before)
    panel.get_by_role("slider").press("End")
    hot = described(panel, "Longest copy at τ = 3:")
    panel.get_by_text("Longest copy at τ = 3: “").wait_for(timeout=20_000)
    panel.get_by_role("slider").press("n")
    described(panel, "Longest copy at τ = 3:", no_more=hot)


def test_a_training_starts_is_watched_and_stops(visit):
    panel = visit.page.get_by_role("region", name="Train it yourself")
    panel.scroll_into_view_if_needed()
    panel.locator(".cartesianlayer").wait_for(timeout=20_000)
    status = panel.get_by_role("status")
    panel.get_by_role("button", name="Stop").click()
    status.filter(has_text="Nothing is in training").wait_for(timeout=20_000)
    lab.more(panel)
    width = panel.get_by_role("textbox", name="Units in a layer, typed")
    width.fill("10000")
    width.press("Enter")
    status.filter(has_text="million parameters").wait_for(timeout=20_000)
    width.fill("64")
    width.press("Enter")
    panel.get_by_role("button", name="Start", exact=True).click()
    status.filter(has_text="updates").wait_for(timeout=60_000)
    panel.locator("pre", has_text=re.compile(r"\S{2}")).wait_for(timeout=60_000)
    panel.get_by_role("button", name="Stop").click()
    status.filter(has_text="Stopped after").wait_for(timeout=20_000)
    panel.get_by_text("Your text", exact=True).click()
    panel.get_by_role("textbox", name="Paste it here").fill("abc")
    panel.page.wait_for_timeout(500)
    panel.get_by_role("button", name="Start", exact=True).click()
    status.filter(has_text="paste at least 1,000").wait_for(timeout=20_000)


def test_a_reload_shows_the_same_state(visit, panel, twin):
    panel.get_by_role("button", name="Loose 1.5").click()
    panel.get_by_role("slider").press("ArrowRight")
    settle(visit.page)
    visit.page.wait_for_timeout(500)  # the kernel has the value, too
    before = drawn(panel)
    visit.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    visit.reload()
    again = visit.page.get_by_role("region", name="Temperature", exact=True)
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
