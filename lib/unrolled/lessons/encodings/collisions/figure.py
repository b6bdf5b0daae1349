"""Words that share a bucket, expected and observed, and the dot product of two hashed sentences, on one axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import SANS, css
from unrolled.lessons.encodings.codings.figure import count, fit
from unrolled.lessons.encodings.collisions.record import Collisions, Estimate, Shared

WIDTH, HEIGHT = 1060, 560
LEFT, RIGHT = 76, 520  # of both plots
WORDS, PRODUCT = (52, 212), (330, 500)  # top and bottom of each
LIST, NUMBERS = 570, 1056  # of the right column: its left, and where numbers end
ROOM = 51  # letters in a line of the list
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}}"
NOTE, BOLD = {"font_size": 14, "fill": css("ink2")}, {"font_size": 15, "font_weight": 700, "fill": css("ink")}
# Signed and plain: colour, dash of the line, words.
LOOK = {True: ("predicted", None, "with signs"), False: ("negative", "7 4", "without signs")}


def describe_collisions(view: Collisions) -> str:
    """One sentence: words that share a bucket, observed and expected, and both dot products."""
    k, curve, products = view.place, view.curve, view.products
    return (
        f"{view.source} in {count(int(curve.buckets[k]), 'bucket')}: {curve.observed[k]:,} share one, "
        f"{_number(curve.expected[k])} expected; the dot product of two sentences, in truth {_number(products.true)}, "
        f"is {_number(products.plain.mean[k])} on average without signs and {_number(products.signed.mean[k])} with."
    )


def collisions_drawing(view: Collisions) -> Drawing:
    """Two plots over the number of buckets, one below the other; at the right the words, and the numbers here."""
    return Drawing.of(
        *_sharing(view), *_products(view), *_buckets(), *_cursor(view), *_list(view), *_numbers(view),
        *_estimates(view),
        width=WIDTH, height=HEIGHT, style=STYLE,
        description=f"How many of {count(view.words, 'word')} share a bucket, by the number of buckets.",
    )  # fmt: skip


@dataclass(frozen=True)
class _Plot:
    """Where a value stands."""

    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / max(self.high - self.low, 1e-9) * (self.bottom - self.top)

    def path(self, values: np.ndarray) -> str:
        return "L".join(f"{_x(k, len(values)):.1f} {self.y(value):.1f}" for k, value in enumerate(values))


def _x(place: int, places: int = 20) -> float:
    return LEFT + (RIGHT - LEFT) * place / (places - 1)


def _number(value: float) -> str:
    """Tenths below 100, else whole, with a true minus."""
    value = float(value) + 0.0
    return (f"{value:z,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:z.1f}").replace("-", "−")


def _axis(plot: _Plot, values: list[float]) -> Iterator[str]:
    for value in values:
        y = plot.y(value)
        yield element("rect", x=LEFT, y=y - 0.5, width=RIGHT - LEFT, height=1, fill=css("hair"))
        yield text(_number(value), LEFT - 14, y + 5, text_anchor="end", **NOTE)


def _buckets() -> Iterator[str]:
    """The axis of both plots."""
    for bottom in (WORDS[1], PRODUCT[1]):
        for power in (1, 5, 10, 15, 20):
            yield text(f"{2**power:,}", _x(power - 1), bottom + 20, text_anchor="middle", **NOTE)
        yield text("buckets", (LEFT + RIGHT) / 2, bottom + 40, text_anchor="middle", **NOTE)


def _sharing(view: Collisions) -> Iterator[str]:
    """Expected as a line, observed as discs."""
    curve, plot = view.curve, _Plot(*WORDS, 0, max(view.words, 1))
    yield text("Words that share a bucket", 2, 18, **BOLD)
    yield element("line", x1=300, x2=330, y1=13, y2=13, stroke=css("baseline"), stroke_width=2.5)
    yield text("expected", 338, 18, **NOTE)
    yield element("circle", cx=420, cy=13, r=4.5, fill=css("ink"))
    yield text("this hash", 432, 18, **NOTE)
    yield from _axis(plot, [0, view.words / 2, view.words] if view.words % 2 == 0 else [0, view.words])
    yield element("path", d=f"M{plot.path(curve.expected)}", fill="none", stroke=css("baseline"), stroke_width=2.5)
    for k, value in enumerate(curve.observed):
        yield element("circle", cx=_x(k), cy=plot.y(value), r=4.5, fill=css("ink"))


def _products(view: Collisions) -> Iterator[str]:
    """Mean and band of both estimates, and the truth as a thin line."""
    products = view.products
    ends = [edge for one in (products.plain, products.signed) for edge in (one.low, one.high, one.mean)]
    low, high = min(0.0, *(edge.min() for edge in ends)), max(products.true + 1, *(edge.max() for edge in ends))
    plot = _Plot(*PRODUCT, low, high)
    yield text("Dot product of the two sentences", 2, PRODUCT[0] - 44, **BOLD)
    yield text("mean, and 8 of 10 hash functions", 250, PRODUCT[0] - 44, **NOTE)
    marks = [0.0, round(high)]
    if min(abs(plot.y(products.true) - plot.y(one)) for one in marks) > 16:  # room for its own number
        marks.append(products.true)
    yield from _axis(plot, [one for one in marks if one <= high])
    y = plot.y(products.true)
    yield element("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=css("target"), stroke_width=1)
    yield text("▼ true", RIGHT, y - 7, text_anchor="end", **BOLD)
    for is_signed in (not view.signed, view.signed):  # the one in force comes last and lies above
        colour, dash, _ = LOOK[is_signed]
        one = products.signed if is_signed else products.plain
        in_force = is_signed == view.signed
        back = "L".join(reversed(plot.path(one.low).split("L")))
        yield element(
            "path", d=f"M{plot.path(one.high)}L{back}Z", fill=css(colour), fill_opacity=0.28 if in_force else 0.1
        )
        yield element(
            "path", d=f"M{plot.path(one.mean)}", fill="none", stroke=css(colour), stroke_dasharray=dash,
            stroke_width=3 if in_force else 2,
        )  # fmt: skip


def _cursor(view: Collisions) -> Iterator[str]:
    """A line through both plots, and a ring round the point in force."""
    x, plot = _x(view.place), _Plot(*WORDS, 0, max(view.words, 1))
    for top, bottom in (WORDS, PRODUCT):
        yield element("line", x1=x, x2=x, y1=top - 6, y2=bottom, stroke=css("ink"), stroke_width=1.5)
    ring = {"fill": "none", "stroke": css("ink"), "stroke_width": 2.5}
    yield element("circle", cx=x, cy=plot.y(view.curve.observed[view.place]), r=9, **ring)
    step = (RIGHT - LEFT) / 19
    for k in range(20):
        hit = {"x": _x(k) - step / 2, "y": WORDS[0] - 10, "width": step, "height": PRODUCT[1] - WORDS[0] + 10}
        yield element("rect", **hit, fill="transparent", data_pick=k)


def _list(view: Collisions) -> Iterator[str]:
    buckets = count(int(view.curve.buckets[view.place]), "bucket")
    head = f"{view.buckets_shared:,} of {buckets} {'holds' if view.buckets_shared == 1 else 'hold'} more than one word"
    yield text(head, LIST, 18, **BOLD)
    if not view.shared:
        yield text("Each word has a bucket of its own.", LIST, 48, font_size=15, fill=css("ink2"))
    for k, one in enumerate(view.shared):
        y = 46 + 23 * k
        yield text(f"{one.bucket:,}", LIST + 66, y, text_anchor="end", **NOTE)
        yield text(_inside(one, view.signed), LIST + 80, y, font_size=15, fill=css("ink"))
    more = view.buckets_shared - len(view.shared)
    if more:
        yield text(f"and {more:,} more", LIST + 80, 46 + 23 * len(view.shared), **NOTE)


def _inside(one: Shared, signed: bool) -> str:
    """The words of a bucket, as many as there is room for."""
    words, room = [], ROOM - 12
    for word, sign in zip(one.words, one.signs, strict=True):
        shown = fit(word, 22)
        room -= len(shown) + 3
        if words and room < 0:
            break
        words.append(({1: "+", -1: "−"}[sign] if signed else "") + shown)
    more = one.held - len(words)
    return ", ".join(words) + (f" and {more:,} more" if more else "")


def _numbers(view: Collisions) -> Iterator[str]:
    """Expected and observed here."""
    k, curve, top = view.place, view.curve, PRODUCT[0] - 2
    rows = (
        ("words that share a bucket", curve.expected[k], curve.observed[k]),
        ("buckets with a word", curve.filled[k], curve.filled_here[k]),
        ("words that find theirs taken", view.words - curve.filled[k], view.words - curve.filled_here[k]),
    )
    yield text(f"{view.source} here", LIST, top, **BOLD)
    for x, words in ((NUMBERS - 96, "expected"), (NUMBERS, "this hash")):
        yield text(words, x, top, text_anchor="end", **BOLD)
    yield element("rect", x=LIST, y=top + 8, width=NUMBERS - LIST, height=1.5, fill=css("edge"))
    for row, (words, expected, observed) in enumerate(rows):
        y = top + 30 + 23 * row
        yield text(words, LIST, y, font_size=15, fill=css("ink"))
        yield text(_number(expected), NUMBERS - 96, y, text_anchor="end", font_size=15, fill=css("ink"))
        yield text(f"{observed:,}", NUMBERS, y, text_anchor="end", font_size=15, font_weight=700, fill=css("ink"))


def _estimates(view: Collisions) -> Iterator[str]:
    """Both dot products here, which is also the legend of the lower plot."""
    top, products = PRODUCT[0] + 112, view.products
    yield text(f"Dot product, in truth {_number(products.true)}", LIST, top, **BOLD)
    for x, words in ((NUMBERS - 96, "mean"), (NUMBERS, "error")):
        yield text(words, x, top, text_anchor="end", **BOLD)
    yield element("rect", x=LIST, y=top + 8, width=NUMBERS - LIST, height=1.5, fill=css("edge"))
    for row, is_signed in enumerate((False, True)):
        y, (colour, dash, words) = top + 30 + 23 * row, LOOK[is_signed]
        one: Estimate = products.signed if is_signed else products.plain
        weight = 700 if is_signed == view.signed else 400
        line = {"stroke": css(colour), "stroke_width": 3, "stroke_dasharray": dash}
        yield element("line", x1=LIST, x2=LIST + 34, y1=y - 5, y2=y - 5, **line)
        paint = {"font_size": 15, "font_weight": weight, "fill": css("ink")}
        yield text(words, LIST + 44, y, **paint)
        yield text(_number(one.mean[view.place]), NUMBERS - 96, y, text_anchor="end", **paint)
        yield text(_number(one.error[view.place]), NUMBERS, y, text_anchor="end", **paint)
    words = f"Over {products.functions} hash functions; error: root of the mean square."
    yield text(words, LIST, top + 30 + 23 * 2, **NOTE)
