"""The page's part of a text box: short texts as state, long ones in parts, and too long ones not at all."""

import pytest

from unrolled.panels.assets import module

START = """async (source) => {
  const { default: made } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const held = { label: "Text", value: "", rows: 2, hint: "", most: 20_000_000 };
  globalThis.heard = [];
  const model = {
    get: (name) => held[name],
    set: (name, value) => (held[name] = value),
    save_changes: () => heard.push({ value: held.value }),
    send: (message, _, buffers) => heard.push({ ...message, bytes: buffers ? buffers[0].byteLength : null }),
    on: () => {},
  };
  document.body.innerHTML = "<div class='unrolled-panel'><div id='here'></div></div>";
  made.render({ model, el: document.getElementById("here") });
  document.querySelector("textarea").hidden = true; // laying out so much text is not what is tested
}"""
TYPE = """([unit, times]) => {
  const box = document.querySelector("textarea");
  box.value = unit.repeat(times);
  box.dispatchEvent(new Event("input"));
  box.dispatchEvent(new Event("change"));
  return heard.splice(0);
}"""


@pytest.fixture
def page(opened):
    page = opened.new_page()
    page.evaluate(START, module("textbox"))
    yield page
    page.close()


def typed(page, unit, times=1):
    """Messages that the page sends for a text."""
    return page.evaluate(TYPE, [unit, times])


def test_a_short_text_is_state(page):
    assert typed(page, "hello") == [{"value": "hello"}]
    assert typed(page, "hello") == []
    assert page.locator(".unrolled-unit").text_content() == "5 characters"


def test_a_long_text_comes_in_parts_that_a_server_takes(page):
    first, *parts = typed(page, "\u10d4", 4_080_000)  # a letter of three bytes
    assert first == {"size": 12_240_000, "parts": 12, "bytes": None}
    assert [part["part"] for part in parts] == list(range(12))
    assert max(part["bytes"] for part in parts) == 2**20
    assert sum(part["bytes"] for part in parts) == 12_240_000


def test_after_a_long_text_the_one_of_before_is_told_again(page):
    typed(page, "hello")
    typed(page, "x", 2_000_000)
    assert typed(page, "hello") == [{"value": "hello"}]


def test_of_a_text_that_is_too_long_only_its_size_is_told(page):
    assert typed(page, "\u10d4", 6_700_000) == [{"size": 20_100_000, "parts": 0, "bytes": None}]
