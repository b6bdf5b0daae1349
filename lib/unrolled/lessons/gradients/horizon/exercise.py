"""The question on the memory horizon."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

HORIZON = Question(
    "The shipped network was trained on windows of 100 characters, with its state carried from window to window. How "
    "many characters must it have read to predict, on average, as well as after reading the whole play?",
    (
        Choice(
            "several hundred: it has to know who is speaking, and to whom",
            False,
            "A reader would. Look where the thick line goes flat: what lies further back no longer changes its loss.",
        ),
        Choice(
            "about a line of verse: 40 to 60 characters",
            True,
            "And not by chance: see below what those places have in common where fewer will do.",
        ),
        Choice(
            "four or five: the counting models need no more",
            False,
            "The counting models need no more because they cannot use more: a longer context was too seldom seen. The "
            "network's loss goes on falling where theirs has stopped.",
        ),
        Choice(
            "exactly 100, the window of its training",
            False,
            "The gradient ended there, but the memory does not know that number. Read it off the curve.",
        ),
    ),
)
