"""Words on an axis between two groups, and the spread that chance gives."""

from __future__ import annotations

import numpy as np

from unrolled.drawing.numerals import signed
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.analogies.bias.record import Bias

HEIGHT = 376
LEFT, RIGHT, FLOOR = 6, 592, 330  # of the axis
TOP, ROW, LETTER = 26, 24, 7.9  # of the words: room above, a row, a letter's width
SIDE, LONG, TALL, BINS = 626, 266, 110, 36  # of what stands at the right
LIMITS = (0.4, 0.6, 0.8, 1.0)  # of the axis


def describe_bias(shown: Bias) -> str:
    """One sentence that says how far the words spread, beside chance, and where the word looked at lies."""
    spread = shown.spread
    return (
        f"{len(shown.words)} words on {axis_in_words(shown)}: from {shown.words[0]} ({signed(shown.places[0])}) to "
        f"{shown.words[-1]} ({signed(shown.places[-1])}), spread {spread.real:.3f}, by chance "
        f"{spread.chance.mean():.3f} (p {_p(spread.p)}); {shown.words[shown.word]} lies at "
        f"{signed(shown.places[shown.word])}."
    )


def axis_in_words(shown: Bias) -> str:
    """The axis in words."""
    a, b = shown.ends
    if shown.axis == "chance":
        return f"an axis of {shown.pairs} random pairs, such as {a} and {b}"
    return f"the axis from {a} to {b}" if shown.pairs == 1 else f"the axis of {shown.pairs} pairs, such as {a} and {b}"


def bias_drawing(shown: Bias) -> Drawing:
    """All but what moves with the word looked at; each word can be clicked."""
    return Drawing.of(
        *_axis(shown),
        *_words(shown),
        *_chance(shown),
        height=HEIGHT,
        description=f"{len(shown.words)} words on {axis_in_words(shown)}.",
    )


def bias_cursor(shown: Bias) -> Drawing:
    """The layer over it: a frame round the word looked at, and its place."""
    x, y = layout(shown)[shown.word]
    wide = LETTER * len(shown.words[shown.word]) + 10
    where = f"“{shown.words[shown.word]}” lies at {signed(shown.places[shown.word])},"
    number = f"word {shown.word + 1} of {len(shown.words)} from the left."
    return Drawing.of(
        rect(max(x - wide / 2, 0), y - 15, wide, 22, "none", "ink", 2.5, rx=5),
        heading(where, SIDE, 290),
        label(number, SIDE, 312),
        height=HEIGHT,
        description=describe_bias(shown),
    )


def layout(shown: Bias) -> list[tuple[float, float]]:
    """Middle of each word: x by its place on the axis, y in the lowest row where there is room for it."""
    ends: list[float] = []
    found = []
    for word, place in zip(shown.words, shown.places, strict=True):
        wide = LETTER * len(word) + 10
        x = min(max(_x(shown, place), LEFT + wide / 2), RIGHT - wide / 2)
        row = next((k for k, end in enumerate(ends) if end <= x - wide / 2), len(ends))
        ends[row : row + 1] = [x + wide / 2]
        found.append((x, row))
    tall = min(ROW, (FLOOR - TOP - 22) / max(len(ends), 1))
    return [(x, FLOOR - 10 - tall * row) for x, row in found]


def _limit(shown: Bias) -> float:
    widest = float(np.abs(shown.places).max())
    return next((limit for limit in LIMITS if limit >= widest), LIMITS[-1])


def _x(shown: Bias, place: float) -> float:
    return (LEFT + RIGHT) / 2 + (RIGHT - LEFT) / 2 * place / _limit(shown)


def _axis(shown: Bias) -> list[str]:
    title = axis_in_words(shown)
    parts = [heading(f"Words on {title}", 2, 16)]
    limit = _limit(shown)
    for share in (-1, -0.5, 0, 0.5, 1):
        x = _x(shown, limit * share)
        if share == 0:
            parts.append(rule(x, TOP + 4, x, FLOOR, "hair", 1.5))
        anchor = {-1.0: "start", 1.0: "end"}.get(share, "middle")
        name = signed(limit * share, 1)
        parts.append(note(name, x, FLOOR + 18, anchor))
    parts.append(rect(LEFT, FLOOR - 1, RIGHT - LEFT, 1.5, "edge"))
    a, b = shown.ends if shown.axis != "pairs" else ("words for men", "words for women")
    more = " …" if shown.axis == "chance" else ""
    parts.append(label(f"← nearer to {a}{more}", LEFT, FLOOR + 38))
    parts.append(label(f"nearer to {b}{more} →", RIGHT, FLOOR + 38, "end"))
    middle = (LEFT + RIGHT) / 2
    return [*parts, note("cosine with the axis", middle, FLOOR + 38, "middle")]


def _words(shown: Bias) -> list[str]:
    parts = []
    for k, (x, y) in enumerate(layout(shown)):
        word = shown.words[k]
        wide = LETTER * len(word) + 10
        dot = min(max(_x(shown, float(shown.places[k])), LEFT), RIGHT)
        parts += [disc(dot, y + 4.5, 2, "ink2"), label(word, x, y, "middle")]
        parts.append(rect(max(x - wide / 2, 0), y - 15, wide, 22, "transparent", data_pick=k))
    return parts


def _chance(shown: Bias) -> list[str]:
    """How far axes of random pairs spread these words, and where this one stands."""
    spread = shown.spread
    top, bottom = 74, 74 + TALL
    high = max(float(spread.chance.max()), spread.real) * 1.08
    counts, _ = np.histogram(spread.chance, bins=BINS, range=(0, high))
    step = LONG / BINS
    parts = [heading("Is that more than chance?", SIDE, 16)]
    pairs = "one random pair each" if shown.pairs == 1 else f"{shown.pairs} random pairs each"
    parts.append(note("standard deviation of the words’ places", SIDE, 36))
    parts.append(note(f"on {len(spread.chance):,} axes of {pairs}", SIDE, 54))
    for k, count in enumerate(counts):
        tall = TALL * count / counts.max()
        parts.append(rect(SIDE + step * k, bottom - tall, step - 1, tall, "baseline", fill_opacity=0.55))
    parts.append(rect(SIDE, bottom, LONG, 1.5, "edge"))
    x = SIDE + LONG * spread.real / high
    parts += [rect(x - 1.25, top - 4, 2.5, TALL + 4, "ink"), shape(f"M{x:.2f} {top + 3}l-6 -9h12z", "ink")]
    for value in (0.0, float(spread.chance.mean())):
        at = SIDE + LONG * value / high
        if abs(at - x) < 36:  # the number of this axis stands there
            continue
        name = f"{value:.2f}" if value else "0"
        parts.append(note(name, at, bottom + 18, "middle"))
    parts.append(note(f"{spread.real:.2f}", x, bottom + 18, "middle", "ink", font_weight=700))
    for k, words in enumerate(_verdict(shown)):
        parts.append(label(words, SIDE, bottom + 44 + 20 * k))
    return parts


def _verdict(shown: Bias) -> tuple[str, str]:
    spread = shown.spread
    as_far = int((spread.chance >= spread.real).sum())
    which = "This axis of chance" if shown.axis == "chance" else "This axis"
    return f"▼ {which}: {spread.real:.2f}.", f"{as_far:,} of {len(spread.chance):,} spread them as far."


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
