"""Look at a panel without a kernel: its real HTML, CSS and modules in headless Chromium, measured and photographed.

    python tools/look.py code.py [--out look.png] [--width 930] [--dark] [--open]

``code.py`` makes one panel and calls it ``panel``. It prints the height of the panel and of its parts, words that
overlap or leave the picture, and type smaller than 14. The page has no Python behind it: controls do not answer, but
*More controls* opens. The browser tests show how a panel behaves in JupyterLab.
"""

from __future__ import annotations

import argparse
import json
import runpy
import tempfile
from pathlib import Path

import ipywidgets

import lab

HOST = lab.ROOT / "tools" / "look_host.js"


def described(widget: ipywidgets.Widget, found: dict[str, dict]) -> str:
    """Put a widget and all it holds or refers to into ``found``; returns its model's name."""
    name = f"IPY_MODEL_{widget.model_id}"
    key = widget.model_id
    if key in found:
        return name
    entry = found[key] = {"classes": list(widget._dom_classes) if hasattr(widget, "_dom_classes") else [], "state": {}}
    if isinstance(widget, ipywidgets.Box):
        entry["children"] = [described(child, found).removeprefix("IPY_MODEL_") for child in widget.children]
        return name
    if hasattr(widget, "layout") and widget.layout.display:
        entry["display"] = widget.layout.display
    for trait in widget.keys:
        value = getattr(widget, trait)
        if isinstance(value, ipywidgets.Widget):
            entry["state"][trait] = described(value, found) if type(value).__name__ != "PlotlyLibrary" else ""
        elif isinstance(value, dict) and any(isinstance(one, ipywidgets.Widget) for one in value.values()):
            entry["state"][trait] = {one: described(other, found) for one, other in value.items()}
        elif isinstance(value, bytes):
            continue
        else:
            entry["state"][trait] = value
    entry["esm"] = entry["state"].pop("_esm", "")
    entry["css"] = entry["state"].pop("_css", "")
    return name


def page(panel: ipywidgets.Widget, *, width: int, dark: bool) -> str:
    """The panel as a page of its own."""
    found: dict[str, dict] = {}
    described(panel, found)
    css = "".join({entry.get("css", "") for entry in found.values()})
    script = ""
    if any("spec" in entry["state"] for entry in found.values()):
        from plotly.offline import get_plotlyjs

        script = f"<script>{get_plotlyjs()}</script>"
    plain = json.dumps(found, default=lambda value: getattr(value, "tolist", lambda: str(value))())
    safe = plain.replace("</", "<\\/")
    ground = "#111" if dark else "#fff"
    return (
        f"<!doctype html><meta charset='utf-8'><body data-jp-theme-light='{str(not dark).lower()}' "
        f"style='margin:0;background:{ground}'>{script}<style>{css} .lm-Widget{{overflow:visible}}</style>"
        f"<div id='here' style='width:{width}px'></div>"
        f"<script type='module'>const WIDGETS = {safe};\nconst ROOT = '{panel.model_id}';\n{HOST.read_text()}</script>"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("code", help="a file that makes one panel and calls it panel")
    parser.add_argument("--out", default="look.png")
    parser.add_argument("--width", type=int, default=930)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--open", action="store_true", help="with More controls open")
    options = parser.parse_args()
    panel = runpy.run_path(options.code)["panel"]
    with tempfile.TemporaryDirectory() as folder, lab.browser() as opened:
        file = Path(folder) / "look.html"
        file.write_text(page(panel, width=options.width, dark=options.dark))
        shown = opened.new_page(viewport={"width": options.width, "height": 760})
        shown.on("pageerror", lambda error: print("page error:", error))
        shown.on("console", lambda said: print("console:", said.text) if said.type == "error" else None)
        shown.goto(file.as_uri())
        shown.wait_for_selector("body[data-ready]", timeout=30_000)
        if options.open:
            shown.locator(".unrolled-opener button").click()
        measured = shown.locator(".unrolled-panel").evaluate(lab.MEASURE)
        print(json.dumps(measured["found"]))
        print("\n".join(measured["trouble"]) or "no trouble seen")
        shown.locator("#here").screenshot(path=options.out)


if __name__ == "__main__":
    main()
