"""The question on the TDNN."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

SHIFT = Question(
    "Both networks learned syllables that begin at frames 3 to 5. Now one begins at frame 8. What happens?",
    (
        Choice("both fail: no training had it", False, "Look at the thick line. What the TDNN learned of a shape "
                                                       "holds anywhere."),
        Choice("the TDNN hardly notices; the one that sees all at once falls to chance", True,
               "Same weights at every step, then a mean over steps: the answer is of whether, not of when."),
        Choice("both get it right: the shape is the same", False,
               "To the network that sees all at once the same shape, three frames later, comes in by other weights."),
    ),
)  # fmt: skip
