"""Shannon's game: the passage so far, the guesses, and three players' bits a character."""

from __future__ import annotations

import math
from collections import Counter

from unrolled.drawing.layout import picture
from unrolled.drawing.letters import ADVANCE, Grid, lay_out, visible
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note
from unrolled.lessons.char_rnn.shannon.record import Guesser, Guessing

SIZE, LEADING = 16, 1.5
ROOM = picture(364)
_HEAD, _BELOW = ROOM.cut_top(26)
_LEFT, SCORES = _BELOW.cut_left(446, gap=22)
TRIED, PASSAGE = _LEFT.cut_bottom(26)
NAMES = SCORES.x + 104  # right end of the players' names
FROM, TO = SCORES.x + 112, SCORES.x + 306  # of the bars
BITS, OWN = SCORES.right - 68, SCORES.right - 2  # right ends of the numbers
ROW = 30
MOST_BITS = 5.0  # of the scale
ENOUGH = 30  # characters after which the numbers settle


def describe_guessing(game: Guessing) -> str:
    """One sentence that says how the game stands."""
    you, *others = game.players
    if not game.played:
        return f"{game.length} characters to guess; nothing guessed yet."
    rest = ", ".join(f"{player.name} {player.bits:.2f}" for player in others)
    return (
        f"{game.played} of {game.length} characters: you {you.bits:.2f} bits a character by the numbers of guesses; "
        f"on the same characters {rest}."
    )


def answer(game: Guessing) -> str:
    """How well the learner knows what comes next, beside the best of the others."""
    if not game.played:
        return "Guess until it is right, or be told. Capitals count as small letters."
    you, *others = game.players
    best = min(others, key=lambda player: player.bits)
    after = "After 1 character" if game.played == 1 else f"After {game.played} characters"
    words = f"{after} your guesses leave {you.bits:.2f} bits a character; those of {best.name} leave {best.bits:.2f}."
    return words if game.played >= ENOUGH else f"{words} Few characters flatter: play on to {ENOUGH}."


def guessing_drawing(game: Guessing) -> Drawing:
    """The passage with a box where the next character goes; beside it bits a character by the numbers of guesses."""
    grid, hidden = _grid(game.known + " ")
    start = len(game.known) - game.played - hidden
    last = len(game.known) - hidden
    x, y = grid.corner(last)
    over = game.played == game.length
    return Drawing.of(
        heading(f"An unseen play: {game.played} of {game.length} guessed", 2, 16),
        *(grid.box(k, fill=css("wash"), stroke=css("hair")) for k in range(max(start, 0), last)),
        grid.lines(lambda k: css("ink2") if k < start else css("ink")),
        "" if over else rect(x + 1, y + 1, grid.wide + 2, grid.tall - 3, "none", "ink", 2.5, rx=3),
        label("The passage is at its end." if over else _tried(game), 2, TRIED.bottom - 6),
        heading("Bits a character that the guesses leave", SCORES.x, 16),
        *_axis(len(game.players)),
        *(_player(k, player, game.played) for k, player in enumerate(game.players)),
        *_counts(game),
        height=int(ROOM.height),
        description=describe_guessing(game),
    )


def _grid(words: str) -> tuple[Grid, int]:
    """The last lines of a passage, as many as have room, and how many characters stand before them."""
    columns, most = int((PASSAGE.width - 4) / (SIZE * ADVANCE)), int(PASSAGE.height // (SIZE * LEADING))
    rows = [row for row, _ in lay_out(words, columns)]
    hidden = next(k for k, row in enumerate(rows) if row > rows[-1] - most)
    return Grid(words[hidden:], columns, SIZE, PASSAGE.x + 2, PASSAGE.y, LEADING), hidden


def _tried(game: Guessing) -> str:
    """The wrong guesses, the last ones where there are many."""
    if not game.tried:
        return "Type the character that comes next."
    shown = game.tried[-20:]
    return ("Not … " if len(shown) < len(game.tried) else "Not ") + " ".join(map(visible, shown))


def _x(bits: float) -> float:
    return FROM + (TO - FROM) * min(bits, MOST_BITS) / MOST_BITS


def _axis(players: int) -> list[str]:
    top, foot = SCORES.y + 24, SCORES.y + 24 + ROW * players
    parts = [
        note("by guesses", BITS, SCORES.y + 14, "end"),
        note("own p", OWN, SCORES.y + 14, "end"),
        note("own p, mark: what a model’s own probabilities cost", SCORES.x, foot + 42),
    ]
    for bits in range(int(MOST_BITS) + 1):
        x = _x(bits)
        parts += [rect(x - 0.5, top, 1, foot - top, "hair"), note(str(bits), x, foot + 16, "middle")]
    return parts


def _player(k: int, player: Guesser, played: int) -> str:
    y = SCORES.y + 24 + ROW * k
    foot = y + ROW / 2 + 5
    parts = [label(player.name, NAMES, foot, "end")]
    if not played or math.isnan(player.bits):
        return parts[0]
    paint = css("ink") if player.exact is None else css("lstm") if "LSTM" in player.name else css("baseline")
    wide = max(_x(player.bits) - FROM, 1.0)
    parts += [rect(FROM, y + 4, wide, ROW - 8, paint), heading(f"{player.bits:.2f}", BITS, foot, "end")]
    if player.exact is not None:
        parts.append(label(f"{player.exact:.2f}", OWN, foot, "end"))
        parts.append(rect(_x(player.exact) - 2, y + 1, 4, ROW - 2, "target", "ground"))
    return "".join(parts)


def _counts(game: Guessing) -> list[str]:
    """A table: how many characters each player had at the first guess, the second, and later."""
    top = SCORES.y + 24 + ROW * len(game.players) + 70
    columns = ("1st guess", "2nd", "3rd to 5th", "later")
    places = [FROM + 66 + 82 * k for k in range(4)]
    parts = [note(name, x, top, "end") for name, x in zip(columns, places, strict=True)]
    for k, player in enumerate(game.players):
        y, counts = top + 24 * (k + 1), Counter(player.ranks)
        # What the learner gave up counts as later.
        shares = [counts[1], counts[2], counts[3] + counts[4] + counts[5]]
        shares.append(game.played - sum(shares))
        parts.append(label(player.name, NAMES, y, "end"))
        for count, x in zip(shares, places, strict=True):
            words = f"{100 * count / game.played:.0f} %" if game.played else "–"
            parts.append(label(words, x, y, "end"))
    return parts
