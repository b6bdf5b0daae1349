"""Places that are pages with a kernel behind them: JupyterLab, Notebook 7, Voila."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError

import lab
from places_check import ROOT, NotTried, Place, environment, installed, nothing_from_outside, require, version

NOTEBOOKS = ROOT / "notebooks"
SOFTMAX = "Softmax by hand"
VOILA = ["--no-browser", "--classic-tree", "--template=unrolled", "--Voila.ip=127.0.0.1"]  # leaves out code by default
DRAWN = 180_000  # milliseconds in which a page's panels must be there, on a busy machine


@contextlib.contextmanager
def copy() -> Iterator[Path]:
    """The notebooks in a folder that may be written to."""
    if lab.chromium() is None:
        raise NotTried("no Chromium found")
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(NOTEBOOKS, Path(folder) / "notebooks"))


SAID = """panel => {
    const node = panel.querySelector('.unrolled-wide[aria-valuetext]') ?? panel.querySelector('[role=img]');
    return node?.getAttribute('aria-valuetext') ?? node?.getAttribute('aria-label') ?? '';
}"""


def moved(panel: Locator) -> str:
    """Move a panel's first slider with a key; waits until its picture has a new description and returns it."""
    picture = panel.element_handle()
    changed = f"([panel, old]) => {{ const said = ({SAID})(panel); return said !== old && said; }}"
    before = panel.page.wait_for_function(changed, arg=[picture, ""], timeout=DRAWN).json_value()
    slider = panel.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    return panel.page.wait_for_function(changed, arg=[picture, before], timeout=DRAWN).json_value()


@contextlib.contextmanager
def ran(program: lab.Program, env: dict[str, str]) -> Iterator[lab.Visit]:
    """Open notebook 00 in that program, run it, and move its panel by a key."""
    with (
        copy() as folder,
        lab.browser() as opened,
        lab.server(folder, program, env=env) as address,
        lab.visit(opened, address, "00_start_here.ipynb") as here,
    ):
        here.run_all()
        moved(here.panel(SOFTMAX))
        nothing_from_outside(here)
        yield here


def jupyterlab() -> tuple[str, str]:
    """Notebook 00 runs, a panel moves."""
    with ran(lab.LAB, environment()):
        return version("jupyterlab", environment()), "00 runs, a key moves its panel, nothing comes from outside"


def notebook7() -> tuple[str, str]:
    """The same in Notebook 7, and lecture mode."""
    env = installed("notebook", "notebook>=7,<8")
    stage = ".unrolled-stage:popover-open"
    with ran(lab.NOTEBOOK, env) as here:
        here.page.keyboard.press("F8")
        with contextlib.suppress(TimeoutError):
            here.page.locator(stage).wait_for(timeout=5_000)
        lecture = "works" if here.page.locator(stage).count() else "does nothing"
    return version("notebook", env), f"00 runs, a key moves its panel; lecture mode (F8) {lecture}"


@contextlib.contextmanager
def voila_server(folder: Path, env: dict[str, str]) -> Iterator[str]:
    """Voila over a folder of notebooks, with the settings that the README names; yields its address."""
    port = lab.free_port()
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "voila", str(folder), f"--port={port}", *VOILA]
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}/"
        try:
            for _ in range(300):
                if process.poll() is not None:
                    log.seek(0)
                    raise RuntimeError(f"Voila did not start: {log.read().decode()[-2000:]}")
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(address, timeout=5).close()
                    break
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def voila() -> tuple[str, str]:
    """The tree lists all notebooks; 00 and 03 are drawn without code, and a panel moves."""
    env = installed("voila", "voila>=0.5,<1")
    env["JUPYTER_PATH"] += f"{os.pathsep}{ROOT / 'tools'}"  # where our template lies
    with copy() as folder, lab.browser() as opened, voila_server(folder, env) as address:
        page = opened.new_page(viewport={"width": 1366, "height": 768})
        here = lab.Visit(page)
        here.watch()
        page.goto(address)
        links = page.locator("a[href*='.ipynb']")
        links.first.wait_for()
        require(links.count() == 13, f"the tree lists {links.count()} notebooks")
        for notebook, title in (("00_start_here", SOFTMAX), ("03_lstm_gates", None)):
            page.goto(f"{address}voila/render/{notebook}.ipynb", timeout=DRAWN)
            moved(_first_panel(page, title))
            code = page.locator(".jp-InputArea-editor:visible, .jp-Cell-inputWrapper:visible .cm-editor").count()
            require(code == 0, f"{notebook} shows {code} cells of code")
        nothing_from_outside(here)
        page.close()
    said = "lists 13 notebooks; 00 and 03 show no code, a key moves their panels; nothing from outside"
    return version("voila", env), said


def _first_panel(page: Page, title: str | None) -> Locator:
    """The panel of that title, or the first that has a slider, scrolled to and drawn."""
    panels = page.locator(".unrolled-panel:has([role=slider], input[type=range])")
    panel = page.get_by_role("region", name=title, exact=True) if title else panels.first
    panel.wait_for(timeout=DRAWN)
    panel.scroll_into_view_if_needed()
    panel.locator("svg[role=img], [aria-valuetext]").first.wait_for(timeout=DRAWN)
    return panel


PLACES = {
    "jupyterlab": Place("JupyterLab", jupyterlab),
    "notebook": Place("Notebook", notebook7),
    "voila": Place("Voila", voila),
}
