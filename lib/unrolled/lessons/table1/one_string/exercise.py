"""The question on the two LSTMs that read the same string."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

START = Question(
    "Two LSTMs of one size were trained on the same plays with the same recipe. The fair one starts with orthogonal "
    "weights and an open forget gate, the other as torch starts it. Which predicts unseen plays better?",
    (
        Choice(
            "the fair one: a careful start always helps",
            False,
            "It was made for tasks where something is carried for hundreds of steps. What predicts the next letter "
            "mostly stands in the last few words, and both networks learn to use that.",
        ),
        Choice(
            "the other one, by a little",
            True,
            "So a remedy for long waits need not help where waits are short. This is one seed of each: the difference "
            "is small, and another seed may turn it round.",
        ),
        Choice(
            "the other one does not learn at all: its forget gate starts half closed",
            False,
            "A gate that forgets half at each step still lets the last few letters through, and training can open it.",
        ),
    ),
)
