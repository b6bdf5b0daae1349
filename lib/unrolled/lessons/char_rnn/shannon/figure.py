"""Shannon's game: the passage so far, the guesses, and three players' bits a character."""

from __future__ import annotations

import math
from collections import Counter

from unrolled.drawing.letters import Grid, visible
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import MONO, SANS, SIZES, css
from unrolled.lessons.char_rnn.shannon.record import Guesser, Guessing

WIDTH = 1060
COLUMNS, SIZE = 48, 17
TOP, LEAST_ROWS = 34, 13
LEFT, RIGHT = 640, 1040
MOST_BITS = 5.0  # of the scale


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


def guessing_drawing(game: Guessing) -> Drawing:
    """The passage with a box where the next character goes; beside it bits a character by the numbers of guesses."""
    grid = Grid(game.known + " ", COLUMNS, SIZE, 2, TOP)
    height = int(max(TOP + LEAST_ROWS * grid.tall, grid.bottom)) + 40
    start = len(game.known) - game.played
    x, y = grid.corner(len(game.known))
    over = game.played == game.length
    box = {"x": x + 1, "y": y + 1, "width": grid.wide + 2, "height": grid.tall - 3, "rx": 3}
    tried = "Not " + ", ".join(map(visible, game.tried)) if game.tried else "Type the character that comes next."
    return Drawing.of(
        text(f"An unseen play: {game.played} of {game.length} guessed", 2, 16, **_bold()),
        *(grid.box(k, fill=css("wash"), stroke=css("hair")) for k in range(start, len(game.known))),
        grid.lines(lambda k: css("ink2") if k < start else css("ink")),
        "" if over else element("rect", **box, fill="none", stroke=css("ink"), stroke_width=2.5),
        text("The passage is at its end." if over else tried, 2, height - 12, font_size=15, fill=css("ink")),
        text("Bits a character, by the numbers of guesses", LEFT - 100, 16, **_bold()),
        *_axis(len(game.players)),
        *(_player(k, player, game.played) for k, player in enumerate(game.players)),
        *_counts(game),
        width=WIDTH,
        height=height,
        description=describe_guessing(game),
        style=f"text{{font-family:{SANS};font-variant-numeric:tabular-nums}} .mono{{font-family:{MONO}}}",
    )


def _bold() -> dict[str, object]:
    return {"font_size": SIZES["note"], "font_weight": 700, "fill": css("ink")}


def _x(bits: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(bits, MOST_BITS) / MOST_BITS


def _axis(players: int) -> list[str]:
    parts, foot = [], 42 + 38 * players
    for bits in range(int(MOST_BITS) + 1):
        x = _x(bits)
        parts.append(element("rect", x=x - 0.5, y=34, width=1, height=foot - 34, fill=css("hair")))
        parts.append(
            text(str(bits), x, foot + 16, font_size=SIZES["tick"], text_anchor="middle", fill=css("ink2"))
        )  # fmt: skip
    return parts


def _player(k: int, player: Guesser, played: int) -> str:
    y = 40 + 38 * k
    parts = [text(player.name, LEFT - 8, y + 19, font_size=15, text_anchor="end", fill=css("ink"))]
    if not played or math.isnan(player.bits):
        return parts[0]
    paint = css("ink") if player.exact is None else css("lstm") if "LSTM" in player.name else css("baseline")
    wide = _x(player.bits) - LEFT
    parts.append(element("rect", x=LEFT, y=y + 2, width=max(wide, 1.0), height=24, fill=paint))
    parts.append(
        text(f"{player.bits:.2f}", RIGHT, y + 20, font_size=15, font_weight=700, text_anchor="end", fill=css("ink"))
    )
    if player.exact is not None:
        words = f"own {player.exact:.2f}"
        parts.append(text(words, RIGHT - 46, y + 20, font_size=14, text_anchor="end", fill=css("ink2")))
        mark = _x(player.exact)
        parts.append(element("rect", x=mark - 2, y=y - 2, width=4, height=32, fill=css("target"), stroke=css("ground")))
    return "".join(parts)


def _counts(game: Guessing) -> list[str]:
    """A table: how many characters each player had at the first guess, the second, and later."""
    top = 88 + 38 * len(game.players)
    columns = ("1st guess", "2nd", "3rd to 5th", "later")
    places = [LEFT + 60 + 96 * k for k in range(4)]
    parts = [
        text("mark, own: what the model's own probabilities cost", LEFT - 100, top - 8, font_size=14, fill=css("ink2"))
    ]
    parts += [
        text(name, x, top + 24, font_size=14, text_anchor="end", fill=css("ink2"))
        for name, x in zip(columns, places, strict=True)
    ]
    for k, player in enumerate(game.players):
        y, counts = top + 50 + 26 * k, Counter(player.ranks)
        # What the learner gave up counts as later.
        shares = [counts[1], counts[2], counts[3] + counts[4] + counts[5]]
        shares.append(game.played - sum(shares))
        parts.append(text(player.name, LEFT - 8, y, font_size=15, text_anchor="end", fill=css("ink")))
        for count, x in zip(shares, places, strict=True):
            words = f"{100 * count / game.played:.0f} %" if game.played else "–"
            parts.append(text(words, x, y, font_size=15, text_anchor="end", fill=css("ink")))
    if 0 < game.played < 30:
        words = "Few characters flatter: the numbers settle after about 30."
        parts.append(text(words, LEFT - 100, top + 50 + 26 * len(game.players) + 8, font_size=14, fill=css("ink2")))
    return parts
