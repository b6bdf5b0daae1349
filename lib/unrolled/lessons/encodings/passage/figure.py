"""A passage under all classifiers: the probability of each genre, and for each coding the words that decide."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from unrolled.drawing.layout import picture
from unrolled.drawing.numerals import counted, percent
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, note
from unrolled.lessons.encodings.codings.figure import fit
from unrolled.lessons.encodings.genres.figure import LOOK
from unrolled.lessons.encodings.passage.record import Guess, Passage

ROOM = picture(376)
ROWS, TALL = 44, 21.5  # top of the genres, and height of a row
BARS, WIDE, SHARES = 138, 130, 328  # left of the bars, width of a certain one, right end of the numbers
TABLE, TOP, BLOCK = 372, 44, 81  # left and top of the codings, and height of each
LETTERS = 74  # in a line of words that decide


def describe_passage(view: Passage) -> str:
    """One sentence: what the coding shown says of the text, and by which word most."""
    guess, likeliest = view.guess, int(view.guess.probabilities.argmax())
    truth = f"; it is {view.genres[view.truth]}" if view.truth >= 0 else ""
    word = f", most of all for “{fit(guess.telling[0][0], 24)}”" if guess.telling else ""
    return (
        f"{LOOK[guess.coding][3]} knows {guess.known:,} of {counted(view.words, 'different word')} and says "
        f"{view.genres[likeliest]}, {percent(float(guess.probabilities[likeliest]))}{word}{truth}."
    )


def passage_drawing(view: Passage) -> Drawing:
    """Bars of the genres at the left; at the right a block for each coding."""
    return Drawing.of(
        *_genres(view),
        *_codings(view),
        height=int(ROOM.height),
        description="Probabilities of the genres of a passage, and the words that decide under each coding.",
    )


def _genres(view: Passage) -> Iterator[str]:
    """What the coding shown says: a bar for each genre."""
    yield heading(f"What {LOOK[view.guess.coding][3]} says", 2, 16)
    if view.truth >= 0:
        yield note("▶ the true one", SHARES, 16, "end")
    for k, p in enumerate(view.guess.probabilities):
        y, weight = ROWS + TALL * k, 700 if k == view.guess.probabilities.argmax() else 400
        yield note(view.genres[k], 18, y + 11, colour="ink", font_weight=weight)
        yield rect(BARS, y, max(1.0, WIDE * float(p)), 13, "predicted", data_part=f"p-{k}")
        yield note(percent(float(p)), SHARES, y + 11, "end", "ink", font_weight=weight)
        if k == view.truth:
            yield shape(f"M2,{y + 1} l9,5.5 l-9,5.5 Z", "target", data_part="truth")


def _codings(view: Passage) -> Iterator[str]:
    """A block for each coding; the one shown is framed."""
    yield heading("Its words, and how much each adds to the score", TABLE, 16)
    for k, guess in enumerate(view.guesses):
        y, shown = TOP + BLOCK * k, k == view.shown
        edge = {"stroke": css("ink"), "stroke_width": 2} if shown else {"stroke": css("hair"), "stroke_width": 1.5}
        yield rect(
            TABLE - 8,
            y - 10,
            ROOM.width - TABLE + 7,
            BLOCK - 6,
            "wash" if shown else "ground",
            rx=6,
            data_pick=k,
            **edge,
        )
        yield from _block(view, guess, y)


def _block(view: Passage, guess: Guess, y: float) -> Iterator[str]:
    order = np.argsort(-guess.probabilities, kind="stable")[:2]
    said = [
        f"{'✓ ' if k == view.truth else ''}{view.genres[k]} {percent(float(guess.probabilities[k]))}" for k in order
    ]
    yield heading(f"{LOOK[guess.coding][3]}: {', then '.join(said)}", TABLE, y + 9)
    yield note(f"knows {guess.known:,} of {counted(view.words, 'different word')}", TABLE, y + 31)
    yield note(_telling(guess.telling), TABLE, y + 53, colour="ink")


def _telling(words: tuple[tuple[str, float], ...]) -> str:
    """As many as there is room for."""
    shown, room = [], LETTERS
    for word, nats in words:
        one = f"{fit(word, 16)} +{nats:.1f}"
        room -= len(one) + 3
        if room < 0:
            break
        shown.append(one)
    return ",  ".join(shown) or "no word says anything for it"
