"""Analogies: the nearest words as bars with the inputs hatched where they stand, and the same as arrows on a map."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.arrow_map import Frame, arrow, circle, cross, label, label_places, square, wide
from unrolled.drawing.numerals import ordinal, percent, plain
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import SIZES, css
from unrolled.drawing.type import heading, note
from unrolled.lessons.analogies.arithmetic.record import Analogy, Candidate, Row, Spot

HEIGHT = 376
STRIP = 32  # height of the row of Table 8
TOP, TALL = 90, 26  # of the list's first row; of each
RANK, WORD, BAR, LONG, SCORE, TAG = 40, 50, 178, 196, 426, 434
LIMIT = {"cosine": 1.0, "3CosMul": 1.2}  # of the bars: fixed, so that lists can be compared
LETTERS = 17  # of a word in the list
MAP = Frame(528, 66, 364, 250)
HATCH = element(
    "defs",
    element(
        "pattern",
        shape("M0 8L8 0M-2 2L2 -2M6 10L10 6", edge="ink2", thick=1.3),
        id="unrolled-inputs",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    ),
)


def formula(shown: Analogy) -> str:
    """What is asked, as on the slide: "paris − france + italy"."""
    a, b, c = shown.words
    return f"{b} − {a} + {c}"


def describe_analogy(shown: Analogy) -> str:
    """One sentence that says what the panel shows."""
    ranked = [one for one in shown.candidates if one.rank]
    first = ", then ".join(f"{one.word} {one.score:.3f}" for one in ranked[:2])
    inputs = "allowed" if shown.allowed else "left out"
    other = "left out" if shown.allowed else "allowed"
    expected = ""
    if shown.expected and shown.expected_rank > 1:
        expected = f" {shown.expected.word}, expected by {shown.expected.source}, is {ordinal(shown.expected_rank)}."
    return (
        f"{formula(shown)}, {shown.method}: {first}; inputs {inputs}; with them {other} {shown.otherwise} comes "
        f"first.{expected}"
    )


def verdict(shown: Analogy) -> str:
    """What to say under it, in a sentence or two."""
    a, b, c = shown.words
    if len({a, b, c}) == 1:
        return f"Three times {a}: X is {a} itself, and the list holds its neighbours."
    if a == b:
        return f"{b} − {a} is nothing, so X is {c}, and the list holds its neighbours."
    if a == c:
        return f"{a} is taken away and added again, so X is {b}, and the list holds its neighbours."
    other = "left out" if shown.allowed else "allowed"
    same = shown.otherwise == shown.answer
    otherwise = f"Inputs {other}, it {'stays' if same else 'would be'} {shown.otherwise}."
    return f"{_judged(shown)} {otherwise}"


def _judged(shown: Analogy) -> str:
    expected = shown.expected
    if expected is None:
        return f"{shown.answer}; nobody has said what is expected."
    if expected.word == shown.answer:
        return f"{shown.answer}, as in {expected.source}."
    if shown.expected_rank:
        return f"{shown.answer}; in {expected.source} it is {expected.word}, here {ordinal(shown.expected_rank)}."
    return f"{shown.answer}; in {expected.source} it is {expected.word}, which is not asked here."


def analogy_drawing(shown: Analogy) -> Drawing:
    """List and map."""
    return Drawing.of(
        HATCH,
        *(_strip(shown, shown.row) if shown.row else []),
        *_list(shown),
        *_map(shown),
        height=HEIGHT,
        description=describe_analogy(shown),
    )


def _strip(shown: Analogy, row: Row) -> list[str]:
    """The row of Table 8; its examples can be clicked, and the one in the boxes is framed."""
    parts = [heading(f"Table 8, row {row.number} of {row.count}", 2, 20)]
    x = 156.0
    parts.append(text(f"{row.pair[0]} – {row.pair[1]}", x, 20, font_size=SIZES["note"], fill=css("ink")))
    x = max(x + wide(f"{row.pair[0]} – {row.pair[1]}") + 24, 330)
    here = shown.expected.step if shown.expected else None
    for k, (word, answer) in enumerate(row.examples):
        words, is_here = f"{word}: {answer}", here == row.first + k
        width = wide(words, bold=True) + 20
        frame = {"stroke": css("ink"), "stroke_width": 2.5} if is_here else {"stroke": css("edge"), "stroke_width": 1.2}
        parts.append(rect(x, 1, width, 28, "ground", rx=6, data_pick=row.first + k, **frame))
        weight = 700 if is_here else 400
        paint = {"font_size": SIZES["note"], "font_weight": weight, "text_anchor": "middle", "fill": css("ink")}
        parts.append(text(words, x + width / 2, 20, **paint))
        x += width + 10
    return parts


def _list(shown: Analogy) -> list[str]:
    top = STRIP + 24
    parts = [
        heading("Nearest words to X", 2, top),
        note(f"of {shown.size:,}, in {shown.dimensions} dimensions; longer = nearer", 156, top),
        note(shown.method, SCORE, top + 22, "end", font_weight=600),
        note("word", WORD, top + 22, font_weight=600),
        rect(2, top + 28, TAG + 66, 1.5, "edge"),
    ]
    last = 0
    for k, one in enumerate(shown.candidates):
        middle = TOP + TALL * (k + 0.5)
        if one.rank > last + 1:  # words between are not shown
            y = TOP + TALL * k
            parts.append(shape(f"M2 {y}H{TAG + 68}", edge="edge", dash="3 5"))
        last = max(last, one.rank)
        parts += _row(shown, one, middle)
    return parts


def _row(shown: Analogy, one: Candidate, y: float) -> list[str]:
    """A word: its rank, its bar, its score, and whether it is the one expected."""
    first, out = one.rank == 1, one.rank == 0
    paint = {"font_size": 15, "font_weight": 700 if first else 400, "fill": css("ink2" if out else "ink")}
    word = one.word if len(one.word) <= LETTERS else one.word[: LETTERS - 1] + "…"
    length = LONG * min(max(one.score / LIMIT[shown.method], 0.005), 1)
    fill = "url(#unrolled-inputs)" if one.is_input and not first else css("predicted")
    box = {"x": BAR, "y": y - 9, "width": length, "height": 18, "data_part": f"bar-{one.word}"}
    look = {"stroke": css("ink2"), "stroke_width": 1.2} if one.is_input and not first else {}
    parts = [
        element("rect", **box, fill=fill, fill_opacity=1 if first or one.is_input else 0.5, **look),
        text(word, WORD, y + 5.5, **paint),
        text(plain(one.score, 3), SCORE, y + 5.5, text_anchor="end", **paint),
    ]
    if one.rank:
        parts.append(text(f"{one.rank:,}", RANK, y + 5.5, text_anchor="end", **paint))
    if first:
        parts += [rect(2, y - 13, TAG + 66, 26, "none", "ink", 2.5, rx=6), _ahead(shown, one, length, y)]
    elif one.is_input:
        words = ("input: left out", "left out") if out else ("input",)
        fits = next((one for one in words if wide(one, size=14) < length - 2), None)
        if fits:
            box = {"x": BAR + 8, "y": y - 8, "width": min(wide(fits, size=14), length - 10), "height": 16}
            parts += [element("rect", **box, fill=css("ground")), note(fits, BAR + 12, y + 5, colour="ink")]
    if shown.expected and one.word == shown.expected.word:
        words = "◀ Table 8" if shown.expected.step is not None else "◀ expected"
        parts.append(note(words, TAG, y + 5, colour="ink", font_weight=700))
    return parts


def _ahead(shown: Analogy, one: Candidate, length: float, y: float) -> str:
    """How near the runner-up is, in the first bar."""
    words = f"{'input, ' if one.is_input else ''}ahead by {shown.ahead:.3f}"
    if 7.2 * len(words) > length - 12:
        return ""
    return note(words, BAR + 10, y + 5, colour="ground", font_weight=600)


def _map(shown: Analogy) -> list[str]:
    points = np.array([(spot.x, spot.y) for spot in shown.spots] + [shown.target])
    *at, target = MAP.fit(points)
    where = {spot.word: place for spot, place in zip(shown.spots, at, strict=True)}
    a, b, c = (where[word] for word in shown.words)
    spots = sorted(shown.spots, key=lambda spot: _order(spot))
    along = [(a, b), (c, target)]
    others = [where[spot.word] for spot in shown.spots if spot.role.startswith("other")]
    along += [tuple(others)] if len(others) == 2 else []
    marks = np.array([target, *(where[spot.word] for spot in spots)])
    widths = [wide("X", bold=True), *(wide(spot.word, bold=_order(spot) < 3) for spot in spots)]
    places = label_places(marks, widths, MAP, along)
    top = STRIP + 24
    parts = [
        heading("The same in two dimensions", MAP.x, top),
        note(f"the plane keeps {percent(shown.kept)}", MAP.x + 228, top),
        MAP.drawn(),
    ]
    if len(others) == 2:
        parts.append(arrow(*others, colour="baseline", thick=1.6))
    parts += [arrow(a, b, colour="ink", thick=2.6), arrow(c, target, colour="ink", thick=2.6, dash="8 5")]
    parts += [_mark(spot, where[spot.word]) for spot in reversed(spots)]
    parts += [cross(target), label("X", places[0], bold=True)]
    for spot, place in zip(spots, places[1:], strict=True):
        bold = _order(spot) < 3
        parts.append(label(spot.word, place, colour="ink" if bold else "ink2", bold=bold))
    short = [word if len(word) <= LETTERS else word[: LETTERS - 1] + "…" for word in shown.words]
    notes = ["Grey arrow: another pair."] if len(others) == 2 else []
    notes += ["Thick ring: expected."] if any(spot.role == "expected" for spot in spots) else []
    lines = f"Solid: from {short[0]} to {short[1]}.", f"Dashed: the same from {short[2]}.", " ".join(notes)
    for k, words in enumerate(lines):
        parts.append(note(words, MAP.x, MAP.y + MAP.height + 18 + 18 * k))
    return parts


def _order(spot: Spot) -> int:
    """The order of the labels: what is asked and answered chooses its place first."""
    return {"a": 0, "b": 0, "c": 0, "answer": 1, "expected": 2}.get(
        spot.role, 3 if spot.role.startswith("other") else 4
    )


def _mark(spot: Spot, at: np.ndarray) -> str:
    if spot.role in ("a", "c"):
        return square(at, fill=css("ink"))
    if spot.role == "b":
        return circle(at, fill=css("ink"))
    if spot.role == "answer":
        return circle(at, fill=css("predicted"), stroke=css("ink"), stroke_width=2)
    if spot.role == "expected":
        return circle(at, fill=css("ground"), stroke=css("ink"), stroke_width=3.5)
    paint = {"fill": css("ground"), "stroke": css("baseline"), "stroke_width": 2}
    return square(at, **paint) if spot.role == "other a" else circle(at, **paint)
