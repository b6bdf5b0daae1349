"""A chorale as a piano roll in four voices, where the network went on, and what can be counted in it."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.layout import WIDTH
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.tcn.chorales.record import ChoralesView

HEIGHT = 376
LEFT, WIDE, TOP, TALL = 52, WIDTH - 56, 46, 188
LOW, HIGH = 36, 84  # MIDI numbers of the lowest and the highest row
TABLE, ROW, LOSSES = 286, 24, 660  # baseline of the heads; a row; left edge of the losses
NAMES = ("soprano", "alto", "tenor", "bass")
LETTERS = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
COLUMNS = (("white keys", 280), ("repeats", 348), ("crossings", 424), ("parallels / 100", 534), ("mean step", 614))


def note_name(midi: int) -> str:
    """Such as A4, of 440 Hz; a rest is a dash."""
    return f"{LETTERS[midi % 12]}{midi // 12 - 1}" if midi else "–"


def describe_chorales(view: ChoralesView) -> str:
    """One sentence that says what the panel shows."""
    written, t = view.written, view.t
    chord = " ".join(note_name(int(midi)) for midi in written.voices[t])
    who = "Bach" if t < written.given else written.writer
    own = f"; yours: {view.own[-1, 1]:.2f} nats a chord held out" if len(view.own) else ""
    return f"{written.name}, chord {t + 1} of {len(written.voices)}, by {who}: {chord}{own}."


def _x(view: ChoralesView, t: float) -> float:
    return LEFT + t * WIDE / len(view.written.voices)


def _y(midi: float) -> float:
    return TOP + TALL * (1 - (midi - LOW) / (HIGH - LOW))


def chorales_drawing(view: ChoralesView) -> Drawing:
    """Piano roll, legend and table."""
    written = view.written
    edge = _x(view, written.given)
    parts = [rect(LEFT, TOP - 6, edge - LEFT, TALL + 12, "wash")]
    for midi in range(LOW, HIGH + 1, 12):
        parts += [rect(LEFT, _y(midi), WIDE, 1, "hair"), note(note_name(midi), LEFT - 10, _y(midi) + 5, "end")]
    if view.underlaid:
        parts += _chances(view)
    for voice in range(4):
        parts += _voice(view, voice)
        x = LEFT + 430 + 104 * voice
        parts += [_mark(voice, x, 3, 26), label(NAMES[voice], x + 32, 14)]
    if written.given < len(written.voices):
        parts.append(shape(f"M{edge} {TOP - 14}V{TOP + TALL + 8}", edge="tcn", thick=2.5))
        words = f"{written.writer} from here"
        parts.append(heading(words, edge + 6, TOP - 12, colour="tcn"))
    parts.append(heading(f"Bach, {written.name}", LEFT, TOP - 12))
    return Drawing.of(
        *parts,
        *_table(view),
        *_losses(view),
        height=HEIGHT,
        description=f"Piano roll of {view.written.name}, written on by {view.written.writer}.",
    )


def _mark(voice: int, x: float, y: float, wide: float) -> str:
    """A note: each voice has its own look, not only its place."""
    looks = (
        {"fill": css("ink"), "stroke": css("ink")},
        {"fill": css("ground"), "stroke": css("ink")},
        {"fill": css("edge"), "stroke": css("edge")},
        {"fill": css("tcn"), "stroke": css("tcn")},
    )
    return rect(x, y, max(wide, 2.0), 11, thick=2, rx=3, **looks[voice])


def _voice(view: ChoralesView, voice: int) -> list[str]:
    """Bars, a held or repeated note in one."""
    parts, line, t = [], view.written.voices[:, voice], 0
    while t < len(line):
        end = t + 1
        while end < len(line) and line[end] == line[t]:
            end += 1
        if line[t]:
            x = _x(view, t) + 1.5
            parts.append(_mark(voice, x, _y(float(line[t])) - 5.5, _x(view, end) - x - 1.5))
        t = end
    return parts


def _chances(view: ChoralesView) -> list[str]:
    """What the writer thought possible: a shade for each note of each chord, the sum over voices."""
    parts, wide = [], WIDE / len(view.written.voices)
    sums = view.written.chances.sum(axis=1)  # (T, N)
    for t, number in zip(*np.nonzero(sums > 0.04), strict=True):
        midi = int(view.written.notes[number])
        if LOW <= midi <= HIGH:
            parts.append(
                rect(
                    _x(view, t),
                    _y(midi) - 3.5,
                    wide,
                    7,
                    "predicted",
                    fill_opacity=float(min(0.55, 0.5 * sums[t, number])),
                )
            )
    return parts


def _table(view: ChoralesView) -> list[str]:
    parts = [rect(2, TABLE - 20, WIDTH - 4, 1, "hair")]
    for words, x in COLUMNS:
        parts.append(note(words, x, TABLE, "end"))
    for row, (name, counted) in enumerate(view.rows):
        y = TABLE + ROW * (row + 1)
        parts.append(label(name, 2, y, font_weight=700 if row == 0 else None))
        cells = (
            *map(percent, (counted.white, counted.again, counted.crossed)),
            f"{counted.parallels:.1f}",
            f"{counted.leaps:.1f}",
        )
        for words, (_, x) in zip(cells, COLUMNS, strict=True):
            parts.append(label(words, x, y, "end"))
    return parts


def _losses(view: ChoralesView) -> list[str]:
    """Nats a chord on validation pieces."""
    x = LOSSES
    parts = [heading("Validation, nats a chord", x, TABLE)]
    rows = list(view.losses.items())
    if len(view.own):
        rows.append((f"yours, after {view.own[-1, 0]:.0f} s", float(view.own[-1, 1])))
    for row, (name, nats) in enumerate(rows):
        y = TABLE + 18 * (row + 1)
        parts += [note(name, x, y, colour="ink"), note(f"{nats:.2f}", WIDTH - 4, y, "end", "ink", font_weight=700)]
    return parts


def chorales_cursor(view: ChoralesView) -> Drawing:
    """The layer over it: the chord, its notes, the chance of each and what Bach wrote."""
    written, t = view.written, view.t
    x = _x(view, t + 0.5)
    parts = [shape(f"M{x} {TOP - 4}V{TOP + TALL + 6}", edge="ink", thick=2, dash="5 4")]
    words = [f"Chord {t + 1}"]
    for voice in range(4):
        midi = int(written.voices[t, voice])
        chance = written.chances[t, voice, int(np.searchsorted(written.notes, midi))]
        words.append(f"{note_name(midi)} {percent(chance)}" if chance else note_name(midi))
    if t < len(written.bach) and t >= written.given:
        words.append("Bach: " + " ".join(note_name(int(midi)) for midi in written.bach[t]))
    parts.append(heading(" · ".join(words), LEFT, TOP + TALL + 24))
    return Drawing.of(*parts, height=HEIGHT, description=describe_chorales(view))
