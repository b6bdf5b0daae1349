"""Question of *Train word vectors*."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

FASTER = Question(
    "Same text, same window, same number of negatives: which model reads more words a second?",
    (
        Choice(
            "skip-gram: it looks at one word to predict one word",
            False,
            "For one pair, yes. But a centre with six words around it makes six such pairs, and each needs its own "
            "products with the positive and the negatives.",
        ),
        Choice(
            "CBOW: it predicts once for each window",
            True,
            "The words around are averaged first, so a window costs one prediction. Skip-gram makes one for each word "
            "around. Compare the pace of both in the panel.",
        ),
        Choice(
            "both the same: they use the same words and the same vectors",
            False,
            "The same vectors, but not as often: skip-gram multiplies the positive and the negatives with each word "
            "of the window, CBOW with their mean alone.",
        ),
    ),
)
