"""Captions of held-out pictures while the network learns, beside its loss and its share of exact captions."""

from __future__ import annotations

from html import escape

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import HEIGHT, Box, picture
from unrolled.drawing.raster import photograph
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note, title
from unrolled.lessons.captioning.live.record import LiveCaptions, Watched

_WORDS, _CHARTS = picture().cut_left(588, gap=22)
_HEAD, _ROWS = _WORDS.cut_top(20)
_UPPER, _LOWER = _CHARTS.cut_top(168, gap=8)
UPPER, LOWER = (box.cut_left(36)[1].cut_right(14)[1] for box in (_UPPER, _LOWER))
HEAD, PLOT, FOOT = 42, 118, 44  # heights of what stands above a chart, of the chart, and below the lower one
MOST = 8.0  # nats a word; a blind guess among 1,547 words has 7.3
LEGEND = "What it writes about held-out pictures, right words bold; in grey, the true caption"
LETTERS = 66  # of a caption in its row


def live_drawing(view: LiveCaptions) -> Drawing:
    """A row for each picture, its right words bold; right, loss above, exact captions below."""
    rows = _ROWS.rows(len(view.watched))
    return Drawing.of(
        note(LEGEND, _HEAD.x + 1, _HEAD.y + 15),
        *(part for one, row in zip(view.watched, rows, strict=True) for part in _row(one, row, view.begun)),
        *_loss(view),
        *_exact(view),
        height=HEIGHT,
        description=describe_live(view),
    )


def describe_live(view: LiveCaptions) -> str:
    """One sentence that says how the training stands."""
    if not view.begun:
        return f"Not started: {len(view.watched)} held-out pictures wait for their captions."
    first = " ".join(view.watched[0].words) or "nothing"
    shown = f"{_different(view)} for {len(view.watched)} pictures, the first “{first}”"
    if not len(view.seconds):
        return f"Before the first update: {shown}."
    return (
        f"After {view.seconds[-1]:.0f} of {view.budget:g} s: {view.heldout[-1]:.2f} nats a word; "
        f"{100 * view.exact[-1]:.0f} % of {view.others} other held-out captions exactly right; {shown}."
    )


def outlook(view: LiveCaptions) -> str:
    """What to expect of a training that has not begun."""
    begins = f"Press Start: it trains for {view.budget:g} seconds."
    if view.expected is None:
        return f"{begins} No run with these settings was measured before."
    return f"{begins} Runs measured before got {_range(view.expected)} of the captions exactly right."


def verdict(view: LiveCaptions, ended: str) -> str:
    """What was reached, in two short sentences; ``ended`` is "Done" or "Stopped"."""
    if not len(view.seconds):
        return f"{ended} before the first measurement."
    words = f"{ended} after {view.seconds[-1]:.0f} s: {100 * view.exact[-1]:.0f} % exactly right, {_different(view)}."
    if view.expected and ended == "Done":
        words += f" Runs measured before: {_range(view.expected)}."
    return words


def _range(expected: tuple[float, float]) -> str:
    low, high = (round(100 * share) for share in expected)
    return f"{low} %" if low == high else f"{low} to {high} %"


def _different(view: LiveCaptions) -> str:
    if view.different == 1:
        return "the same caption"
    return f"{view.different} different captions"


def _row(one: Watched, box: Box, begun: bool) -> list[str]:
    side, x = box.height - 6, box.x + box.height + 8
    name, colour = ("✓", "right") if one.right else ("✗", "wrong") if begun else ("", "ink2")
    return [
        rect(
            box.x + 1.0, box.y + 2, side, side, "#FFFFFF", "edge", rx=6
        ),  # in the dark theme, too: the drawings are made for white
        photograph(one.image, box.x + 4, box.y + 5, side - 6, side - 6),
        title(name, x, box.y + 25, colour=colour),
        element("text", _caption(one) if begun else "…", x=x + 20, y=box.y + 25, font_size=15, fill=css("ink2")),
        note(one.truth, x + 20, box.y + 46),
    ]


def _caption(one: Watched) -> str:
    """Words as spans: those that stand in the true caption are bold and green."""
    if not one.words:
        return element("tspan", "(no word)", fill=css("ink2"), font_style="italic")
    spans, written = [], 0
    for word, shared in zip(one.words, one.marks, strict=True):
        written += len(word) + 1
        if written > LETTERS:
            spans.append(element("tspan", "…", fill=css("ink")))
            break
        paint = {"fill": css("right"), "font_weight": 700} if shared else {"fill": css("ink")}
        spans.append(element("tspan", escape(word), **paint))
    return " ".join(spans)


def _loss(view: LiveCaptions) -> list[str]:
    axes = _axes(view, UPPER, MOST)
    grey, blue = {"font_size": 14, "fill": css("ink2")}, css("lstm")
    parts = [
        _title("Loss, nats a word", UPPER),
        text("thick: held-out, dotted: training", UPPER.x - 30, UPPER.y + 34, **grey),
        *axes.ticks([], (0, 4, 8)),
    ]
    if len(view.seconds):
        parts += [axes.line(view.seconds, view.train, blue, "2 5", 2.4), axes.line(view.seconds, view.heldout, blue)]
        parts.append(_last(axes, view.seconds[-1], view.heldout[-1], f"{view.heldout[-1]:.2f}"))
    return parts


def _exact(view: LiveCaptions) -> list[str]:
    axes = _axes(view, LOWER, 100)
    half = view.budget / 2
    about = f"of {view.others} held-out pictures" + ("; bar: earlier runs" if view.expected else "")
    parts = [
        _title("Exactly right, %", LOWER),
        note(about, LOWER.x - 30, LOWER.y + 34),
        *axes.ticks((0, half, view.budget), (0, 50, 100)),
        note("seconds", LOWER.x + LOWER.width / 2, LOWER.y + HEAD + PLOT + 38, "middle"),
    ]
    if view.expected:
        (x, high), (_, low) = (axes.at(view.budget, 100 * share) for share in view.expected[::-1])
        parts.append(rect(x - 6, high - 2, 12, low - high + 4, "lstm", rx=3, fill_opacity=0.3, data_expected="share"))
    if len(view.seconds):
        parts.append(axes.line(view.seconds, 100 * view.exact, css("lstm")))
        parts.append(_last(axes, view.seconds[-1], 100 * view.exact[-1], f"{100 * view.exact[-1]:.0f} %"))
    return parts


def _axes(view: LiveCaptions, box: Box, most: float) -> Axes:
    return Axes(box.x, box.y + HEAD, box.width, PLOT, (0, view.budget), (0, most))


def _title(words: str, box: Box) -> str:
    return heading(words, box.x - 30, box.y + 15)


def _last(axes: Axes, seconds: float, value: float, words: str) -> str:
    """The last value, written over the end of its curve, or under it where it is high up."""
    x, y = axes.at(seconds, value)
    late, high = x > axes.left + axes.wide - 50, y < axes.top + 24
    return title(words, x - 4 if late else x + 6, y + 22 if high else y - 9, "end" if late else "start")
