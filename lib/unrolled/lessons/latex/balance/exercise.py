"""A question on distances between opening and closing."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

FLAT = Question(
    "In a held-out chapter a proof was opened 2,000 characters ago, and now \\end{ has been read. A 5-gram sees only "
    "the last four characters. Which chance does it give to proof} ?",
    (
        Choice(
            "next to none: \\begin{proof} is long out of its sight",
            False,
            "Out of its sight, but many an end{ that it counted was followed by proof}. Choose “proofs” and “expected "
            "to close”, and look at its line.",
        ),
        Choice(
            "high soon after the opening, and by now low",
            False,
            "So fares who remembers and then forgets. It sees the same four characters here as after 50 or 5,000. "
            "Choose “proofs” and “expected to close”, and look at its line.",
        ),
        Choice(
            "about a quarter, here as at any other distance",
            True,
            "It has counted how often proof} follows end{ and knows nothing of this proof: its line is flat. Who gives "
            "a quarter need not have remembered anything. Only what lies above that line may be memory.",
        ),
    ),
)
