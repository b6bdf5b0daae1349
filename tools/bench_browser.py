"""Browser benchmarks: the time from a key press until the changed picture is painted, first in notebook 04."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import nbformat

import lab

BLOCKS, MOVES = 5, 10  # 50 moves of each kind, taking turns
SETUP = """
from unrolled import notebook
from unrolled.lessons import char_rnn
from unrolled.training.checkpoint import load_char_rnn, summary
notebook.setup()
model, vocabulary, card = load_char_rnn("shakespeare_2x256")
"""
OURS = "panel = char_rnn.TemperaturePanel(model, vocabulary, note=summary(card)); panel"
SOFTMAX = "softmax = char_rnn.SoftmaxPanel(logits=(0.0, 1.0, 0.0)); softmax"
# What a user would otherwise write: ipywidgets' slider, plotly's FigureWidget, the same probe and the same bars.
PEER = """
import ipywidgets, plotly.graph_objects as go
from unrolled.measuring import char_rnn as probes
def peer(make, low, high, step, start, label):
    picture = go.FigureWidget(make(start))
    slider = ipywidgets.FloatSlider(value=start, min=low, max=high, step=step, description=label)
    def update(change):
        new = make(change.new)
        with picture.batch_update():
            picture.data[0].y = new.data[0].y
            picture.data[1].y = new.data[1].y
    slider.observe(update, "value")
    box = ipywidgets.VBox([slider, picture])
    box.add_class("peer-" + label)
    return box
"""
BARS = """
shown = panel.finish()
from unrolled.lessons.char_rnn.temperature.figure import next_character_chart, softmax_chart
def bars(tau):
    return next_character_chart(probes.temperature_view(shown.next, shown.samples, tau))
peer(bars, 0, 3, 0.05, 0.8, "bars")
"""
THREE = """
import numpy as np
def three(logit):
    return softmax_chart(probes.softmax_view(("e", "a", "x"), np.array([logit, 1.0, 0.0]), 1.0))
peer(three, -5, 5, 0.5, 0.0, "three")
"""
LESSON = """
import torch
from unrolled.datasets import shakespeare
from unrolled.models import NGram
parts = shakespeare.split()
text = "DUKE ORSINO:\\nIf music be the food of love, play on;\\nGive me excess of it, that, surfeiting,\\nThe appetite"
ahead = char_rnn.SurprisalPanel({"LSTM": model}, vocabulary, text=text)
display(ahead, char_rnn.ShapePanel(vocabulary), char_rnn.MicroscopePanel(model, vocabulary))
display(char_rnn.GuessPanel({"LSTM": model}, vocabulary, parts.validation), char_rnn.TrainingPanel())
"""
CANDIDATES = """
from unrolled.measuring import surprisal
def candidates(place):
    found = surprisal.point_at(ahead.record, int(place) + 1).candidates[int(place) + 1]
    bars = go.Bar(x=list(range(10)), y=[p for _, p in found])
    return go.Figure(data=[bars, go.Scatter(x=list(range(10)), y=[p for _, p in found], mode="markers")])
peer(candidates, 0, 80, 1, 20, "candidates")
"""
SIZES = """
from unrolled.models.size import parameters
def sizes(units):
    each = parameters(76, int(units), 2)
    return go.Figure(data=[go.Bar(y=each), go.Scatter(y=each, mode="markers")])
peer(sizes, 16, 1024, 16, 256, "sizes")
"""


class Place(NamedTuple):
    """The handle to move, the picture that changes with it, and the keys that move it."""

    frame: str
    handle: str
    picture: str
    forward: str = "ArrowRight"
    back: str = "ArrowLeft"
    in_turn: bool = False  # forward and back in turn, if there are few positions


WIDE = ".unrolled-wide"


def titled(title: str, *, slider: str = "") -> Place:
    """The picture of the panel of that title, moved by its own keys or by a slider."""
    handle = f".unrolled-range:has([aria-label='{slider}, typed']) input[type=range]" if slider else WIDE
    return Place(f".unrolled-panel[data-title='{title}']", handle, WIDE)


PLACES = {
    "temperature": Place(".unrolled-panel:has(svg[data-shown])", "input[type=range]", "svg[data-shown]"),
    "softmax": Place(
        ".unrolled-panel:has([aria-label='Logit of e, typed'])", "input[type=range]", ".unrolled-chart .cartesianlayer"
    ),
    "ahead": Place(".unrolled-panel:has([aria-label='Place in the text'])", WIDE, WIDE),
    "shape": Place(
        ".unrolled-panel:has([aria-label='Units in a layer, typed']):has(.unrolled-wide)",
        ".unrolled-range:has([aria-label='Units in a layer, typed']) input[type=range]",
        WIDE,
    ),
    "microscope": Place(".unrolled-panel:has([aria-label='Column: temperature'])", WIDE, WIDE, "n", "n"),
    "guess": Place(".unrolled-panel:has(.unrolled-key)", ".unrolled-action button", WIDE, "Enter", "Enter"),
    "training": Place(
        ".unrolled-panel:has([aria-label='Time, typed'])",
        ".unrolled-range:has([aria-label='Time, typed']) input[type=range]",
        ".unrolled-chart .js-plotly-plot",
    ),
    "bars": Place(".peer-bars", ".noUi-handle", ".cartesianlayer"),
    "three": Place(".peer-three", ".noUi-handle", ".cartesianlayer"),
    "candidates": Place(".peer-candidates", ".noUi-handle", ".cartesianlayer"),
    "sizes": Place(".peer-sizes", ".noUi-handle", ".cartesianlayer"),
}
DRAGGED = ("temperature", "softmax", "bars", "three")
WATCH = """([frame, handle, picture]) => {
    const box = document.querySelector(frame), target = box.querySelector(picture);
    window.bench?.stop();
    const stopped = new AbortController();
    let pressed = null;
    const note = event => { pressed = event.timeStamp; };
    box.querySelector(handle).addEventListener('keydown', note, { capture: true, signal: stopped.signal });
    const painted = new MessageChannel();
    painted.port1.onmessage = ({ data }) => { window.bench.times.push(performance.now() - data); };
    const observer = new MutationObserver(() => {
        window.bench.last = performance.now();
        if (pressed === null) return;
        const began = pressed;
        pressed = null;
        requestAnimationFrame(() => painted.port2.postMessage(began));
    });
    window.bench = { times: [], last: performance.now(), stop: () => { stopped.abort(); observer.disconnect(); } };
    observer.observe(target, { attributes: true, childList: true, characterData: true, subtree: true });
}"""


def measure() -> dict:
    """Milliseconds by panel: ``moves`` (a list each), ``drags``; seconds to the ``first`` panel."""
    with tempfile.TemporaryDirectory() as folder, lab.browser() as opened:
        notebooks = Path(folder)
        shutil.copy(lab.ROOT / "notebooks" / "04_char_rnn.ipynb", notebooks)
        write(notebooks / "bench.ipynb", [SETUP, OURS, SOFTMAX, LESSON, PEER, BARS, THREE, CANDIDATES, SIZES])
        peer_only = PEER + "figure = go.Figure(data=[{'type': 'bar', 'y': [1]}, {'y': [1]}])"
        write(notebooks / "peer.ipynb", [SETUP, peer_only, "peer(lambda t: figure, 0, 3, 0.05, 0.8, 'bars')"])
        with lab.server(notebooks) as address:
            first = [[], []]
            for _ in range(3):
                first[0].append(_first_panel(opened, address, "04_char_rnn.ipynb", "svg[data-shown] [data-part]"))
                first[1].append(_first_panel(opened, address, "peer.ipynb", ".peer-bars .cartesianlayer"))
            moves, drags = _moves_and_drags(opened, address)
        medians = [sorted(seconds)[1] for seconds in first]
        return {"moves": moves, "drags": drags, "first": medians}


def write(path: Path, cells: list[str]) -> None:
    made = [nbformat.v4.new_code_cell(cell.strip()) for cell in cells]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)


def _first_panel(opened, address: str, notebook: str, selector: str) -> float:
    with lab.visit(opened, address, notebook) as here:
        began = time.perf_counter()
        here.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        here.page.locator(selector).first.wait_for(state="attached", timeout=120_000)
        return time.perf_counter() - began


def key_moves(opened, address: str, notebook: str, places: dict[str, Place]) -> dict[str, list[float]]:
    """Milliseconds of 50 moves at each place of a notebook; the places take turns."""
    found: dict[str, list[float]] = {name: [] for name in places}
    with lab.visit(opened, address, notebook) as here:
        here.run_all()
        for block in range(BLOCKS):
            for name, place in places.items():
                found[name] += _keys(here.page, place, forward=block % 2 == 0)
    return found


def memory() -> dict[str, float]:
    """Peak resident memory of each notebook's kernel, in MB, by the notebook's name."""
    with tempfile.TemporaryDirectory() as folder, lab.browser() as opened:
        copied = shutil.copytree(lab.ROOT / "notebooks", Path(folder) / "notebooks")
        names = sorted(path.name for path in copied.glob("[0-9][0-9]_*.ipynb"))
        with lab.server(copied) as address:
            return {Path(name).stem: peak_memory(opened, address, name) for name in names}


def peak_memory(opened, address: str, notebook: str) -> float:
    """Peak resident memory of a notebook's kernel after all its cells, in MB (Linux)."""
    before = set(_kernels())
    with lab.visit(opened, address, notebook) as here:
        here.run_all()
        here.page.wait_for_timeout(3000)
        (kernel,) = set(_kernels()) - before
        status = Path(f"/proc/{kernel}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def _kernels() -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout.splitlines()
    return [int(line.split()[0]) for line in listed if "-m ipykernel_launcher" in line]


def _moves_and_drags(opened, address: str) -> tuple[dict[str, list[float]], dict[str, float]]:
    moves: dict[str, list[float]] = {name: [] for name in PLACES}
    drags: dict[str, list[float]] = {name: [] for name in DRAGGED}
    with lab.visit(opened, address, "bench.ipynb") as here:
        here.run_all()
        here.page.wait_for_timeout(6000)  # by then the sweep over the temperatures is done
        for block in range(BLOCKS):
            for name, place in PLACES.items():
                moves[name] += _keys(here.page, place, forward=block % 2 == 0)
        for _ in range(3):
            for name in DRAGGED:
                drags[name].append(_drag(here.page, PLACES[name]))
    return moves, {name: sorted(times)[1] for name, times in drags.items()}


def _keys(page, place: Place, *, forward: bool) -> list[float]:
    handle = page.locator(place.frame).locator(place.handle).first
    handle.scroll_into_view_if_needed()
    handle.focus()
    page.evaluate(WATCH, list(place[:3]))
    for k in range(MOVES):
        ahead = k % 2 == 0 if place.in_turn else forward
        handle.press(place.forward if ahead else place.back)
        page.wait_for_function("n => window.bench.times.length >= n", arg=k + 1, timeout=10_000)
        page.wait_for_timeout(120)
    return page.evaluate("() => window.bench.times")


def _drag(page, place: Place) -> float:
    """Milliseconds from the first of 90 mouse moves until the picture stands still."""
    handle = page.locator(place.frame).locator(place.handle).first
    handle.scroll_into_view_if_needed()
    handle.press("Home")
    page.wait_for_timeout(800)
    box = handle.bounding_box()
    native = "input" in place.handle  # its box is the whole track; the other slider's is the handle
    track = box if native else page.locator(place.frame).locator(".noUi-target").bounding_box()
    left = box["x"] + (12 if native else box["width"] / 2)
    y, width = box["y"] + box["height"] / 2, track["width"] - 30
    page.mouse.move(left, y)
    page.mouse.down()
    page.evaluate(WATCH, list(place[:3]))
    began = page.evaluate("() => performance.now()")
    for k in range(90):
        page.mouse.move(left + width * (k + 1) / 90, y)
    page.mouse.up()
    page.wait_for_function("() => performance.now() - window.bench.last > 600", timeout=30_000)
    return page.evaluate("() => window.bench.last") - began
