"""The page's part of an upload: parts of a file, one too large, the key, and the same file again."""

import pytest

from unrolled.panels.assets import module

START = """async (source) => {
  const { default: made } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const held = { label: "Open…", key: "o", most: 3_000_000 };
  globalThis.heard = [];
  const send = (message, _, buffers) => heard.push({ ...message, bytes: buffers ? buffers[0].byteLength : null });
  document.body.innerHTML = "<div class='unrolled-panel' tabindex='0'><div id='here'></div></div>";
  made.render({ model: { get: (name) => held[name], send, on: () => {} }, el: document.getElementById("here") });
}"""


@pytest.fixture
def page(opened):
    page = opened.new_page()
    page.evaluate(START, module("upload"))
    yield page
    page.close()


def choose(page, size, count):
    """Choose a file of so many bytes, and wait for so many messages."""
    page.set_input_files("input[type=file]", {"name": "a.png", "mimeType": "image/png", "buffer": b"x" * size})
    page.wait_for_function(f"() => heard.length >= {count}")
    return page.evaluate("() => heard.splice(0)")


def test_a_file_comes_in_parts_of_a_mebibyte_in_order(page):
    messages = choose(page, 2_500_000, 4)
    assert messages[0] == {"name": "a.png", "size": 2_500_000, "parts": 3, "bytes": None}
    assert [(one["part"], one["bytes"]) for one in messages[1:]] == [(0, 2**20), (1, 2**20), (2, 2_500_000 - 2**21)]


def test_the_same_file_can_be_chosen_again(page):
    assert [len(choose(page, 10, 2)) for _ in range(2)] == [2, 2]


def test_of_a_file_that_is_too_large_nothing_is_sent(page):
    assert choose(page, 3_000_001, 1) == [{"name": "a.png", "size": 3_000_001, "parts": 0, "bytes": None}]


def test_button_and_key_ask_for_a_file(page):
    page.evaluate("() => { globalThis.asked = 0; document.querySelector('input').onclick = () => asked++; }")
    page.get_by_role("button", name="Open…").press("Enter")
    page.locator(".unrolled-panel").focus()
    page.keyboard.press("o")
    assert page.evaluate("() => asked") == 2
