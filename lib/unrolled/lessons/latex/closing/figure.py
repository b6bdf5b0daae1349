"""Opened and closed: a strip for each continuation with a mark at each closing, and the share still open beside it."""

from __future__ import annotations

from unrolled.drawing.letters import Grid, lay_out
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, css
from unrolled.lessons.latex.closing.record import Continuation, OpenedClosed, Opening

WIDTH = 1060
LEFT, STRIPS = 34, 560  # of the strips
CHART, CHART_WIDE = 660, 330
TOP, TALL, MARK = 62, 18, 8.5  # of the strips; height of each, and half a mark's
COLUMNS, SIZE, ROWS, TEXT = 108, 15, 11, 64  # of the text
BEFORE = 160  # characters of the prompt that are shown
AFTER = 60  # characters shown after the last closing
AXES = (40, 80, 200, 400, 800)
DASHES = ("", "9 5", "3 4", "12 4 3 4", "1 3")
STYLE = f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}"


def words_of(opening: Opening) -> str:
    r"""An opening in words: "proof", "$", "\[", "\ref{"."""
    if opening.kind == "brace":
        return opening.name + "{"
    return opening.name or {"formula": "$", "display": "$$", "set": r"\{"}[opening.kind]


def describe_closing(shown: OpenedClosed) -> str:
    """One sentence that says what the panel shows."""
    one, count = shown.continuations[shown.row], len(shown.continuations)
    parts = []
    for k, opening in enumerate(shown.openings):
        found = [other.closings[k] for other in shown.continuations]
        right = sum(1 for closed in found if closed and closed.right)
        wrong = sum(1 for closed in found if closed and not closed.right)
        parts.append(f"{words_of(opening)} closed rightly in {right} of {count}, wrongly in {wrong}")
    fates = ", ".join(f"{words_of(opening)} {fate(one, k)}" for k, opening in enumerate(shown.openings))
    return f"After {shown.written} characters: {'; '.join(parts)}. Continuation {shown.row + 1}: {fates}."


def fate(one: Continuation, which: int) -> str:
    """What became of an opening, in words."""
    closed = one.closings[which]
    if closed is None:
        return "still open"
    if closed.right:
        return f"closed after {closed.stop}"
    return f"ended after {closed.stop} by {closed.by}"


def closing_drawing(shown: OpenedClosed) -> Drawing:
    """Strips with their marks, and the shares still open; without what moves with the row."""
    limit, bottom = _limit(shown), _bottom(shown)
    parts = [*_legend(shown), *_axis(LEFT, STRIPS, limit, bottom), *_axis(CHART, CHART_WIDE, limit, bottom)]
    for row, one in enumerate(shown.continuations):
        parts += _strip(shown, one, row, limit)
    return Drawing.of(
        *parts,
        *_survival(shown, limit, bottom),
        width=WIDTH,
        height=_height(shown),
        description=f"{len(shown.continuations)} continuations of an unfinished source, the earliest closed on top.",
        style=STYLE,
    )


def closing_cursor(shown: OpenedClosed) -> Drawing:
    """The layer over it: a frame around the chosen strip, and its text with the closings marked."""
    one, bottom = shown.continuations[shown.row], _bottom(shown)
    y = TOP + shown.row * TALL
    box = {"x": LEFT - 4, "y": y - 0.5, "width": STRIPS + 8, "height": TALL, "rx": 3, "fill": "none"}
    return Drawing.of(
        element("rect", **box, stroke=css("ink"), stroke_width=2),
        text(f"{shown.row + 1}", LEFT - 10, y + 14, font_size=14, font_weight=700, text_anchor="end", fill=css("ink")),
        *_passage(shown, one, bottom + 74),
        width=WIDTH,
        height=_height(shown),
        description=describe_closing(shown),
        style=STYLE,
    )


def _bottom(shown: OpenedClosed) -> float:
    return TOP + len(shown.continuations) * TALL


def _height(shown: OpenedClosed) -> int:
    return int(_bottom(shown) + 90 + ROWS * SIZE * 1.5)


def _limit(shown: OpenedClosed) -> int:
    """The end of both axes: all that is written, or less where everything is closed earlier."""
    last = max(
        (shown.written if closed is None else closed.stop for one in shown.continuations for closed in one.closings),
        default=0,
    )
    return next((limit for limit in AXES if limit >= last), AXES[-1])


def _legend(shown: OpenedClosed) -> list[str]:
    """What is open, numbered from the inside, and what the marks mean."""
    parts = [text("Open at the end, from the inside:", 2, 18, font_size=15, font_weight=700, fill=css("ink"))]
    x = 252.0
    for k, opening in enumerate(shown.openings[:5], 1):
        name = words_of(opening)[:14]
        parts.append(_mark(x + 8, 13, k, right=True))
        parts.append(text(name, x + 22, 18, font_size=15, class_="mono", fill=css("ink")))
        x += 42 + 9.2 * len(name)
    if len(shown.openings) > 5:
        parts.append(text(f"and {len(shown.openings) - 5} more", x, 18, font_size=15, fill=css("ink2")))
    parts.append(text("Each continuation, earliest on top", LEFT, 48, font_size=15, font_weight=700, fill=css("ink")))
    parts.append(_mark(LEFT + 290, 43, 1, right=True))
    parts.append(text("closed", LEFT + 303, 48, font_size=14, fill=css("ink2")))
    parts.append(_mark(LEFT + 372, 43, 1, right=False))
    parts.append(text("ended wrongly", LEFT + 385, 48, font_size=14, fill=css("ink2")))
    parts.append(text("Share still open", CHART, 48, font_size=15, font_weight=700, fill=css("ink")))
    return parts


def _axis(left: float, wide: float, limit: int, bottom: float) -> list[str]:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = left + wide * share
        parts.append(element("line", x1=x, x2=x, y1=TOP - 2, y2=bottom + 4, stroke=css("hair"), stroke_width=1))
        name = f"{limit * share:g}"
        parts.append(text(name, x, bottom + 20, font_size=14, text_anchor="middle", fill=css("ink2")))
    words = "characters written"
    parts.append(text(words, left + wide / 2, bottom + 38, font_size=14, text_anchor="middle", fill=css("ink2")))
    return parts


def _strip(shown: OpenedClosed, one: Continuation, row: int, limit: int) -> list[str]:
    """A band that is thinner with each closing, and gone when all is closed."""
    y, start, parts = TOP + row * TALL + TALL / 2, 0, []
    count = len(one.closings)
    ends = sorted((closed.stop, k, closed.right) for k, closed in enumerate(one.closings) if closed)
    edges = [*(stop for stop, _, _ in ends), *([shown.written] if len(ends) < count else [])]
    for gone, stop in enumerate(edges):
        if stop > start:
            tall = 10 * (count - gone) / count
            x, wide = _x(start, limit), _x(stop, limit) - _x(start, limit)
            parts.append(element("rect", x=x, y=y - tall / 2, width=wide, height=tall, fill=css("hair")))
        start = stop
    last = 0.0
    for stop, k, right in ends:
        last = max(_x(stop, limit), last + 2 * MARK)  # those that one token ended stand side by side
        parts.append(_mark(last, y - 0.5, k + 1, right=right))
    hit = {"x": 0, "y": y - TALL / 2, "width": LEFT + STRIPS + 8, "height": TALL, "fill": "transparent"}
    return [*parts, element("rect", **hit, data_row=row)]


def _x(place: float, limit: int) -> float:
    return LEFT + STRIPS * min(place, limit) / limit


def _mark(x: float, y: float, number: int, *, right: bool) -> str:
    """A disc with a number: closed. A hollow square with a number: ended wrongly."""
    letter = {"font_size": 14, "font_weight": 700, "text_anchor": "middle"}
    if right:
        shape = element("circle", cx=x, cy=y, r=MARK, fill=css("right"))
        return shape + text(f"{number}", x, y + 5, fill=css("ground"), **letter)
    box = {"x": x - MARK + 1, "y": y - MARK + 1, "width": 2 * MARK - 2, "height": 2 * MARK - 2}
    shape = element("rect", **box, fill=css("ground"), stroke=css("wrong"), stroke_width=2)
    return shape + text(f"{number}", x, y + 5, fill=css("wrong"), **letter)


def _survival(shown: OpenedClosed, limit: int, bottom: float) -> list[str]:
    """A step line for each thing; dotted and grey, how it is with real ones like the innermost."""

    def at(place: float, share: float) -> tuple[float, float]:
        return CHART + CHART_WIDE * min(place, limit) / limit, bottom - (bottom - TOP) * share

    parts = []
    for share in (0, 0.5, 1):
        _, y = at(0, share)
        parts.append(element("line", x1=CHART, x2=CHART + CHART_WIDE, y1=y, y2=y, stroke=css("hair"), stroke_width=1))
        name = f"{share:.0%}".replace("%", " %")
        parts.append(text(name, CHART - 8, y + 5, font_size=14, text_anchor="end", fill=css("ink2")))
    real = shown.real[0] if shown.real else None
    if real is not None:
        inside = real[0] <= limit
        points = [at(place, share) for place, share in zip(real[0][inside], real[1][inside], strict=True)]
        line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        paint = {"stroke": css("baseline"), "stroke_width": 2, "stroke_dasharray": "2 4", "fill": "none"}
        parts.append(element("path", d=line, **paint))
        words = "dotted: 1 in real chapters"
        x = CHART + CHART_WIDE
        parts.append(text(words, x, 48, font_size=14, text_anchor="end", fill=css("ink2")))
    taken: list[float] = []
    for k in range(min(len(shown.openings), 5)):
        places = sorted(closed.stop for one in shown.continuations if (closed := one.closings[k]))
        count, line = len(shown.continuations), f"M{CHART} {TOP}"
        for gone, place in enumerate(places, 1):
            x, y = at(place, 1 - gone / count)
            line += f"H{x:.1f}V{y:.1f}"
        x, y = at(shown.written, 1 - len(places) / count)
        paint = {"stroke": css("predicted"), "stroke_width": 3 - 0.4 * k, "stroke_dasharray": DASHES[k] or None}
        parts.append(element("path", d=line + f"H{x:.1f}", fill="none", **paint))
        y = next(y - step for step in range(0, 400, 2) if all(abs(y - step - other) >= 18 for other in taken))
        taken.append(y)
        parts.append(_mark(x + 14, y, k + 1, right=True))
    return parts


def _passage(shown: OpenedClosed, one: Continuation, top: float) -> list[str]:
    """The end of the prompt and the chosen continuation, with a frame and a number at each closing."""
    prompt = shown.prompt[-BEFORE:]
    stops = [closed.stop for closed in one.closings if closed]
    end = len(one.text) if None in one.closings or not stops else max(stops) + AFTER
    words = prompt + one.text[:end]
    fates = "; ".join(f"{words_of(opening)} {fate(one, k)}" for k, opening in enumerate(shown.openings[:4]))
    parts = [
        text(
            f"Continuation {shown.row + 1}: {fates}"[:128], 2, top - 14, font_size=15, font_weight=700, fill=css("ink")
        )
    ]
    rows = [row for row, _ in lay_out(words, COLUMNS)]
    last = rows[min(len(prompt) + max(stops), len(rows)) - 1] + 2 if stops else 0  # a row that must have room
    over = max(0, min(last, rows[-1]) + 1 - ROWS)  # lines left out at the beginning
    first = next(k for k, row in enumerate(rows) if row >= over)
    grid = Grid(words[first : first + sum(over <= row < over + ROWS for row in rows)], COLUMNS, SIZE, TEXT, top, 1.5)
    shift, taken = len(prompt) - first, []
    for k, closed in enumerate(one.closings):
        inside = [at + shift for at in range(closed.start, closed.stop)] if closed else []
        if closed and inside and inside[0] >= 0 and inside[-1] < len(grid.words):
            paint = css("right" if closed.right else "wrong")
            for x, y, wide in grid.runs(inside[0], len(inside)):
                parts.append(element("rect", x=x, y=y, width=wide, height=grid.tall, fill=paint, fill_opacity=0.22))
            row = grid.cells[inside[-1]][0]
            beside = sum(row == other for other in taken)
            taken.append(row)
            y = top + (row + 0.5) * grid.tall
            parts.append(_mark(TEXT - 14 - 18 * beside, y, k + 1, right=closed.right))
    return [*parts, grid.lines(lambda at: css("ink2") if at < shift else css("ink"))]
