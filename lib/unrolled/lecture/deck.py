"""The slides of the lecture, and the panels that show them."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unrolled.panels.panel import Panel
from unrolled.runtime import UnrolledError

EXTENSION = Path(__file__).parent / "labextensions" / "unrolled-lecture"


class LectureError(UnrolledError):
    """A slide that does not exist, or whose panel is not open."""


@dataclass(frozen=True)
class Slide:
    """A slide, and what shows it.

    Attributes:
        key: names the slide: its number, and a letter where a number stands on several.
        number: as printed at the foot of the slide.
        title: of the slide.
        notebook: without ending.
        cell: a piece of the code of the cell that makes the panel.
        panel: the panel's title.
        state: by the name of the panel's control, the value that the slide shows; ``cursor`` and ``row`` are those of
            the picture.
    """

    key: str
    number: str
    title: str
    notebook: str
    cell: str
    panel: str
    state: dict[str, Any] = field(default_factory=dict)


@functools.cache
def _held() -> dict[str, Any]:
    return json.loads((EXTENSION / "static" / "deck.json").read_text("utf-8"))


def routes() -> dict[str, tuple[str, ...]]:
    """Ways through the lecture: by their minutes, the keys of the slides, five minutes each."""
    return {minutes: tuple(keys) for minutes, keys in _held()["routes"].items()}


@functools.cache
def slides() -> tuple[Slide, ...]:
    """All slides, in the lecture's order; the page reads the same file."""
    return tuple(Slide(**slide) for slide in _held()["slides"])


def show(key: str) -> None:
    """Put the slide's panel, which is open in this kernel, into the state that the slide shows.

    Raises:
        LectureError: if there is no such slide, or its panel is not open.
    """
    found = [slide for slide in slides() if slide.key == key]
    if not found:
        raise LectureError(f"There is no slide {key!r}: choose one of {', '.join(slide.key for slide in slides())}.")
    (slide,) = found
    panel = Panel.newest(slide.panel)
    if panel is None:
        raise LectureError(f"The panel {slide.panel!r} is not open: run the cell with {slide.cell} first.")
    put(panel, slide.state)


def put(panel: Panel, state: dict[str, Any]) -> None:
    """Set controls of a panel, and its cursor after them: a control may move it."""
    with panel.batch():
        for name, value in state.items():
            if name not in ("cursor", "row"):
                getattr(panel, name).value = value
    for name in ("row", "cursor"):
        if name in state:
            setattr(panel.live, name, state[name])
