"""The question on a passage of ours beside a real one."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

APART = Question(
    "Both passages go on from the same lines, ours at τ = 0.7. What will give ours away?",
    (
        Choice(
            "the spelling: a network that goes letter by letter will invent many words",
            False,
            "It could, and at τ = 1.5 it does. At 0.7 count the dashed frames in both columns: the play has words that "
            "are new to the training plays, too.",
        ),
        Choice(
            "the form: speakers, lines and stops will be in the wrong places",
            False,
            "Form is what it does best. Names in capitals, a line end after the colon, lines of verse of a fitting "
            "length: look at the shape of both columns without reading them.",
        ),
        Choice(
            "the sense: each phrase may pass, but they do not lead to one another",
            True,
            "Go through the sentences with the arrow keys and ask of each what it has to do with the one before. "
            "Nothing in the training asked for more than the next character.",
        ),
    ),
)
