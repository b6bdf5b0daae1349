"""A question on where the picture enters."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

MERGED_SWAPPED = Question(
    "In the merged network the LSTM reads words alone; the picture joins after it. You swap the picture after "
    "“a woman”. What follows?",
    (
        Choice(
            "what it would say of the new picture after “a woman”",
            True,
            "Its state knows these two words and neither picture. So every word after the swap comes from the new one "
            "alone.",
        ),
        Choice(
            "the caption of the old picture: the LSTM remembers it",
            False,
            "An LSTM can only remember what it has read. Look at the diagram: does the picture ever enter it?",
        ),
        Choice(
            "something in between: each step forgets a little of the old picture",
            False,
            "That fits a network that reads the picture into its state at each step. Here no state holds any of it.",
        ),
    ),
)
