"""A text under way on the colours of its surprisal; beside it the likeliest next characters, to be clicked."""

from __future__ import annotations

from math import log

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import ADVANCE, SIGNS, Grid, lay_out, letter, visible
from unrolled.drawing.numerals import percent
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import SURPRISAL, css
from unrolled.drawing.type import heading, label
from unrolled.lessons.char_rnn.choosing.record import Choosing

ROOM = picture(366)
_LEFT, CANDIDATES = ROOM.cut_left(516, gap=28)
COSTS, _TEXT = _LEFT.cut_bottom(98, gap=8)
_, PASSAGE = _TEXT.cut_top(26)
SIZE, LEADING = 17, 1.5
ROW = 27  # of a candidate
NAME, FROM, LONGEST = CANDIDATES.x + 22, CANDIDATES.x + 44, 216
NAMES, BAR, MOST = 216, 226, 4.0  # right end of the costs' names, where the bars begin, nats at the end of the scale


def describe_choosing(view: Choosing) -> str:
    """One sentence that says what is written, what it cost, and what is likeliest now."""
    name, share = view.candidates[0]
    now = f"{visible(name)} is likeliest now ({percent(share)})."
    if not view.written:
        return f"Nothing is written yet; {now}"
    end = "".join(visible(c) if c == "\n" else c for c in view.written[-12:])
    N = len(view.written)
    return (
        f"{N} character{'s' * (N > 1)} written, {view.drawn} of them drawn, at the end “{end}”: "
        f"{view.nats.mean():.2f} nats a character, {view.expected.mean():.2f} expected of a draw; {now}"
    )


def answer(view: Choosing) -> str:
    """How probable the text is, beside what the dice would give on average."""
    if not view.written:
        return "Type a character, click one in the list, or let the dice draw it."
    cost, usual = float(view.nats.mean()), float(view.expected.mean())
    far = abs(cost - usual) >= 0.1
    side = ("less probable than" if cost > usual else "more probable than") if far else "about as probable as"
    whole = _power(float(view.nats.sum()) / log(10))
    return f"Its probability is {whole}: {cost:.2f} nats a character. That is {side} a draw on average ({usual:.2f})."


def _power(digits: float) -> str:
    """A probability of 10 to the power −digits, in words of a few signs."""
    return percent(10**-digits) if digits < 3 else f"1 in 10^{digits:.0f}"


def choosing_drawing(view: Choosing) -> Drawing:
    """Text, list of candidates, and three costs a character."""
    return Drawing.of(
        heading("You write, and each character stands on its surprisal", 2, 16),
        *_passage(view),
        *_costs(view),
        heading("What may come next? Click one.", CANDIDATES.x, 16),
        *(part for k, (name, share) in enumerate(view.candidates) for part in _candidate(k, name, share)),
        height=int(ROOM.height),
        description=describe_choosing(view),
    )


def pressed(part: str) -> str:
    """The character that a part of the picture stands for: blanks are written there by their signs."""
    return next((character for character, sign in SIGNS.items() if sign == part), part)


def colour(nats: float) -> tuple[str, str]:
    """Ground and letter colour for a surprisal in nats."""
    bits = nats / log(2)
    return next(paint for least, paint in reversed(SURPRISAL) if bits >= least), "#FFFFFF" if bits >= 6 else "#14171C"


def _passage(view: Choosing) -> list[str]:
    """The last lines of prompt and text, with an empty box where the next character goes."""
    words = view.prompt + view.written + " "
    columns, most = int((PASSAGE.width - 8) / (SIZE * ADVANCE)), int(PASSAGE.height // (SIZE * LEADING))
    rows = [row for row, _ in lay_out(words, columns)]
    hidden = next(k for k, row in enumerate(rows) if row > rows[-1] - most)
    grid = Grid(words[hidden:], columns, SIZE, PASSAGE.x + 3, PASSAGE.y, LEADING)
    start, last = len(view.prompt) - hidden, len(words) - 1 - hidden
    x, y = grid.corner(last)

    def paint(k: int) -> tuple[str, str]:
        return colour(float(view.nats[k - start])) if start <= k < last else (css("ground"), css("ink2"))

    return [
        *(grid.box(k, fill=paint(k)[0]) for k in range(max(start, 0), last)),
        grid.lines(lambda k: paint(k)[1]),
        rect(x + 1, y + 1, grid.wide + 2, grid.tall - 3, "none", "ink", 2.5, rx=3),
    ]


def _costs(view: Choosing) -> list[str]:
    """Nats a character: of this text, expected of a draw, and of the likeliest character at each place."""
    rows = (
        ("this text", view.nats, "ink"),
        ("a draw, on average", view.expected, "predicted"),
        ("the likeliest character", view.least, "baseline"),
    )
    parts = [heading("nats a character so far", 2, COSTS.y + 14)]
    for k, (name, nats, paint) in enumerate(rows):
        foot = COSTS.y + 40 + 25 * k
        parts.append(label(name, NAMES, foot, "end"))
        if not len(nats):
            continue
        long = 220 * min(float(nats.mean()), MOST) / MOST
        parts += [rect(BAR, foot - 14, max(long, 1.0), 17, paint), heading(f"{nats.mean():.2f}", BAR + long + 8, foot)]
    return parts


def _candidate(k: int, name: str, share: float) -> list[str]:
    y, long = CANDIDATES.y + 28 + ROW * k, max(LONGEST * share**0.5, 0.5)
    foot = y + ROW - 8
    return [
        rect(CANDIDATES.x, y, CANDIDATES.width, ROW, "ground", data_press=visible(name)),
        rect(NAME - 16, y + 1, 32, ROW - 3, "wash", "edge", 1.5, rx=5, data_press=visible(name)),
        letter(name, NAME, foot),
        rect(FROM, y + 5, long, ROW - 11, "predicted", data_press=visible(name)),
        label(percent(share), FROM + long + 8, foot),
    ]
