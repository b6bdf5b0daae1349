"""The question on the memory horizon."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

HORIZON = Question(
    "The network of notebook 04, an LSTM of two layers of 256 units, was trained on windows of 64 characters, with its "
    "state carried from window to window. How many characters must it have read to predict, on average, as well as "
    "after reading the whole play?",
    (
        Choice(
            "several hundred: it has to know who is speaking, and to whom",
            False,
            "A human reader does. Look where the thick line goes flat: what lies further back no longer changes "
            "its loss.",
        ),
        Choice(
            "about a line of verse: 40 to 60 characters",
            True,
            "And not by chance: see below what those places have in common where fewer will do.",
        ),
        Choice(
            "four or five: the counting models need no more",
            False,
            "Counting models cannot use more: longer contexts were seen too rarely. The network's loss goes on falling "
            "where theirs has stopped.",
        ),
        Choice(
            "exactly 64, the window of its training",
            False,
            "The gradient ended there, but the memory does not know that number. Read it off the curve.",
        ),
    ),
)
