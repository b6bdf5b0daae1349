"""The question on size."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

TWICE = Question(
    "One layer of 512 units in place of 256 has more than three times the weights. Both read the plays once. How much "
    "lower is its loss on plays it never saw?",
    (
        Choice(
            "about half: twice the units, half the loss",
            False,
            "The loss cannot fall that far: what people write is not that predictable. Even compressors that know all "
            "34 plays stay above it. See the grey lines.",
        ),
        Choice(
            "less than a tenth",
            True,
            "Each doubling brings less than the one before, and costs some four times the training. That is why one "
            "needs the large corpus first: point 4 of the slide names both.",
        ),
        Choice(
            "none: the small one has learned what there is to learn",
            False,
            "With less than one pass over the text nothing is exhausted. Look at the line through the filled squares: "
            "it still falls at its right end.",
        ),
    ),
)
