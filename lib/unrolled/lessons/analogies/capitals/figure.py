"""Countries and capitals: arrows on a map, and how alike they are beside shuffled pairs."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from unrolled.drawing.arrow_map import Frame, Place, arrow, circle, label, label_places, square, wide
from unrolled.drawing.numerals import percent, plain
from unrolled.drawing.shapes import disc, rect, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.analogies.capitals.record import Alike, Arrows

HEIGHT = 376
MAP = Frame(2, 26, 536, 298)
LEFT, RIGHT = 562, 892  # of what is measured
PLOTS = (56, 218)  # tops of the two histograms
TALL, BINS = 84, 100  # of each; from -1 to 1


def describe_arrows(shown: Arrows) -> str:
    """One sentence that says what the panel shows."""
    a, b = shown.pairs[shown.cursor][0], _goes_to(shown, shown.cursor)
    pairing = "Shuffled" if shown.is_shuffled else "Real"
    return (
        f"{pairing} pairs, {len(shown.pairs)}: mean cosine with the mean of the others {plain(shown.whole.shown)} in "
        f"{shown.dimensions} dimensions, {plain(shown.plane.shown)} in the plane; real {plain(shown.whole.real)}, "
        f"1,000 shuffles {plain(float(shown.whole.shuffled.mean()))} on average. "
        f"{a} to {b}: {plain(float(shown.cosines[shown.cursor]))}."
    ).replace("1,000", f"{len(shown.whole.shuffled):,}")


def arrows_drawing(shown: Arrows) -> Drawing:
    """Map and histograms; without what moves with the pair pointed at."""
    starts, ends = _at(shown)
    colour = "baseline" if shown.is_shuffled else "ink"
    dash = "6 4" if shown.is_shuffled else None
    return Drawing.of(
        heading("Two dimensions", MAP.x, 16),
        note(f"of {shown.dimensions}: the plane with most of the variance, {percent(shown.kept)}", 132, 16),
        MAP.drawn(),
        *(arrow(starts[i], ends[j], colour=colour, thick=1.5, dash=dash) for i, j in enumerate(shown.partner)),
        *(square(at, fill=css("ground"), stroke=css("ink"), stroke_width=2) for at in starts),
        *(circle(at, fill=css("ink")) for at in ends),
        *_touch(shown, starts, ends),
        *_alike(shown),
        height=HEIGHT,
        description=f"A map of {len(shown.pairs)} arrows between words, and how alike they are.",
    )


def arrows_cursor(shown: Arrows) -> Drawing:
    """The layer over it: the labels, the pair pointed at, and what its arrow is worth."""
    starts, ends = _at(shown)
    k, N = shown.cursor, len(shown.pairs)
    j = int(shown.partner[k])
    parts = [
        arrow(starts[k], ends[j], colour="predicted", thick=4),
        square(starts[k], fill=css("ground"), stroke=css("predicted"), stroke_width=4),
        circle(ends[j], fill=css("predicted"), stroke=css("ink"), stroke_width=2),
    ]
    places, words = _places(shown), _words(shown)
    first = {word: n for n, word in reversed(list(enumerate(words)))}
    here = {words[k], words[N + j]}
    parts += [label(word, places[n]) for word, n in first.items() if word not in here]
    for n, at in ((k, starts[k]), (N + j, ends[j])):
        beside = Place(min(float(at[0]) + 11, MAP.x + MAP.width - wide(words[n], bold=True)), float(at[1]) + 5)
        parts.append(label(words[n], places[n] or beside, bold=True))
    parts += [heading(line, MAP.x, MAP.y + MAP.height + 20 + 22 * n) for n, line in enumerate(_told(shown))]
    return Drawing.of(*parts, height=HEIGHT, description=describe_arrows(shown))


def hidden_labels(shown: Arrows) -> int:
    """How many words found no room for their label; the layer shows them one by one."""
    return len({word for word, place in zip(_words(shown), _places(shown), strict=True) if place is None})


def _words(shown: Arrows) -> list[str]:
    """First words, then second words, in the order of the pairs."""
    return [*(a for a, _ in shown.pairs), *(b for _, b in shown.pairs)]


def _goes_to(shown: Arrows, k: int) -> str:
    return shown.pairs[int(shown.partner[k])][1]


def _told(shown: Arrows) -> tuple[str, str]:
    """Two lines on the pair pointed at: its arrow, and what the others' arrows find."""
    k, due, got = shown.cursor, shown.pairs[shown.cursor][1], shown.nearest[shown.cursor]
    a = shown.pairs[k][0]
    arrow_line = f"{k + 1} of {len(shown.pairs)}: {a} → {_goes_to(shown, k)}, cosine {plain(float(shown.cosines[k]))}"
    return arrow_line, f"{a} + the mean of the others is nearest to {got} {'✓' if got == due else '✗'}"


def _at(shown: Arrows) -> tuple[np.ndarray, np.ndarray]:
    """Where the words stand, in pixels."""
    at = MAP.fit(np.concatenate([shown.starts, shown.ends]))
    return at[: len(shown.starts)], at[len(shown.starts) :]


def _places(shown: Arrows) -> list[Place | None]:
    """Where the labels go; it hangs on the words alone, so that shuffling moves none. The same word again has none."""
    return list(_places_of(shown.pairs, shown.starts.tobytes(), shown.ends.tobytes()))


@lru_cache(maxsize=8)
def _places_of(pairs: tuple[tuple[str, str], ...], starts: bytes, ends: bytes) -> tuple:
    at = MAP.fit(np.concatenate([np.frombuffer(side).reshape(-1, 2) for side in (starts, ends)]))
    words = [*(a for a, _ in pairs), *(b for _, b in pairs)]
    once = {word: k for k, word in reversed(list(enumerate(words)))}
    widths = [wide(word) if once[word] == k else 0 for k, word in enumerate(words)]
    lines = [(at[k], at[len(pairs) + k]) for k in range(len(pairs))]
    found = label_places(at, widths, MAP, lines)
    return tuple(found[once[word]] for word in words)


def _touch(shown: Arrows, starts: np.ndarray, ends: np.ndarray) -> list[str]:
    """Transparent places for the mouse."""
    parts = []
    for i, j in enumerate(shown.partner):
        for x, y in (starts[i], ends[int(j)]):
            parts.append(disc(float(x), float(y), 13, "transparent", data_pick=i))
    return parts


def _alike(shown: Arrows) -> list[str]:
    """Two histograms of shuffled pairs, with the real ones marked."""
    parts = [
        heading("How alike are the arrows?", LEFT, 16),
        note("mean cosine of each with the mean of the others", LEFT, 36),
    ]
    rows = ((f"in all {shown.dimensions} dimensions", shown.whole), ("in the two drawn", shown.plane))
    for top, (name, one) in zip(PLOTS, rows, strict=True):
        parts += _histogram(shown, one, name, top)
    return parts


def _x(value: float) -> float:
    return LEFT + (RIGHT - LEFT) * (value + 1) / 2


def _histogram(shown: Arrows, one: Alike, name: str, top: float) -> list[str]:
    foot = top + 22 + TALL
    counts, edges = np.histogram(one.shuffled, bins=BINS, range=(-1, 1))
    tall = TALL * counts / max(counts.max(), 1)
    bars = "".join(
        f"M{_x(edge):.1f} {foot}v{-height:.1f}h{(RIGHT - LEFT) / BINS:.2f}V{foot}z"
        for edge, height in zip(edges, tall, strict=False) if height
    )  # fmt: skip
    parts = [
        shape(bars, "baseline", fill_opacity=0.6, data_part=f"shuffled-{name}"),
        rect(LEFT, foot, RIGHT - LEFT, 1.5, "edge"),
        note(name, LEFT, top + 14, colour="ink", font_weight=600),
    ]
    for tick in (-1, 0, 1):
        anchor = {-1: "start", 0: "middle", 1: "end"}[tick]
        parts.append(note(plain(tick, 0), _x(tick), foot + 17, anchor))
    parts.append(_marked(one.real, "real", top + 14, foot, css("ink"), 3))
    if shown.is_shuffled:
        parts.append(_marked(one.shown, "drawn", top + 34, foot, css("predicted"), 3))
    mean, most = plain(float(one.shuffled.mean())), plain(float(one.shuffled.max()))
    words = f"{len(one.shuffled):,} shuffles: mean {mean}, at most {most}; p = {one.chance:.3f}"
    return [*parts, note(words, LEFT, foot + 36)]


def _marked(value: float, name: str, y: float, foot: float, colour: str, thick: float) -> str:
    """A line at a value, with its name and number at the side that has room."""
    x = _x(value)
    words = f"{name} {plain(value)}"
    line = rect(x - thick / 2, y - 4, thick, foot - y + 4, colour)
    return line + note(
        words,
        x - 6,
        y + 1,
        "end",
        colour,
        font_weight=700,
        stroke=css("ground"),
        stroke_width=3.5,
        paint_order="stroke",
    )
