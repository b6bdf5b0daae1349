"""The question on subsampling."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

SMALL = Question(
    "The paper, with billions of words, takes t = 10⁻⁵. We train on 3.4 million, two passes. What does t = 10⁻⁵ do "
    "to our vectors, compared with leaving nothing out?",
    (
        Choice(
            "better and faster: that is what the paper found",
            False,
            "On its corpus, where enough of every frequent word is left. Here most of the text is gone at 10⁻⁵, and "
            "two passes over a third of a small corpus are few updates. The measured scores stand below the panel.",
        ),
        Choice(
            "much faster and much worse",
            True,
            "Nearly two thirds of the words are left out, and with them what there is to learn from. The "
            "threshold must suit the size of the corpus: 10⁻³ is the best of the four here.",
        ),
        Choice(
            "hardly anything: only words like the and of are left out",
            False,
            "At 10⁻³, yes. At 10⁻⁵ every word that occurs 90 times or more in 3.4 million is thinned out. See which "
            "words of the passage are struck out.",
        ),
    ),
)
