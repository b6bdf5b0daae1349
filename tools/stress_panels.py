"""Move every control of every panel of the notebooks at random, and say what broke.

    python tools/stress_panels.py [--moves 10000] [--seed 0] [NB ...]

Panels, networks and data are those of the notebooks' scripts. A move sets a control as the page does, often to an
absurd value or text. After each move the panel must have a sentence and a picture, and no error may be raised.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import threading
import time
import traceback
from html import unescape
from pathlib import Path
from xml.parsers import expat

import ipywidgets
from traitlets import TraitError

from notebook_panels import count_panels, panels_of
from stress_check import Check, require
from unrolled import runtime
from unrolled.panels import controls
from unrolled.panels.live import LiveChart, LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.more import MoreHead
from unrolled.panels.panel import Panel
from unrolled.panels.trainer import TrainerPanel
from unrolled.panels.upload import Upload

SCRIPTS = Path(__file__).resolve().parents[1] / "notebooks" / "scripts"
SENT = ("text", "problem", "svg", "layer", "values", "description", "passage", "cursor", "last", "row", "last_row")
TRAINS = 1.0  # seconds that a training may run undisturbed
WORDS = (
    "the", "king", "hello", "\\begin{proof}", "$x^2$", "France Paris,", "1, 2, 4", "ice steam: water", "tiger cat 7",
)  # fmt: skip
ODD = (
    "", " ", "\n", "\t", "\x00", "\x1b[31m", "\ud83d", "\ude00\ud83d", "\U0001f600",
    "\U0001f9d1\U0001f3fd\u200d\U0001f4bb", "e\u0301", "\u0301", "\u200b", "\u202eabc", "\ufeff", "\ue000", "\uffff",
    "\U0010ffff", "\u05e2\u05d1\u05e8\u05d9\u05ea", "\u0939\u093f\u0928\u094d\u0926\u0940", "東京", "ß", "ſ", "İ",
    "１２", "½", "“”", "’", "<b>&amp;</b>", "]]>", "%s {0} $1", "\\", "-0", "1e999", "nan", "−3", "0x10",
    "a" * 5000, "ab " * 3000, "\n" * 600, "{" * 400, "\\begin{a}" * 200,
)  # fmt: skip


def some_text(dice: random.Random, now: str = "") -> str:
    """A plausible or absurd text; ``now`` is the present text."""
    pieces = [dice.choice(ODD), dice.choice(WORDS), chr(dice.randrange(0x110000))]
    kind = dice.randrange(6)
    if kind == 0 and now:  # shorten it
        return now[: dice.randrange(len(now) + 1)]
    if kind == 1:  # insert something
        place = dice.randrange(len(now) + 1)
        return now[:place] + dice.choice(pieces) + now[place:]
    if kind == 2:
        return " ".join(dice.choices(WORDS, k=dice.randrange(1, 9)))
    if kind == 3:
        return "".join(chr(dice.choice((dice.randrange(32, 127), dice.randrange(0x3000)))) for _ in range(40))
    return dice.choice(pieces)


def parts(panel: Panel) -> list[ipywidgets.Widget]:
    """All controls of a panel that a page can move."""
    found, waiting = [], list(panel.children)
    while waiting:
        widget = waiting.pop(0)
        waiting += getattr(widget, "children", ())
        if isinstance(widget, MOVED):
            found.append(widget)
    return found


MOVED = (
    controls.Range, controls.TextBox, controls.Presets, controls.Button, controls.Play, controls.Choice,
    controls.KeyBox, Menu, MoreHead, Upload, LivePicture,
)  # fmt: skip


def move(panel: Panel, dice: random.Random) -> str:
    """Move one control at random, as the page would; returns a description of the move."""
    widget = dice.choice(parts(panel))
    name = f"{type(widget).__name__} {getattr(widget, 'label', '')!r}"
    match widget:
        case controls.Range() if dice.random() < 0.3:
            typed = some_text(dice, f"{widget.value:g}")
            widget.type(typed)
            return f"{name} typed {typed[:60]!r}"
        case controls.Range():
            changed = {"value": dice.choice((widget.low, widget.high, dice.uniform(widget.low, widget.high)))}
        case controls.TextBox():
            changed = {"value": some_text(dice, widget.value)}
        case controls.Presets():
            widget, changed = widget.control, {"value": dice.choice(widget.choices)[1]}
        case controls.Choice() | Menu():
            changed = {"value": dice.choice(widget.choices)[1]}
        case controls.Button():
            changed = {"presses": widget.presses + 1}
        case controls.Play():
            changed = {"playing": dice.random() < 0.5, "ticks": widget.ticks + 1}
        case controls.KeyBox():
            typed = dice.choice((some_text(dice)[:5], chr(dice.randrange(32, 127))))
            widget.type(typed)
            return f"{name} typed {typed!r}"
        case Upload():
            data = dice.randbytes(dice.choice((0, 7, 900)))
            widget.give(data, some_text(dice)[:50])
            return f"{name} of {len(data)} bytes"
        case MoreHead():
            changed = {"resets": widget.resets + 1}
        case LivePicture() if "data-press" in widget.svg:
            part = unescape(dice.choice(re.findall('data-press="([^"]*)"', widget.svg)))
            widget.press(part)
            return f"{name} pressed at {part!r}"
        case _:
            asked = (-1, 0, 1, widget.last, widget.last + 1, 10**9, dice.randrange(max(1, widget.last + 1)))
            changed = {"cursor": dice.choice(asked), "row": dice.choice(asked)}
            if dice.random() < 0.7:
                changed.pop("row")
    try:
        widget.set_state(changed)
    except TraitError as error:  # a value that no page offers, such as a choice of a menu that has changed since
        return f"{name} refused {changed!r:.80} ({error})"
    return f"{name} set to {changed!r:.80}"


def check(panel: Panel) -> None:
    """Check what must hold after every move: a sentence, a well-formed picture, a state that can be sent."""
    assert panel.status.text.strip(), "the status line is empty"
    assert panel.describe().strip(), "the picture has no sentence"
    assert "has a defect" not in panel.status.text, panel.status.text
    assert "broke off" not in panel.status.text, panel.status.text
    if isinstance(panel, TrainerPanel) and panel.error is not None:
        raise panel.error
    for widget in (panel.status, panel.live):
        state = {name: value for name, value in widget.get_state().items() if name in SENT}
        json.dumps(state, allow_nan=False, ensure_ascii=False).encode()  # NaN and lone surrogates fail here
    if isinstance(panel.live, LiveChart):
        panel.figure().to_json()
    elif panel.drawing().startswith("<svg"):
        expat.ParserCreate().Parse(panel.drawing().encode(), True)


def settle(panel: Panel, dice: random.Random) -> None:
    """Let a training run for a moment, and sometimes stop it, so that moves happen both during and after trainings."""
    if isinstance(panel, TrainerPanel) and panel.busy and dice.random() < 0.5:
        time.sleep(dice.random() * TRAINS)
        panel.halt()


def stress(panel: Panel, moves: int, dice: random.Random) -> list[str]:
    """Make random moves; returns the errors, each with the last moves before it."""
    raised, done, in_threads = [], [], []
    threading.excepthook = in_threads.append
    for _ in range(moves):
        try:
            done.append(move(panel, dice))
            settle(panel, dice)
            check(panel)
            if in_threads:
                raise in_threads.pop(0).exc_value
        except Exception:
            raised.append(traceback.format_exc(limit=-4) + "\n".join(f"    after {words}" for words in done[-4:]))
    return raised


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("notebooks", nargs="*", metavar="NB", help="such as 04_char_rnn; default: all")
    parser.add_argument("--moves", type=int, default=10_000, help="over all panels together")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    runtime.start()
    scripts = [one for one in sorted(SCRIPTS.glob("[0-9]*.py")) if one.stem in (options.notebooks or [one.stem])]
    count = sum(map(count_panels, scripts))
    each, began, made, broken = -(-options.moves // count), time.perf_counter(), 0, 0
    for script in scripts:
        for source, panel in panels_of(script):
            start = time.perf_counter()
            raised = stress(panel, each, random.Random(f"{options.seed} {source}"))
            panel.close()
            made, broken = made + each, broken + len(raised)
            seconds = f"{time.perf_counter() - start:.0f} s"
            print(f"{script.stem}: {source[:70]}: {each} moves, {len(raised)} exceptions, {seconds}", flush=True)
            for trace in raised[:3]:
                print(trace, flush=True)
    print(f"{made:,} moves over {count} panels, {broken} exceptions, {time.perf_counter() - began:.0f} s")
    sys.exit(broken > 0)


def at_length() -> str:
    """Run the command of this module in a process of its own, which frees all panels and networks at its end."""
    command = [sys.executable, __file__]
    done = subprocess.run(command, cwd=SCRIPTS.parent, capture_output=True, text=True)
    require(done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:])
    return done.stdout.splitlines()[-1]


CHECKS = [Check("10,000 moves of all controls at random, with odd texts", at_length)]

if __name__ == "__main__":
    main()
