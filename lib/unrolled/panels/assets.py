"""The hand-written JavaScript and CSS of the panels: plain files, no build step."""

from __future__ import annotations

from pathlib import Path

from unrolled.drawing import theme

FOLDER = Path(__file__).parent / "js"


def module(name: str) -> str:
    """An ES module for anywidget: the shared helpers of ``dom.js``, then ``NAME.js``."""
    return (FOLDER / "dom.js").read_text("utf-8") + (FOLDER / f"{name}.js").read_text("utf-8")


def stylesheet() -> str:
    """The style of all panels, with the theme's colours."""
    return theme.css_variables() + (FOLDER / "panel.css").read_text("utf-8")
