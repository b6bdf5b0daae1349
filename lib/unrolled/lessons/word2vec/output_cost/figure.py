"""Three output layers: the columns that a pair touches, what that costs, and the time that was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isnan, log10

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.log_plot import HALO, marker
from unrolled.drawing.numerals import rounded
from unrolled.drawing.shapes import rect, rule, shape
from unrolled.drawing.svg import Drawing, element
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.word2vec.output_cost.record import Form, OutputCost, Timing

HEIGHT = 376
STRIPS, STEP, TALL = 38, 44, 16  # y of the first strip's words, from one to the next, height
CHIPS = 178
BARS, NAMES, BARS_RIGHT = 258, 146, 330
LEFT, RIGHT, TOP, BOTTOM = 480, 880, 264, 334  # of the plot
GOLDEN = 0.6180339887  # its multiples spread words and nodes over a strip, in an order of no meaning
MARK = 4.0  # pixels: the least width of a column that is touched
STRIP = "a strip is the whole layer, in no special order; marks are 4 pixels or more"
LINES = {  # colour, dashes, marker, name
    "full": ("ink", None, "square", "full softmax"),
    "batch": ("ink2", "2 5", "", "256 at once"),
    "tree": ("ink2", "8 5", "triangle", "hierarchical"),
    "sampled": ("predicted", None, "circle", "5 negatives"),
}
PLOT = Axes(  # of words, and of microseconds
    LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, (100, 1e6), (0.1, 1e5), log_x=True, log_y=True
)


def describe_output_cost(view: OutputCost) -> str:
    """One sentence that says what a pair costs."""
    full, tree, sampled = view.forms
    word, _, code = view.word
    return (
        f"{view.V:,} words, {view.D} dimensions: a pair changes {_short(full.weights)} output weights with the full "
        f"softmax, {_short(tree.weights)} with Huffman's tree, {_short(sampled.weights)} with {view.K} negatives; "
        f"the path to “{word}” has {len(code)} nodes."
    )


def output_cost_drawing(view: OutputCost) -> Drawing:
    """Strips, words to choose from, bars, and the plot."""
    return Drawing.of(
        heading("What one pair changes in the output layer", 0, 16),
        note(STRIP, WIDTH, 16, "end"),
        *_strips(view),
        *_chips(view),
        *_bars(view),
        *_plot(view),
        height=HEIGHT,
        description="Three output layers with the columns that one pair of words changes, and what it costs.",
    )


def output_cost_way(view: OutputCost) -> Drawing:
    """The layer over it: the word pointed at, and the nodes on its path."""
    word, rank, code = view.word
    parts = []
    for k in range(len(code)):
        parts.append(_column(_spread(int("1" + code[:k], 2)), view.V - 1, 1, "predicted"))
    here = _spread(rank)
    parts += [_column(here, view.V, 2, "predicted"), _target(here, 0), _target(here, 2)]
    x, wide = _chip(view.index)
    parts.append(rect(x - 2, CHIPS + 6, wide + 4, 32, "none", "ink", 3, rx=8))
    words = f"“{word}”: {len(code)} of {view.V - 1:,} inner nodes, code {code}"
    parts.append(note(words, NAMES + 30, STRIPS + STEP, "start"))
    return Drawing.of(*parts, height=HEIGHT, description=describe_output_cost(view))


def span(seconds: float) -> str:
    """Seconds as a reader says them: "0.2 s", "12 min", "3 days", "41 years"."""
    for unit, size in (("years", 365.25 * 86400), ("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 1.5 * size:
            number = seconds / size
            return f"{number:,.0f} {unit}" if number >= 9.95 or unit == "min" else f"{number:.1f} {unit}"
    return f"{seconds:.0f} s" if seconds >= 9.95 else f"{seconds:.1f} s"


def _short(value: float) -> str:
    """Numbers of bars: 410, 9,500, 3.0 million."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:.1f} {name}"
    return rounded(value, 3)


def _spread(number: int) -> float:
    """Where a word or node stands on its strip, 0 to 1."""
    return number * GOLDEN % 1


def _column(place: float, columns: int, strip: int, colour: str) -> str:
    """One column of a strip, from its place 0 to 1."""
    wide = max(MARK, WIDTH / columns)
    x = min(int(place * columns) * WIDTH / columns, WIDTH - wide)
    y = STRIPS + strip * STEP + 8
    if colour == "negative":  # dashed, as all that is pushed away
        return rule(x + wide / 2, y, x + wide / 2, y + TALL, colour, wide, "5 4.5", data_column=strip)
    return rect(x, y, wide, TALL, colour, data_column=strip)


def _target(place: float, strip: int) -> str:
    x, y = min(max(place * WIDTH, 8), WIDTH - 8), STRIPS + strip * STEP + 8
    return shape(f"M{x:.1f},{y + 3:.1f} l-7,-11 h14 Z", "target", **HALO)


def _strips(view: OutputCost) -> Iterator[str]:
    full, tree, _ = view.forms
    notes = (
        f"all {view.V:,} outputs, ▼ that of the word to predict",
        "",  # in the layer over it: it is about the word pointed at
        f"that word, and {view.K} other{'s' * (view.K > 1)} drawn (dashed)",
    )
    counts = (f"{view.V:,} of {view.V:,}", f"mean path {tree.outputs:.1f} nodes", f"{1 + view.K} of {view.V:,}")
    for k, (form, words, count) in enumerate(zip(view.forms, notes, counts, strict=True)):
        y = STRIPS + k * STEP
        yield label(form.name, 0, y, font_weight=600)
        yield note(words, NAMES + 30, y)
        yield label(count, WIDTH, y, "end", font_weight=600)
        fill = css("predicted") if form is full else css("wash")
        yield rect(0, y + 8, WIDTH, TALL, fill, "edge", 1)
    for k in range(view.K):
        place = (0.31 + k * 0.7548776662) % 1
        yield _column(place, view.V, 2, "negative")


def _chip(k: int) -> tuple[float, float]:
    """Left edge and width of a word to choose."""
    step = (WIDTH - 8) / 9
    return k * step + 4, step - 10


def _chips(view: OutputCost) -> Iterator[str]:
    yield heading("Word to predict", 0, CHIPS)
    yield note("below: its rank; inside: the nodes on its path", NAMES + 30, CHIPS)
    for k, (word, rank, code) in enumerate(view.words):
        x, wide = _chip(k)
        yield rect(x, CHIPS + 8, wide, 28, "ground", "edge", 1.5, rx=6, data_pick=k)
        yield label(word, x + 8, CHIPS + 27, font_weight=600)
        yield note(f"{len(code)}", x + wide - 8, CHIPS + 27, "end", "ink")
        yield note(f"{rank:,}.", x + wide / 2, CHIPS + 53, "middle")


def _bars(view: OutputCost) -> Iterator[str]:
    yield heading(f"{_pairs(view.pairs)} pairs, one thread: estimate", 0, BARS)
    for k, form in enumerate(view.forms):
        yield from _bar(form, form.microseconds * view.pairs / 1e6, -1.5, 12, span, BARS + 10 + 26 * k)


def _pairs(pairs: float) -> str:
    """A number of pairs: 3.2 million, 1,000 billion."""
    number, name = (pairs / 1e9, "billion") if pairs >= 1e9 else (pairs / 1e6, "million")
    return f"{number:,.0f} {name}" if number >= 9.95 or number == int(number) else f"{number:.1f} {name}"


def _bar(form: Form, value: float, low: float, high: float, words: Callable[[float], str], y: float) -> Iterator[str]:
    yield note(form.name, NAMES - 8, y + 14, "end", "ink")
    if isnan(value):
        yield note("not measured", NAMES, y + 14)
        return
    wide = max(2.0, (BARS_RIGHT - NAMES) * (log10(value) - low) / (high - low))
    colour = "predicted" if form.key == "sampled" else "ink2"
    yield rect(NAMES, y + 2, wide, 16, colour, data_part=form.key)
    yield label(words(value), NAMES + wide + 8, y + 15, font_weight=600)


def _plot(view: OutputCost) -> Iterator[str]:
    D = view.timings[0].D if view.timings else view.D
    yield heading(f"Time of a pair against words, {D} dimensions", LEFT - 62, BARS - 8)
    yield from _axes()
    yield rect(PLOT.at(view.V, 1)[0] - 1, TOP, 2, BOTTOM - TOP, "ink", data_part="V")
    for form in LINES:
        yield from _line(form, view.timings)
    for k, one in enumerate(view.here):
        for form, microseconds in one.microseconds.items():
            yield _cross(*PLOT.at(one.V, microseconds), f"{form}-{k}")
    if view.measuring:
        words = "measuring on this machine …"
    elif view.here:
        last = view.here[-1]
        times = ", ".join(f"{LINES[form][3]} {_micro(value)}" for form, value in last.microseconds.items())
        words = f"× here, {last.V:,} words, {last.D} dimensions: {times} µs"
    else:
        words = f"Lines: {view.machine.split(',')[0]}, one thread. “Measure here” adds ×."
    yield note(words, RIGHT, BOTTOM + 39, "end", "ink")


def _micro(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _axes() -> Iterator[str]:
    yield from PLOT.across((0.1, 10, 1000, 1e5), ("0.1 µs", "10 µs", "1 ms", "0.1 s"))
    for power, name in {2: "100", 3: "1,000", 4: "10,000", 5: "100,000", 6: "1 million"}.items():
        x, _ = PLOT.at(10**power, 1)
        yield rect(x - 0.5, BOTTOM, 1, 5, "edge")
        yield note(name, min(x, RIGHT - 22), BOTTOM + 19, "middle")


def _line(form: str, timings: tuple[Timing, ...]) -> Iterator[str]:
    colour, dash, shape, name = LINES[form]
    places = [PLOT.at(one.V, one.microseconds[form]) for one in sorted(timings, key=lambda one: one.V)]
    if not places:
        return
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield element("polyline", points=points, fill="none", stroke=css(colour), stroke_width=2, stroke_dasharray=dash,
                  data_part=f"line-{form}")  # fmt: skip
    if shape:
        for x, y in places:
            yield marker(shape, x, y, css(colour))
    x, y = places[-1]
    y += {"tree": -5, "sampled": 19, "full": 0, "batch": 12}[form]
    yield note(name, x + 10, y, colour=colour, font_weight=700, **HALO)


def _cross(x: float, y: float, part: str) -> str:
    return shape(f"M{x - 6:.1f},{y - 6:.1f} l12,12 m0,-12 l-12,12", "none", "ink", 3, data_part=part)
