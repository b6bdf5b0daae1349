"""Shapes of sequence problems: boxes for what is read, the state, and what is said; after Karpathy's figure (2015)."""

from __future__ import annotations

from unrolled.drawing.formula import MATH
from unrolled.drawing.layout import picture
from unrolled.drawing.letters import letter, visible
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, element, hit
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.rnn.sequences.record import Exchange

FRAME = picture(292)
BOX, NAMES, FURTHEST = 46, 88, 92.0  # a box; width of the names at the left; from one box to the next, at most
SAID, STATE, READ = 66, 152, 238  # tops of the three rows of boxes
KEY = "✓ how sure it was, ✗ the right answer"
# Name, which steps read, which are asked, and where the shape is met.
SHAPES = (
    ("one to many", "1000", "1111", "an image, and then its caption"),
    ("many to one", "1111", "0001", "a review: praise or not?"),
    ("many to many, in step", "1111", "1111", "each character, and the next"),
    ("many to many, afterwards", "11000", "00111", "a sentence, and its translation"),
)


def describe_exchange(view: Exchange) -> str:
    """One sentence that says how far it is, and how it did."""
    k = view.cursor
    asked = [t for t in range(k + 1) if view.due[t] != " "]
    right = sum(view.said[t] == view.due[t] for t in asked)
    told = f"{right} of {len(asked)} answers right so far" if asked else "nothing asked yet"
    reads = "nothing" if view.read[k] == view.rest else visible(view.read[k])
    says = f"says {visible(view.said[k])}, {percent(float(view.chances[k]))}" if view.due[k] != " " else "is not asked"
    return f"Step {k + 1} of {len(view.read)}, {view.shape}: reads {reads}, {says}; {told}."


def remark(view: Exchange) -> str:
    """What to say in the status line: when the shape reads and is asked, and how the answers are."""
    T, k = len(view.read), view.cursor
    reads = sum(symbol != view.rest for symbol in view.read)
    asked = [t for t in range(T) if view.due[t] != " "]
    right = sum(view.said[t] == view.due[t] for t in asked if t <= k)
    steps = "1 step" if T == 1 else f"{T} steps"
    so_far = f"{right} of {sum(t <= k for t in asked)} answers are right so far" if asked[0] <= k else "no answer yet"
    return f"In {steps} it reads {_times(reads)} and is asked {_times(len(asked))}: {so_far}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def exchange_drawing(view: Exchange) -> Drawing:
    """The frame: an empty box for each step; nothing where nothing is read or asked."""
    parts = [
        title(f"{view.shape}: {view.asks} (synthetic)".capitalize(), 2, 22),
        note(KEY, FRAME.right - 2, 22, "end"),
        *(
            title(words, 2, top + BOX / 2 + 5)
            for words, top in (("it says", SAID), ("its state", STATE), ("it reads", READ))
        ),
    ]
    for t in range(len(view.read)):
        x = _x(view, t)
        parts.append(hit(x - 8, 40, BOX + 16, FRAME.height - 40, data_pick=t))
        rows = [STATE] + [READ] * (view.read[t] != view.rest) + [SAID] * (view.due[t] != " ")
        parts += [
            rect(x, top, BOX, BOX, "none", "edge", 1.5, rx=8, stroke_dasharray="4 4", pointer_events="none")
            for top in rows
        ]
    return Drawing.of(
        *parts,
        height=FRAME.height,
        style=MATH,
        description=f"Boxes for {len(view.read)} steps of a network that is to {view.asks}.",
    )


def exchange_steps(view: Exchange) -> Drawing:
    """The layer over it: the steps taken, with symbols, arrows and what was due."""
    parts = []
    for t in range(view.cursor + 1):
        x, middle = _x(view, t), _x(view, t) + BOX / 2
        parts += [_box(x, STATE, css("hidden"), t == view.cursor), _state(t, middle)]
        if t:
            parts.append(_arrow(_x(view, t - 1) + BOX + 2, STATE + BOX / 2, x - 2, STATE + BOX / 2))
        if view.read[t] != view.rest:
            parts += [_arrow(middle, READ - 2, middle, STATE + BOX + 2), _box(x, READ, css("ground"), t == view.cursor)]
            parts.append(_symbol(view.read[t], middle, READ, css("ink")))
        if view.due[t] != " ":
            parts.append(_arrow(middle, STATE - 2, middle, SAID + BOX + 2))
            parts.append(_box(x, SAID, css("predicted"), t == view.cursor))
            parts += [_symbol(view.said[t], middle, SAID, css("ground")), _verdict(view, t, middle)]
    return Drawing.of(*parts, height=FRAME.height, description=describe_exchange(view), style=MATH)


def shapes_drawing() -> Drawing:
    """The four shapes side by side: bottom row read, middle row state, top row said."""
    parts, x, size, gap = [], 62.0, 26, 12
    for words, y in (("says", 64), ("state", 120), ("reads", 176)):
        parts.append(label(words, 2, y + 18, colour="ink2"))
    for name, reads, asks, example in SHAPES:
        parts += [heading(name.capitalize(), x, 22), note(example, x, 234)]
        for t, (read, asked) in enumerate(zip(reads, asks, strict=True)):
            left = x + t * (size + gap)
            middle = left + size / 2
            parts.append(rect(left, 120, size, size, "hidden", rx=5))
            if t:
                parts.append(_arrow(left - gap + 1, 133, left - 1, 133))
            if read == "1":
                parts += [rect(left, 176, size, size, "ground", "ink", 2, rx=5), _arrow(middle, 174, middle, 148)]
            if asked == "1":
                parts += [rect(left, 64, size, size, "predicted", rx=5), _arrow(middle, 118, middle, 92)]
        x += 208
    return Drawing.of(
        *parts,
        height=250,
        style=MATH,
        description="Four shapes of sequence problems: one to many, many to one, many to many in step, and afterwards.",
    )


def _x(view: Exchange, t: int) -> float:
    return NAMES + t * min((FRAME.width - NAMES - BOX - 10) / max(len(view.read) - 1, 1), FURTHEST)


def _box(x: float, top: float, fill: str, here: bool) -> str:
    return rect(x, top, BOX, BOX, fill, "ink", 4 if here else 2, rx=8)


def _symbol(symbol: str, x: float, top: float, fill: str) -> str:
    return letter(symbol, x, top + BOX / 2 + 8, 24, fill)


def _state(t: int, x: float) -> str:
    index = element("tspan", str(t + 1), font_size=14, dy=4)
    paint = {"font_size": 20, "class_": "math", "text_anchor": "middle", "fill": css("ground")}
    return element("text", f"h{index}", x=x, y=STATE + BOX / 2 + 5, **paint)


def _verdict(view: Exchange, t: int, x: float) -> str:
    """A tick and how sure it was; or a cross and what was due."""
    right = view.said[t] == view.due[t]
    words = f"✓ {view.chances[t]:.0%}" if right else f"✗ {visible(view.due[t])}"
    paint = css("right" if right else "wrong")
    return note(words, x, SAID - 10, "middle", font_weight=700, colour=paint)


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    """A straight arrow, upwards or to the right."""
    line = shape(f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}", edge="ink2", thick=2)
    head = "l-7 -4v8z" if y == to_y else "l-4 7h8z"
    return line + shape(f"M{to_x:.1f} {to_y:.1f}{head}", "ink2")
