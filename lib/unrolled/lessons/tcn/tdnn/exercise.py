"""The question on the TDNN."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

SHIFT = Question(
    "Both networks learned syllables that begin at frames 3 to 5. Now one begins at frame 8. What happens?",
    (
        Choice("both fail: neither was trained on it", False, "Look at the thick line: what the TDNN learned about a "
                                                             "shape holds anywhere."),
        Choice("the TDNN is as good as before; the network that sees all frames at once falls to chance", True,
               "It has the same weights at every step and takes the mean over steps: it asks whether a shape occurs, "
               "not when."),
        Choice("both get it right: the shape is the same", False,
               "In the other network the same shape, three frames later, meets other weights."),
    ),
)  # fmt: skip
