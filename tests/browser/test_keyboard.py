"""A notebook by keyboard alone: a prediction, a panel, an exercise, a lecture; and what a screen reader gets of it."""

import pytest

import lab

SOLUTION = (
    "def lstm_step(x, h, c, W_x, W_h, b):\n"
    "i, f, g, o = np.split(W_x @ x + W_h @ h + b, 4)\n"
    "c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)\n"
    "return sigmoid(o) * np.tanh(c), c\n"
)  # the editor indents by itself
CHECK = "lstm.check_lstm_step(lstm_step)"
CELL = "() => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.getSource()"
RESTORE = """source => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(source)"""
HERE = "selector => Boolean(document.activeElement?.closest(selector))"
FOCUSED = """() => {
    const style = getComputedStyle(document.activeElement);
    const label = document.activeElement.closest('label');
    return style.outlineStyle !== 'none' || (label && getComputedStyle(label).outlineStyle !== 'none');
}"""


STAGE = ".unrolled-stage:popover-open"
INDEX = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
WATCH = """selector => {
    window.seen = new Set();
    const look = () => {
        window.seen.add(document.querySelectorAll(selector).length);
        window.looking = requestAnimationFrame(look);
    };
    look();
}"""


@pytest.fixture(scope="module")
def here(alone):
    """A page of its own: what other tests left in a panel would be in the way."""
    with alone("03_lstm_gates.ipynb") as here:
        here.run_all()
        yield here


def go_to(page, words):
    """Down from cell to cell, in command mode, until the active one holds these words."""
    for _ in range(120):
        if words in page.evaluate(CELL):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no cell holds {words}")


def tab_to(page, selector, most=25):
    """Tab until the focus is in there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(HERE, selector):
            return
    raise AssertionError(f"{most} times Tab did not come to {selector}")


def test_a_prediction_a_panel_and_an_exercise(here):
    page, keys = here.page, here.page.keyboard
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:enter-command-mode')")
    page.evaluate("() => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0)")

    go_to(page, "Predict(lstm.LINE_END)")
    tab_to(page, ".unrolled-predict")
    keys.press("Space")
    page.locator(".unrolled-predict").first.get_by_role("status").filter(has_text="✗ Not quite.").wait_for()
    keys.press("ArrowDown")
    page.locator(".unrolled-predict").first.get_by_role("status").filter(has_text="✓ Right.").wait_for()

    tab_to(page, ".unrolled-panel[data-title='Four steps of an LSTM'] .unrolled-choices")
    panel = here.panel("Four steps of an LSTM")
    keys.press("ArrowRight")
    lab.described(panel, "Step 2")
    tab_to(page, ".unrolled-panel[data-title='Four steps of an LSTM'] [role=slider]")
    assert page.evaluate(FOCUSED)
    before = lab.described(panel, "Step 2")
    keys.press("ArrowRight")
    lab.described(panel, "Step 2", no_more=before)

    keys.press("Escape")  # out of the panel: the notebook's own keys again
    go_to(page, CHECK)
    given = page.evaluate(CELL)
    keys.press("Enter")
    keys.press("Control+a")
    for line in SOLUTION.splitlines():
        keys.type(line)
        keys.press("Enter")
    keys.press("Shift+Tab")  # out of the function again
    keys.type(CHECK)
    keys.press("Control+Enter")
    page.locator(".jp-Cell.jp-mod-active .jp-OutputArea").filter(has_text="✓").wait_for(timeout=20_000)
    keys.press("Escape")
    page.evaluate(RESTORE, given)


def test_every_panel_has_a_name_a_question_and_a_sentence_in_words(here):
    """What a screen reader gets, in its order: region, heading, question, controls, picture in words, sentence."""
    for panel in here.page.locator(".unrolled-panel").all():
        heard = panel.aria_snapshot()
        title = panel.get_attribute("data-title")
        assert heard.splitlines()[0] == f'- region "{title}":'
        lines = heard.splitlines()
        words = (f'heading "{title}"', "?", "- status: ")
        order = [next((k for k, line in enumerate(lines) if one in line), -1) for one in words]
        assert -1 not in order, heard
        assert order == sorted(order), heard
        # Parts of a chart come below its own sentence; any other part has a name.
        nameless = [
            line for line in lines if line.strip() in ("- img", "- slider", "- button", "- textbox", "- combobox")
        ]
        assert all(line.startswith("    ") for line in nameless if "img" in line), heard
        assert not [line for line in nameless if "img" not in line], heard


def test_a_lecture(here):
    keys, page = here.page.keyboard, here.page
    page.set_viewport_size({"width": 1280, "height": 720})
    stage = page.locator(STAGE)
    page.evaluate("() => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0)")
    keys.press("F8")
    stage.get_by_role("heading", name="The gates of an LSTM").wait_for()
    # In every frame of many steps exactly one cell is on stage: nothing flickers.
    page.evaluate(WATCH, STAGE)
    for key in ["ArrowRight"] * 4 + ["PageDown"] * 4 + ["PageUp"] * 2 + ["ArrowLeft"] * 2 + ["End", "Home"]:
        keys.press(key)
        page.wait_for_timeout(60)
    assert page.evaluate("() => (cancelAnimationFrame(window.looking), [...window.seen])") == [1]
    assert page.evaluate(INDEX) == 0

    keys.press("Shift+F8")
    page.locator(".unrolled-lecture-deck").wait_for()
    for digit in "9":
        keys.press(digit)
    keys.press("Enter")
    panel = stage.locator(".unrolled-panel")
    lab.described(panel, "Step 3, update")
    keys.press("4")  # a key of the panel itself
    lab.described(panel, "Step 4, output")
    at = page.evaluate(INDEX)
    keys.press("ArrowDown")  # to the control
    assert panel.locator(".unrolled-lead input:focus").count() == 1
    keys.press("ArrowLeft")  # the control's key, not the stage's
    lab.described(panel, "Step 3, update")
    assert page.evaluate(INDEX) == at
    keys.press("Escape")  # back to the stage, not to the notebook
    assert stage.count() == 1
    assert not stage.locator(".jp-Cell-inputWrapper").is_visible()
    keys.press("v")
    assert "FourStepsPanel" in stage.locator(".jp-Cell-inputWrapper").inner_text()
    keys.press("v")
    keys.press("l")
    assert panel.get_by_role("button", name="More controls").is_visible()
    keys.press("l")
    keys.press("h")
    assert "Lecture mode" in page.locator(".unrolled-lecture-cover").inner_text()
    keys.press("h")
    keys.press(".")
    assert page.locator(".unrolled-lecture-black").is_visible()
    keys.press("ArrowRight")  # any key lights it again, and does nothing else
    assert page.evaluate(INDEX) == at
    keys.press("Escape")
    assert stage.count() == 0
    assert page.evaluate(INDEX) == at
    assert [error for error in here.errors if "favicon" not in error] == []
