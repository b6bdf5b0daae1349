"""Lecture mode: one key, one cell as large as the screen, every slide by its number, nothing that needs the mouse."""

import json

import pytest

import lab
from unrolled import lecture

NOTEBOOKS = sorted({slide.notebook for slide in lecture.slides()} | {"00_start_here"})
SCREENS = ((1280, 720), (1920, 1080))
MEASURE = (lab.ROOT / "tools" / "measure_stage.js").read_text()
STAGE = ".unrolled-stage:popover-open"
START = """index => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;
    return window.jupyterapp.commands.execute('unrolled-lecture:start');
}"""
PANELS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .flatMap((cell, k) => (cell.node.querySelector('.unrolled-panel') ? [k] : []))"""
PANEL = "window.jupyterapp.shell.currentWidget.content.widgets[k].node.querySelector('.unrolled-panel')"
SETTLED = 500  # milliseconds after which a panel's type has its size
HELD = """
import json
from unrolled.lecture import slides
from unrolled.panels.panel import Panel
slide = next(slide for slide in slides() if slide.key == {key!r})
panel = Panel.newest(slide.panel)
find = lambda name: getattr(panel.live, name) if name in ("cursor", "row") else getattr(panel, name).value
print(json.dumps({{name: find(name) for name in slide.state}}))
"""
ASK = """async code => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({ code, store_history: false });
    let said = '';
    future.onIOPub = message => (said += message.content.text ?? '');
    const reply = await future.done;
    return reply.content.status === 'ok' ? said : reply.content.evalue;
}"""


SMALL = """stage => [...stage.querySelectorAll('*')].filter(e => e.getClientRects().length
    && !e.closest('mjx-container, sub, sup') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    && parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom < 21.9).map(e => e.textContent.slice(0, 40))"""


@pytest.fixture
def projector(ran):
    """A notebook that has run, on a projector; the window is as other tests expect it afterwards."""
    visits = []

    def project(notebook, width=1280, height=720):
        here = ran(f"{notebook}.ipynb")
        visits.append(here)
        here.page.set_viewport_size({"width": width, "height": height})
        return here

    yield project
    for here in visits:
        if here.page.locator(STAGE).count():
            here.page.keyboard.press("F8")
        here.page.set_viewport_size({"width": 1440, "height": 1000})


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_panel_fills_the_stage_and_is_read_from_the_last_row(projector, notebook):
    wrong = {}
    for width, height in SCREENS:
        here = projector(notebook, width, height)
        for index in here.page.evaluate(PANELS):
            before = here.page.evaluate(f"k => ({MEASURE})({PANEL})", index)["over"]  # drawn over each other on purpose
            here.page.evaluate(START, index)
            panel = here.page.locator(f"{STAGE} .unrolled-panel")
            here.page.wait_for_timeout(SETTLED)
            found = panel.evaluate(MEASURE)
            found["over"] = [pair for pair in found["over"] if pair not in before]
            faults = {name: found[name] for name in ("small", "over", "outside", "scrolls") if found[name]}
            if found["controls"] > 1:
                faults["controls"] = found["controls"]
            if faults:
                wrong[f"{found['title']} at {width} x {height}"] = faults
            here.page.keyboard.press("F8")
            here.page.locator(STAGE).wait_for(state="hidden")
    assert wrong == {}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_slide_opens_its_panel_in_its_state(projector, notebook):
    here = projector(notebook)
    for slide in lecture.slides():
        if slide.notebook != notebook:
            continue
        here.page.keyboard.press("Shift+F8")
        here.page.locator(".unrolled-lecture-deck button").filter(has_text=slide.title).press("Enter")
        here.page.locator(f"{STAGE} .unrolled-panel[data-title='{slide.panel}']").wait_for()
        here.page.wait_for_timeout(SETTLED)
        assert json.loads(here.page.evaluate(ASK, HELD.format(key=slide.key))) == slide.state, slide.key
    assert here.outside == []


def test_code_and_words_on_stage_are_never_smaller_than_a_lecture_needs(projector):
    here = projector("03_lstm_gates")
    for index in range(12):
        here.page.evaluate(START, index)
        here.page.locator(STAGE).wait_for()
        here.page.keyboard.press("v")
        if not here.page.locator(f"{STAGE} .unrolled-panel, {STAGE} svg").count():
            assert here.page.locator(STAGE).evaluate(SMALL) == [], index
        here.page.keyboard.press("F8")


def test_a_cell_that_was_not_run_is_run_from_the_stage(alone):
    with alone("00_start_here.ipynb", width=1280, height=720) as here:
        script = (lab.ROOT / "notebooks" / "scripts" / "00_start_here.py").read_text()
        assert "SoftmaxPanel" in script
        find = """() => window.jupyterapp.shell.currentWidget.content.widgets
            .findIndex(cell => cell.model.sharedModel.getSource().includes('SoftmaxPanel('))"""
        here.page.evaluate(START, here.page.evaluate(find))
        bar = here.page.locator(".unrolled-lecture-bar")
        assert "not run yet: Shift Enter" in bar.inner_text()
        here.page.keyboard.press("Shift+Enter")
        here.page.locator(f"{STAGE} .unrolled-panel svg").first.wait_for()
        here.page.wait_for_function(
            "() => !/Running|not run/.test(document.querySelector('.unrolled-lecture-bar').innerText)"
        )
