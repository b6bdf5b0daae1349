"""Question of *Table 8, asked again*."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

FIRST = Question(
    "All thirty examples of Table 8 are asked of vectors that somebody else trained, with the input words left "
    "out. How many of the paper's answers come first?",
    (
        Choice(
            "nearly all: they are the examples the paper shows",
            False,
            "They were shown because they came out of the paper's own vectors, from Google News. Other vectors, from "
            "other texts, give other answers.",
        ),
        Choice(
            "a little under half",
            True,
            "And of the others some are right where the paper is wrong. Go through the cells: each says what was "
            "measured about it.",
        ),
        Choice(
            "next to none: every training gives its own space",
            False,
            "The spaces differ, but differences between words are kept by any turning of the space: relations that "
            "texts agree on come out again.",
        ),
    ),
)
