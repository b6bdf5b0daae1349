"""Drive JupyterLab in headless Chromium: for the browser tests, the benchmarks and the README's pictures."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
LECTURE = ROOT / "lib" / "unrolled" / "lecture" / "labextensions"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip


def chromium() -> str | None:
    """Path of a Chromium on this machine; ``UNROLLED_CHROMIUM`` names another."""
    return os.environ.get("UNROLLED_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Visit:
    """A notebook open in Lab, with the errors and requests of its page.

    Attributes:
        page: playwright's page.
        errors: console errors and uncaught exceptions.
        outside: requests that would have left this machine; all are refused.
    """

    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def ready(self) -> None:
        """Wait until the open notebook's kernel can run cells."""
        self.page.wait_for_function("() => window.jupyterapp && window.jupyterapp.restored", timeout=60_000)
        self.page.evaluate(
            """async () => {
                const app = window.jupyterapp;
                await app.restored;
                while (!app.shell.currentWidget?.context) await new Promise(r => setTimeout(r, 50));
                const widget = app.shell.currentWidget;
                await widget.revealed;
                await widget.context.ready;
                await widget.sessionContext.ready;
                await widget.sessionContext.session.kernel.info;
            }"""
        )

    def run_all(self) -> None:
        """Run all cells; returns when the last one is done."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")

    def reload(self) -> None:
        self.page.reload()
        self.ready()

    def panel(self, title: str) -> Locator:
        """The panel of that title, scrolled to and drawn."""
        found = self.page.get_by_role("region", name=title, exact=True)
        found.scroll_into_view_if_needed()
        page = found.locator(".unrolled-sheet[data-formulas]")  # of LaTeX, which is no drawing
        found.locator("svg").nth(1).or_(page).first.wait_for(timeout=20_000)
        return found

    def watch(self) -> None:
        """Collect errors and refuse everything that is not on this machine."""

        def judge(route) -> None:
            host = route.request.url.split("/")[2].split(":")[0] if "://" in route.request.url else ""
            if host in ("127.0.0.1", "localhost", "") or route.request.url.startswith(("blob:", "data:")):
                route.continue_()
            else:
                self.outside.append(route.request.url)
                route.abort()

        self.page.route("**/*", judge)
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))


MEASURE = (ROOT / "tools" / "measure_panel.js").read_text()


def more(panel: Locator) -> None:
    """Open a panel's *More controls*."""
    button = panel.get_by_role("button", name="More controls")
    if button.get_attribute("aria-expanded") != "true":
        button.click()


SAID = """panel => {
    const node = panel.querySelector('.unrolled-wide[aria-valuetext]') ?? panel.querySelector('svg[role=img]');
    return node?.getAttribute('aria-valuetext') ?? node?.getAttribute('aria-label') ?? '';
}"""


def described(panel: Locator, words: str, *, no_more: str = "") -> str:
    """Wait until the description of a panel's picture contains the words and differs from ``no_more``; returns it."""
    element = panel.element_handle()
    waiting = f"""([panel, words, old]) => {{
        const said = ({SAID})(panel);
        return said.includes(words) && said !== old && said;
    }}"""
    try:
        return panel.page.wait_for_function(waiting, arg=[element, words, no_more], timeout=20_000).json_value()
    except TimeoutError as error:
        raise AssertionError(f"Waited for {words!r}; the picture says {element.evaluate(SAID)!r}.") from error


@dataclass(frozen=True)
class Program:
    """A Jupyter program that opens notebooks: JupyterLab or Notebook.

    Attributes:
        module: of Python.
        settings: the prefix of its settings.
        page: the path of its pages.
    """

    module: str
    settings: str
    page: str


LAB, NOTEBOOK = Program("jupyterlab", "LabApp", "lab"), Program("notebook", "JupyterNotebookApp", "tree")


def free_port() -> int:
    """A port that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(folder: Path, program: Program = LAB, *, env: dict[str, str] | None = None) -> Iterator[str]:
    """Run a separate Lab with only the project's settings; yields its address, token included.

    Args:
        folder: of notebooks.
        program: Lab, or Notebook.
        env: the environment it runs in; by default this process's.
    """
    with tempfile.TemporaryDirectory() as home:
        port, token = free_port(), secrets.token_hex(16)
        settings = Path(home) / "settings"
        settings.mkdir()
        shutil.copyfile(ROOT / "tools" / "jupyterlab_overrides.json", settings / "overrides.json")
        places = {f"JUPYTER_{kind}_DIR": f"{home}/{kind.lower()}" for kind in ("CONFIG", "DATA", "RUNTIME")}
        command = [
            sys.executable, "-m", program.module, "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1",
            f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}",
            f"--{program.settings}.expose_app_in_browser=True",
            f"--{program.settings}.extra_labextensions_path={LECTURE}",
            f"--LabApp.extra_labextensions_path={LECTURE}",  # which serves the files for Notebook, too
            f"--{program.settings}.app_settings_dir={settings}",
            f"--{program.settings}.user_settings_dir={home}/user",
            f"--{program.settings}.workspaces_dir={home}/workspaces",
        ]  # fmt: skip
        log = Path(home) / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(command, env={**(env or os.environ), **places}, stdout=out, stderr=out)
        address = f"http://127.0.0.1:{port}/{program.page}?token={token}"
        try:
            for _ in range(300):
                if process.poll() is not None:
                    raise RuntimeError(f"{program.module} did not start:\n{log.read_text()[-3000:]}")
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(address, timeout=2).close()
                    break
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@contextlib.contextmanager
def visit(opened: Browser, address: str, notebook: str, *, width: int = 1440, height: int = 1000) -> Iterator[Visit]:
    """Open a notebook in a fresh page, ready to run; its kernel is shut down afterwards."""
    context = opened.new_context(viewport={"width": width, "height": height})
    here = Visit(context.new_page())
    here.watch()
    base, token = address.split("?")
    if base.endswith("/tree"):
        here.page.goto(f"{base.removesuffix('tree')}notebooks/{notebook}?{token}")
    else:  # a workspace of its own, so that Lab does not open an earlier visit's notebooks again
        here.page.goto(f"{base}/workspaces/{secrets.token_hex(4)}/tree/{notebook}?{token}")
    here.ready()
    try:
        yield here
    finally:
        with contextlib.suppress(Exception):
            here.page.evaluate("() => window.jupyterapp.commands.execute('kernelmenu:shutdown')")
        context.close()
