"""A question on distances between opening and closing."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

FLAT = Question(
    "In a held-out chapter a proof was opened 1,000 characters ago, and now \\end{ has been read. A 5-gram model sees "
    "only the last four characters. What probability does it give to the name proof} ?",
    (
        Choice(
            "next to none: it cannot see \\begin{proof} any more",
            False,
            "It cannot see it, but it has counted that proof} often follows end{ . Choose “proofs” and “expected to "
            "close”, and look at its line.",
        ),
        Choice(
            "a high one soon after the opening, and a low one by now",
            False,
            "That would be a model that remembers and then forgets. The 5-gram sees the same four characters after 50 "
            "or 1,000 characters. Choose “proofs” and “expected to close”, and look at its line.",
        ),
        Choice(
            "about a quarter, here as at any other distance",
            True,
            "It has counted how often proof} follows end{ and knows nothing about this proof, so its line is flat. A "
            "probability of a quarter needs no memory at all. Only what lies above that line may be memory.",
        ),
    ),
)
