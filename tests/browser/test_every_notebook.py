"""Every notebook runs in JupyterLab without errors, asks nobody outside, and its panels can be read by machines.

And every panel fits a laptop's screen: the hand on the slider and the picture it moves are seen at once.
"""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import lab

NOTEBOOKS = sorted(path.name for path in (lab.ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
# Window, whether Lab's side bar is open, and the height that is in sight of a notebook then.
SCREENS = (((1366, 768), True, 620), ((1280, 720), False, 572))
CHANGE = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
ALL = {"resultTypes": ["violations"]}  # rules of axe
OF_COLOURS = ALL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
NARROW = (683, 600, 400)
ROW, LINES, IN_SIGHT = 84, 2, 3


def trouble(found, most):
    """What is too large in a measured panel, in words."""
    return [
        *([f"{found['panel']} pixels high where {most} are in sight"] if found["panel"] > most else []),
        *([f"a row of controls of {found['controls']} pixels"] if found["controls"] > ROW else []),
        *([f"{found['in_sight']} controls in sight"] if found["in_sight"] > IN_SIGHT else []),
        *([f"a sentence of {found['sentence_lines']} lines"] if found["sentence_lines"] > LINES else []),
        *(["a sentence that is cut"] if found["sentence_cut"] else []),
    ]


def show_theme(here, theme):
    """Light or dark, drawn."""
    here.page.evaluate(CHANGE, f"JupyterLab {theme}")
    here.page.wait_for_selector(f"body[data-jp-theme-name$='{theme}']", state="attached")
    here.page.wait_for_timeout(400)


def measured(here):
    """Each panel of the page, on both screens and in both themes: its title and what is too large in it."""
    wrong = {}
    for (width, height), bar, most in SCREENS:
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.evaluate(f"() => window.jupyterapp.shell.{'expandLeft' if bar else 'collapseLeft'}()")
        for theme in ("Dark", "Light"):
            show_theme(here, theme)
            panels = here.page.locator(".unrolled-panel")
            for k in range(panels.count()):
                found = panels.nth(k).evaluate(lab.MEASURE)["found"]
                said = trouble(found, most)
                if said:
                    wrong.setdefault(found["title"], {})[f"{width} x {height}, {theme.lower()}"] = said
                else:
                    wrong.setdefault(found["title"], {})
    return wrong


def unreadable(here):
    """Panels with a sentence that is cut in a narrow window, or that are wider than what it shows of the notebook.

    At 200 % a small laptop's window is one of half its size; 600 pixels is half of a screen beside another program, and
    400 a phone.
    """
    found = []
    for width in NARROW:
        here.page.set_viewport_size({"width": width, "height": 384})
        here.page.wait_for_timeout(400)
        panels = here.page.locator(".unrolled-panel")
        for k in range(panels.count()):
            one = panels.nth(k).evaluate(lab.MEASURE)["found"]
            if one["sentence_cut"] or one["width"] > width:
                found.append(f"{one['title']} at {width}")
    return found


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda name: Path(name).stem)
def test_runs_clean_accessible_and_fits(ran, notebook):
    here = ran(notebook)
    for selector in (".unrolled-panel", ".unrolled-predict"):
        found = here.page.locator(selector)
        for k in range(found.count()):
            found.nth(k).scroll_into_view_if_needed()
    for theme, options in (("Dark", ALL), ("Light", OF_COLOURS)):  # the other rules do not see the theme
        show_theme(here, theme)
        for selector in (".unrolled-panel", ".unrolled-predict"):
            findings = Axe().run(here.page, context=selector, options=options).response["violations"]
            serious = [
                f"{f['id']}: {f['nodes'][0]['html'][:200]}" for f in findings if f["impact"] in ("serious", "critical")
            ]
            assert serious == [], theme
    titles = here.page.locator(".unrolled-title").all_inner_texts()
    assert len(titles) == len(set(titles)), "panels are told apart by their titles"
    assert here.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    sizes = measured(here)
    assert {title: said for title, said in sizes.items() if said} == {}
    assert unreadable(here) == []
    assert here.outside == []
    assert [error for error in here.errors if not re.search(r"favicon", error)] == []
    here.page.set_viewport_size({"width": 1440, "height": 1000})  # as the tests after this one expect it
    here.page.evaluate("() => window.jupyterapp.shell.expandLeft()")
