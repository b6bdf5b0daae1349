"""The question on what is learned first."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

ORDER = Question(
    "At first the network writes all characters alike. Which of these does it get right last?",
    (
        Choice(
            "the form of a speech: a name with a colon over it, and a blank line before",
            False,
            "That takes a long reach, it seems, from one blank line to the next. But it is always the same, and it "
            "comes early: look for the row of the headings.",
        ),
        Choice(
            "short words, the, and, of: so many of them could follow anywhere",
            False,
            "They come by the hundred thousand, and three letters are soon known. Theirs is one of the first rows.",
        ),
        Choice(
            "long words: six letters or more without a slip",
            True,
            "Each long word is rare, and one wrong letter spoils it. Compare its row with those of short words and "
            "headings. Which row is later still?",
        ),
    ),
)
