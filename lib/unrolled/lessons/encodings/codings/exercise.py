"""A question on the sizes of codings."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

BYTES = Question(
    "A text of 100 words, an index of 20,215 words. Each word is stored one-hot, in full, as float32. How much is "
    "that?",
    (
        Choice(
            "400 bytes: one number for each word",
            False,
            "That is the sparse form: the position of the single 1, and nothing else. In full, all the zeros are "
            "stored, too.",
        ),
        Choice(
            "about 81,000 bytes: 20,215 numbers",
            False,
            "That is one vector. A bag of words takes that much, the sum of all 100; but here each word has a vector "
            "of its own.",
        ),
        Choice(
            "about 8 million bytes, nearly all of it zeros",
            True,
            "100 · 20,215 · 4 bytes, as much as the whole table of dense vectors, 20,215 · 100 · 4. One number in "
            "20,215 is not zero: that is why nobody stores it in full.",
        ),
    ),
)
