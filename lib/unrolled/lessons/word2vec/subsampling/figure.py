"""Subsampling: chances against frequency, what stays of the corpus, and a passage with its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan, log10

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.letters import Grid
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import percent, power_of_ten
from unrolled.drawing.shapes import disc, rect, ringed, rule
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.word2vec.subsampling.record import Subsampling

HEIGHT = 374
LEFT, RIGHT, TOP, BOTTOM = 52, 490, 42, 168  # of the plot
PLOT = Axes(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, (1e-6, 0.1), (0, 1), log_x=True)
FACTS, BAR, BAR_RIGHT = 530, 716, 836
PASSAGE = 232  # baseline of its heading
COLUMNS, SIZE, FIRST, LEADING = 105, 14, 3, 1.6
ROWS = 5  # of the passage that there is room for
FORMULAS = {"paper": "√(t / f)", "program": "(√(f / t) + 1) t / f"}


def describe_subsampling(view: Subsampling) -> str:
    """One sentence that says what the threshold does."""
    return (
        f"At t = {power(view.threshold)} {percent(view.left)} of the corpus stay; the ten most frequent "
        f"words are {percent(view.top_after)} of that, before {percent(view.top_before)}; "
        f"a window of {view.window} words reaches {_reach(view)} words far; {word_now(view)}."
    )


def subsampling_drawing(view: Subsampling) -> Drawing:
    """Plot, facts and passage."""
    grid = _grid(view)
    return Drawing.of(
        heading("Chance to be kept", 0, 16),
        *_axes(),
        *_curves(view),
        *_marked(view),
        *_facts(view),
        *_passage(view, grid),
        height=HEIGHT,
        description="Chance to be kept against frequency, what stays of the corpus, and a passage with words left out.",
    )


def subsampling_cursor(view: Subsampling) -> Drawing:
    """The layer over it: the word pointed at, on the curve and in the passage, with the window around it."""
    grid, token = _grid(view), view.tokens[view.index]
    parts = []
    for k in view.around:
        for x, y, wide in grid.runs(view.tokens[k].start, view.tokens[k].length):
            parts.append(_frame(x, y, wide, grid.tall, "predicted", 2.5))
    for x, y, wide in grid.runs(token.start, token.length):
        parts.append(_frame(x, y, wide, grid.tall, "ink", 3.5))
    if token.count:
        parts.append(ringed(*PLOT.at(token.count / view.words, token.chance), 9, 3))
    words = word_now(view)
    line = words[0].upper() + words[1:] + "."
    parts.append(label(line, 0, PASSAGE + 22))
    return Drawing.of(*parts, height=HEIGHT, description=describe_subsampling(view))


def power(threshold: float) -> str:
    """A threshold as a lecturer writes it: 10⁻⁴, 2.5 · 10⁻⁴, off."""
    if threshold >= 0.1 - 1e-12 or threshold == 0:
        return "off"
    exponent = -int(-log10(threshold) + 1 - 1e-9)
    factor = threshold / 10**exponent
    raised = power_of_ten(exponent)
    return raised if abs(factor - 1) < 0.005 else f"{factor:.1f} · {raised}"


def word_now(view: Subsampling) -> str:
    """The word pointed at, in words."""
    token = view.tokens[view.index]
    name = f"“{view.text[token.start : token.start + token.length]}”"
    if not token.count:
        return f"{name} is not in the vocabulary: no vector, never trained on"
    often = f"{name} comes {token.count:,} times, kept with {percent(token.chance)}"
    if not token.kept:
        return f"{often}: left out here, no centre and in no window"
    return f"{often}: kept, {len(view.around)} words in its widest window"


def _reach(view: Subsampling) -> str:
    return "no" if isnan(view.reach) else f"{view.reach:.1f}"


def _axes() -> Iterator[str]:
    yield from PLOT.across((0, 0.25, 0.5, 0.75, 1), ("0 %", "25 %", "50 %", "75 %", "100 %"))
    for power in range(-6, 0):
        anchor = {-6: "start", -1: "end"}.get(power, "middle")
        yield note(power_of_ten(power), PLOT.at(10.0**power, 0)[0], BOTTOM + 19, anchor)
    yield note("share f of a word in the corpus", (LEFT + RIGHT) / 2, BOTTOM + 38, "middle", "ink")


def _curves(view: Subsampling) -> Iterator[str]:
    for name, curve in sorted(view.curves.items(), key=lambda one: one[0] == view.formula):
        now = name == view.formula
        colour, dash, thick = ("ink", None, 3) if now else ("baseline", "6 5", 1.8)
        yield PLOT.line(view.shares, curve, css(colour), dash, thick, data_part=name)
    x, _ = PLOT.at(view.threshold, 0)
    yield rule(x, TOP, x, BOTTOM, "ink2", 1.5, "2 4")
    at_left = x < RIGHT - 70
    yield note(f"t {power(view.threshold)}", x + 5 if at_left else x - 5, TOP - 8, "start" if at_left else "end", "ink")
    other = next(name for name in FORMULAS if name != view.formula)
    yield note(f"solid: {FORMULAS[view.formula]}; dashed: {FORMULAS[other]}", RIGHT, 16, "end")


def _marked(view: Subsampling) -> Iterator[str]:
    for k, (word, share, chance) in enumerate(view.marked):
        x, y = PLOT.at(share, chance)
        yield disc(x, y, 5, "ink")
        below = y < TOP + 30 or (k % 2 and y < BOTTOM - 40)
        yield label(word, x, y + 20 if below else y - 10, "middle", **HALO)


def _facts(view: Subsampling) -> Iterator[str]:
    rows = (
        ("words that stay", view.left, percent(view.left)),
        ("ten most frequent, before", view.top_before, percent(view.top_before)),
        ("ten most frequent, after", view.top_after, percent(view.top_after)),
    )
    yield heading("What stays of the corpus", FACTS, 16)
    for k, (name, share, words) in enumerate(rows):
        y = 46 + 30 * k
        yield note(name, FACTS, y, colour="ink")
        yield rect(BAR, y - 13, BAR_RIGHT - BAR, 18, "wash")
        colour = "ink2" if k == 1 else "predicted"
        wide = (BAR_RIGHT - BAR) * share
        yield rect(BAR, y - 13, wide, 18, colour, data_part=f"share-{k}")
        yield label(words, WIDTH, y + 1, "end", font_weight=600)
    y = 46 + 30 * 3
    yield note(f"A window of {view.window} reaches", FACTS, y, colour="ink")
    yield label(f"{_reach(view)} words", BAR, y + 1, font_weight=600)
    yield note(f"on average, measured on {view.measured:,} words", FACTS, y + 20)
    yield note(f"most frequent: {', '.join(view.top)}", FACTS, y + 50)


def rows(words: str) -> int:
    """How many lines a passage takes; there is room for ROWS."""
    return Grid(words, COLUMNS, SIZE, FIRST, 0).rows


def _grid(view: Subsampling) -> Grid:
    return Grid(view.text, COLUMNS, SIZE, FIRST, PASSAGE + 28, leading=LEADING)


def _passage(view: Subsampling, grid: Grid) -> Iterator[str]:
    known = sum(token.count > 0 for token in view.tokens)
    gone = sum(not token.kept and token.count > 0 for token in view.tokens)
    yield rect(0, PASSAGE - 22, WIDTH, 1, "hair")
    yield heading(f"A passage: {gone} of {known} words left out", 0, PASSAGE)
    words = "struck: left out; dotted: unknown; frames: the word pointed at, its widest window"
    yield note(words, WIDTH, PASSAGE, "end")
    fill = ["ink2"] * len(view.text)
    for token in view.tokens:
        colour = "ink" if token.kept else "baseline"
        fill[token.start : token.start + token.length] = [colour] * token.length
    yield grid.lines(lambda k: css(fill[k]))
    for k, token in enumerate(view.tokens):
        for x, y, wide in grid.runs(token.start, token.length):
            yield rect(x, y, wide, grid.tall, "ground", fill_opacity=0, data_pick=k)
            if token.kept:
                continue
            below, dash, part = (grid.tall / 2, None, "struck") if token.count else (grid.tall - 5, "2 3", "unknown")
            yield rule(x - 1, y + below, x + wide + 1, y + below, "ink2", 1.5, dash, data_part=part)


def _frame(x: float, y: float, wide: float, tall: float, colour: str, thick: float) -> str:
    return rect(x - 3, y + 1, wide + 6, tall - 2, "none", colour, thick, rx=4)
