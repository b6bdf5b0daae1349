"""Opened and closed: a strip for each continuation with a mark at each closing, and the chosen one's text beside it."""

from __future__ import annotations

import textwrap

from unrolled.drawing.axes import joined
from unrolled.drawing.layout import picture
from unrolled.drawing.letters import Grid, lay_out
from unrolled.drawing.shapes import disc, rect, rule, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.latex.closing.record import Continuation, OpenedClosed, Opening

ROOM = picture(376)
LEFT, STRIPS = 34, 420  # of the strips
TOP, TALL, MARK = 46, 14.4, 7.2  # of the strips; height of each, and half a mark's
TEXT, COLUMNS, SIZE, LEADING, TEXT_TOP = 530, 41, 14, 1.35, 52  # of the continuation beside them
ROWS = int((ROOM.height - TEXT_TOP) // (SIZE * LEADING))
BEFORE = 160  # characters of the prompt that are shown
LETTERS = 54  # of a line over it
MOST = 3  # openings that are named
AFTER = 60  # characters shown after the last closing
AXES = (40, 80, 200, 400, 800)


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
        parts.append(f"{words_of(opening)} closed correctly in {right} of {count}, wrongly in {wrong}")
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
    """Strips with their marks, and how real source does; without what moves with the row."""
    limit, bottom = _limit(shown), _bottom(shown)
    parts = [*_legend(shown), *_axis(limit, bottom)]
    for row, one in enumerate(shown.continuations):
        parts += _strip(shown, one, row, limit)
    return Drawing.of(
        *parts,
        *_real(shown, limit, bottom),
        height=int(ROOM.height),
        description=f"{len(shown.continuations)} continuations of an unfinished source, the earliest closed on top.",
    )


def closing_cursor(shown: OpenedClosed) -> Drawing:
    """The layer over it: a frame around the chosen strip, and its text with the closings marked."""
    one = shown.continuations[shown.row]
    y = TOP + shown.row * TALL
    return Drawing.of(
        rect(LEFT - 4, y - 0.5, STRIPS + 8, TALL, "none", "ink", 2, rx=3),
        note(f"{shown.row + 1}", LEFT - 10, y + 12, "end", "ink", font_weight=700),
        *_passage(shown, one),
        height=int(ROOM.height),
        description=describe_closing(shown),
    )


def _bottom(shown: OpenedClosed) -> float:
    return TOP + len(shown.continuations) * TALL


def _limit(shown: OpenedClosed) -> int:
    """The end of both axes: all that is written, or less where everything is closed earlier."""
    last = max(
        (shown.written if closed is None else closed.stop for one in shown.continuations for closed in one.closings),
        default=0,
    )
    return next((limit for limit in AXES if limit >= last), AXES[-1])


def _legend(shown: OpenedClosed) -> list[str]:
    """What is open, numbered from the inside, and what the marks mean."""
    parts = [heading("Open, from the inside:", 2, 16)]
    x = 182.0
    for k, opening in enumerate(shown.openings[:MOST], 1):
        name = words_of(opening)[:10]
        parts += [_mark(x + 8, 11, k, right=True), note(name, x + 20, 16, colour="ink", class_="mono")]
        x += 36 + 8.4 * len(name)
    if len(shown.openings) > MOST:
        parts.append(note(f"+ {len(shown.openings) - MOST}", x, 16))
    parts += [_mark(LEFT + 8, 33, 1, right=True), note("closed correctly", LEFT + 20, 38)]
    parts += [_mark(LEFT + 146, 33, 1, right=False), note("ended wrongly", LEFT + 158, 38)]
    if shown.real and shown.real[0] is not None:
        parts += [rule(LEFT + 268, 33, LEFT + 298, 33, "ink", 2.5, "2 4"), note("1 in real source", LEFT + 306, 38)]
    return parts


def _axis(limit: int, bottom: float) -> list[str]:
    parts = []
    for share in (0, 0.5, 0.75, 1):
        x = LEFT + STRIPS * share
        parts.append(rule(x, TOP - 2, x, bottom + 4, "hair", 1))
        name = f"{limit * share:g}" + (" characters written" if share == 0 else "")
        anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        parts.append(note(name, x, bottom + 20, anchor))
    return parts


def _strip(shown: OpenedClosed, one: Continuation, row: int, limit: int) -> list[str]:
    """A band that is thinner with each closing, and gone when all is closed."""
    y, start, parts = TOP + row * TALL + TALL / 2, 0, []
    count = len(one.closings)
    ends = sorted((closed.stop, k, closed.right) for k, closed in enumerate(one.closings) if closed)
    edges = [*(stop for stop, _, _ in ends), *([shown.written] if len(ends) < count else [])]
    for gone, stop in enumerate(edges):
        if stop > start:
            tall = 8 * (count - gone) / count
            x, wide = _x(start, limit), _x(stop, limit) - _x(start, limit)
            parts.append(rect(x, y - tall / 2, wide, tall, "hair"))
        start = stop
    last = 0.0
    for stop, k, right in ends:
        last = max(_x(stop, limit), last + 2 * MARK)  # those that one token ended stand side by side
        parts.append(_mark(last, y - 0.5, k + 1, right=right))
    return [*parts, rect(0, y - TALL / 2, LEFT + STRIPS + 8, TALL, "transparent", data_row=row)]


def _x(place: float, limit: int) -> float:
    return LEFT + STRIPS * min(place, limit) / limit


def _mark(x: float, y: float, number: int, *, right: bool) -> str:
    """A disc with a number: closed. A hollow square with a number: ended wrongly."""
    if right:
        shape = disc(x, y, MARK, "right")
        return shape + note(f"{number}", x, y + 5, "middle", "ground", font_weight=700)
    shape = rect(x - MARK + 1, y - MARK + 1, 2 * MARK - 2, 2 * MARK - 2, "ground", "wrong", 2)
    return shape + note(f"{number}", x, y + 5, "middle", "wrong", font_weight=700)


def _real(shown: OpenedClosed, limit: int, bottom: float) -> list[str]:
    """A dotted line over the strips: how many of so many real things like the innermost one are closed by then.

    The strips are sorted by the innermost closing, so that their first marks form the same line of the network.
    """
    if not shown.real or shown.real[0] is None:
        return []
    distances, shares = shown.real[0]
    inside = distances <= limit
    points = [
        (_x(place, limit), TOP + (bottom - TOP) * (1 - share))
        for place, share in zip(distances[inside], shares[inside], strict=True)
    ]
    line = joined(points)
    return [shape(line, "none", "ink", 2.5, "2 4")] if points else []


def _passage(shown: OpenedClosed, one: Continuation) -> list[str]:
    """The end of the prompt and the chosen continuation, with a frame and a number at each closing."""
    prompt = shown.prompt[-BEFORE:]
    stops = [closed.stop for closed in one.closings if closed]
    end = len(one.text) if None in one.closings or not stops else max(stops) + AFTER
    words = prompt + one.text[:end]
    fates = "; ".join(f"{words_of(opening)} {fate(one, k)}" for k, opening in enumerate(shown.openings[:MOST]))
    lines = textwrap.wrap(f"{shown.row + 1}: {fates}", LETTERS, max_lines=2, placeholder=" …")
    parts = [note(line, TEXT - 44, 16 + 20 * k, colour="ink", font_weight=700) for k, line in enumerate(lines)]
    rows = [row for row, _ in lay_out(words, COLUMNS)]
    last = rows[min(len(prompt) + max(stops), len(rows)) - 1] + 2 if stops else 0  # a row that must have room
    over = max(0, min(last, rows[-1]) + 1 - ROWS)  # lines left out at the beginning
    first = next(k for k, row in enumerate(rows) if row >= over)
    seen = words[first : first + sum(over <= row < over + ROWS for row in rows)]
    grid = Grid(seen, COLUMNS, SIZE, TEXT, TEXT_TOP, LEADING)
    shift, taken = len(prompt) - first, []
    for k, closed in enumerate(one.closings):
        inside = [at + shift for at in range(closed.start, closed.stop)] if closed else []
        if closed and inside and inside[0] >= 0 and inside[-1] < len(grid.words):
            paint = css("right" if closed.right else "wrong")
            for x, y, wide in grid.runs(inside[0], len(inside)):
                parts.append(rect(x, y, wide, grid.tall, paint, fill_opacity=0.22))
            row = grid.cells[inside[-1]][0]
            beside = sum(row == other for other in taken)
            taken.append(row)
            y = TEXT_TOP + (row + 0.5) * grid.tall
            parts.append(_mark(TEXT - 14 - 18 * beside, y, k + 1, right=closed.right))
    return [*parts, grid.lines(lambda at: css("ink2") if at < shift else css("ink"))]
