"""A question on signs."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

SIGNS = Question(
    "Each word now adds +1 or −1 to its bucket, as a bit of its hash says. There are two buckets only. What becomes of "
    "the dot product of two sentences, whose true value is 14?",
    (
        Choice(
            "still far too large: the words collide as before",
            False,
            "They do, but a collision now adds −1 as often as +1. Look at the solid line at the left end.",
        ),
        Choice(
            "14 on average, but far off for most single hash functions",
            True,
            "Accidents add +1 or −1, equally often: they cancel on average. For one hash function they do not.",
        ),
        Choice(
            "14 for any hash function: the signs cancel",
            False,
            "They cancel only on average. With one hash function the accidents are what they are: look at the band.",
        ),
    ),
)
