"""Places that are files: exported pages and slides, a folder with an odd name, a checkout that cannot be written."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import lab
from places_check import (
    ROOT,
    NotTried,
    Place,
    copied,
    environment,
    last_line,
    nothing_from_outside,
    require,
    run_notebooks,
    stranger,
    strangers_python,
    version,
)

EXPORTED = "03_lstm_gates"


def exported(kind: str) -> tuple[str, str]:
    """Notebook 03 as a page: a picture and a sentence for each panel, and nothing from outside."""
    from notebook_panels import count_panels

    if lab.chromium() is None:
        raise NotTried("no Chromium found")
    panels = count_panels(ROOT / "notebooks" / "scripts" / f"{EXPORTED}.py")
    with tempfile.TemporaryDirectory() as folder, lab.browser() as opened:
        made = _converted(kind, Path(folder))
        here = lab.Visit(opened.new_page())
        here.watch()
        here.page.goto(made.as_uri())
        here.page.wait_for_load_state("load")
        said = here.page.evaluate(
            "() => [...document.querySelectorAll('img[src^=\"data:image/svg\"], [role=img][aria-label]')]"
            ".map(node => node.getAttribute('alt') ?? node.getAttribute('aria-label')).filter(Boolean).length"
        )
        slides = here.page.locator(".slides section section").count()
        if kind == "slides":
            here.page.keyboard.press("ArrowRight")
            here.page.get_by_role("status").filter(has_text=f"2 of {slides}").wait_for()
            require(
                here.page.locator(".slides section section:visible").count() == 1, "more than one slide is in sight"
            )
        nothing_from_outside(here)
        here.page.close()
    require(said >= panels, f"{said} pictures with a sentence, and {panels} panels")
    if kind == "slides":
        require(slides > 10, f"{slides} slides")
    pages = f"{slides} slides, " if kind == "slides" else ""
    told = f"{pages}{said} pictures with a sentence for {panels} panels; nothing from outside"
    return version("nbconvert", environment()), told


def _converted(kind: str, folder: Path) -> Path:
    notebook = ROOT / "notebooks" / f"{EXPORTED}.ipynb"
    command = [
        sys.executable, "-m", "nbconvert", "--to", kind, "--output-dir", str(folder),
        "--config", str(ROOT / "tools" / "jupyter_config.json"), str(notebook),
    ]  # fmt: skip
    done = subprocess.run(
        command,
        env=environment(PYTHONPATH=str(ROOT / "lib"), JUPYTER_PATH=str(ROOT / "tools")),
        capture_output=True,
        text=True,
    )
    require(done.returncode == 0, last_line(done.stderr))
    (made,) = folder.glob("*.html")
    return made


def html() -> tuple[str, str]:
    return exported("html")


def slides() -> tuple[str, str]:
    return exported("slides")


def blanks() -> tuple[str, str]:
    """A copy of the checkout in a folder with blanks and umlauts."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = copied(Path(folder) / "für Übung 1" / "un rolled")
        run_notebooks(checkout, ("00", "03"), environment(PYTHONPATH=str(checkout / "lib")))
    return "", "00 and 03 run from top to bottom"


def readonly() -> tuple[str, str]:
    """A read-only checkout, used by another user whose home is read-only, too."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as runtime:
        checkout = copied(Path(folder) / "checkout")
        for path in (Path(folder), *checkout.rglob("*"), checkout):
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(runtime).chmod(0o777)
        env = environment(
            PYTHONPATH=str(checkout / "lib"), HOME="/nowhere", TMPDIR=runtime, JUPYTER_RUNTIME_DIR=f"{runtime}/jupyter"
        )
        try:
            python = strangers_python(env)
            run_notebooks(checkout, ("00", "03", "08"), env, before=stranger(), python=python)
        finally:
            for path in (Path(folder), checkout, *checkout.rglob("*")):
                if path.is_dir():
                    path.chmod(0o755)
    return "", "another user without a home runs 00, 03 and 08 from top to bottom"


PLACES = {
    "html": Place("nbconvert to HTML", html),
    "slides": Place("nbconvert to slides", slides),
    "blanks": Place("a folder with blanks and umlauts", blanks),
    "readonly": Place("a read-only checkout", readonly),
}
