"""The lecturer's routes of 90, 45 and 15 minutes, each walked from its first slide to its last."""

import re
from pathlib import Path

from playwright.sync_api import expect

from unrolled import lecture

STAGE = ".unrolled-stage:popover-open"
PLACES = "() => [...window.jupyterapp.shell.widgets('main')].map(widget => widget.context?.path ?? '')"


def test_the_routes_are_walked_by_keyboard_from_notebook_to_notebook(alone):
    """The longest first: the notebooks that it ran are those of the shorter ones."""
    slides = {slide.key: slide for slide in lecture.slides()}
    routes = sorted(lecture.routes().values(), key=len, reverse=True)
    with alone("00_start_here.ipynb", width=1280, height=720) as here:
        for slide in (slides[key] for route in routes for key in route):
            here.page.keyboard.press("Shift+F8")
            button = here.page.locator(".unrolled-lecture-deck button").filter(has_text=slide.title)
            for _ in range(len(slides)):
                if button.evaluate("button => button === document.activeElement"):
                    break
                here.page.keyboard.press("ArrowDown")
            here.page.keyboard.press("Enter")
            panel = here.page.locator(f"{STAGE} .unrolled-panel[data-title='{slide.panel}']")
            panel.wait_for(timeout=120_000)
            said = here.page.locator(".unrolled-lecture-bar [role=status]")
            expect(said).not_to_have_text(re.compile("Running|no kernel|not open|not found"), timeout=60_000)
        assert here.outside == []
        names = {slides[key].notebook for route in routes for key in route}
        assert {Path(name).stem for name in here.page.evaluate(PLACES)} >= names
