"""The visual language: colours with a meaning, type sizes, the plotly template.

Colour means one thing in all notebooks and is never the only cue. The dark
values are for JupyterLab's dark theme; ``css_variables`` hands both to the page.
"""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple


class Colour(NamedTuple):
    """One meaning's colour on white and on the dark ground."""

    light: str
    dark: str


COLOURS = {
    "input-gate": Colour("#337749", "#71A865"),
    "forget-gate": Colour("#94426B", "#C57397"),
    "output-gate": Colour("#3E00A4", "#8966F9"),
    "candidate": Colour("#4A3C05", "#F1E16A"),
    "carry": Colour("#177BA8", "#4EC6E7"),
    "hidden": Colour("#1C1D32", "#F7F7F7"),
    "rnn": Colour("#743D00", "#F3732B"),
    "gru": Colour("#2C8372", "#9AFCBD"),
    "lstm": Colour("#074BEE", "#307AFA"),
    "tcn": Colour("#500743", "#FA9FCD"),
    "predicted": Colour("#1F62B5", "#5090E6"),
    "negative": Colour("#B5520A", "#F0A060"),
    "target": Colour("#14171C", "#FFFFFF"),
    "baseline": Colour("#686F7C", "#98A1AE"),
    "memorised": Colour("#4D1259", "#EBD3F7"),
    "ink": Colour("#14171C", "#F3F5F8"),
    "ink2": Colour("#4A5260", "#B9BFCA"),
    "edge": Colour("#868E9C", "#868E9C"),
    "hair": Colour("#D9DDE4", "#3A404B"),
    "wash": Colour("#F3F5F8", "#1F242C"),
    "ground": Colour("#FFFFFF", "#14171C"),
    "focus": Colour("#0B57D0", "#8AB4F8"),
    "right": Colour("#1E6B3A", "#71C98E"),
    "wrong": Colour("#A3261B", "#F28B82"),
}
# Ground colours by surprisal: from so many bits on. The same in the dark theme, with letters that stay readable.
SURPRISAL = ((0, "#FFFFFF"), (1, "#FFF4CC"), (2.5, "#FFDD80"), (4, "#EDAA2E"), (6, "#B06A0A"), (8, "#5E3300"))
SANS = '"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif'
MONO = '"SF Mono",Consolas,"Liberation Mono",monospace'
_VARIABLE = re.compile(r"var\(--unrolled-[\w-]+, (#\w{6})\)")
SIZES = {"title": 22, "question": 17, "label": 16, "note": 15, "tick": 14}

CHART = "application/vnd.unrolled.chart+json"  # a panel's chart as plotly JSON: for exports, and nothing Lab would show
# plotly 7 shows a button that posts the chart to a cloud service unless told not to.
CONFIG = {"showSendToCloud": False, "displaylogo": False, "responsive": True}


def css(name: str) -> str:
    """A colour for SVG and HTML: the page's variable, or the light value where there is no page."""
    return f"var(--unrolled-{name}, {COLOURS[name].light})"


def plain(drawn: str) -> str:
    """SVG or HTML with light colours in place of the page's variables, which few programs outside a browser know."""
    return _VARIABLE.sub(r"\1", drawn)


def dark_twins() -> dict[str, str]:
    """The dark value of each light one, for charts, which know no CSS variables; both upper case.

    Where two meanings share a light value (ink and target), they share the dark one, too.
    """
    return {colour.light.upper(): colour.dark.upper() for colour in reversed(COLOURS.values())}


def css_variables() -> str:
    """CSS that sets ``--unrolled-NAME`` on panels, for JupyterLab's light and dark themes."""
    light = "".join(f"--unrolled-{name}:{colour.light};" for name, colour in COLOURS.items())
    dark = "".join(f"--unrolled-{name}:{colour.dark};" for name, colour in COLOURS.items())
    fonts = f"--unrolled-sans:{SANS};--unrolled-mono:{MONO};"
    sizes = "".join(f"--unrolled-{name}-size:{size}px;" for name, size in SIZES.items())
    return f".unrolled{{{light}{fonts}{sizes}}}\nbody[data-jp-theme-light='false'] .unrolled{{{dark}}}\n"


@functools.cache
def template() -> Any:
    """The plotly template of all charts; building it loads plotly."""
    import plotly.graph_objects as go

    axis = {
        "gridcolor": COLOURS["hair"].light,
        "zeroline": False,
        "linecolor": COLOURS["edge"].light,
        "ticks": "",
        "tickfont": {"size": SIZES["tick"], "color": COLOURS["ink2"].light},
        "title": {"font": {"size": SIZES["note"]}},
        "tickangle": 0,
    }
    return go.layout.Template(
        layout={
            "font": {"family": SANS, "size": SIZES["note"], "color": COLOURS["ink"].light},
            "title": {"font": {"size": SIZES["question"]}, "x": 0, "xref": "paper", "xanchor": "left"},
            "paper_bgcolor": COLOURS["ground"].light,
            "plot_bgcolor": COLOURS["ground"].light,
            "colorway": [COLOURS[name].light for name in ("lstm", "gru", "rnn", "tcn", "baseline")],
            "margin": {"l": 64, "r": 24, "t": 56, "b": 56},
            "showlegend": False,
            "xaxis": axis,
            "yaxis": axis,
            "height": 360,
        }
    )


def apply() -> None:
    """Make the theme plotly's default, and take the cloud button away, for this kernel."""
    import plotly.io as pio

    pio.templates["unrolled"] = template()
    pio.templates.default = "unrolled"
    for name in ("plotly_mimetype", "notebook", "browser"):
        pio.renderers[name].config = {**(pio.renderers[name].config or {}), **CONFIG}
    pio.renderers.default = "plotly_mimetype"
