"""Questions on where the picture enters."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

ONCE_SWAPPED = Question(
    "A network was shown the picture once, before the first word. After its second word you put another picture in "
    "its place. What happens to the rest of the caption?",
    (
        Choice(
            "nothing: it goes on as before",
            True,
            "It never looks again. What it knows of the picture stands in its state, and the state stays.",
        ),
        Choice(
            "it describes the new picture",
            False,
            "For that the network would have to look again. Which of the three networks does?",
        ),
        Choice(
            "it ends, or writes words without sense",
            False,
            "The picture is no support that the network leans on while it writes: it was an input, read at one step.",
        ),
    ),
)
MERGED_SWAPPED = Question(
    "In the merged network the LSTM reads words alone; the picture joins after it. You swap the picture after "
    "“a woman”. What follows?",
    (
        Choice(
            "what it would say of the new picture after “a woman”",
            True,
            "Its state holds these two words and nothing of either picture. So every word after the swap comes from "
            "the new one alone.",
        ),
        Choice(
            "the caption of the old picture: the LSTM remembers it",
            False,
            "An LSTM can only remember what it has read. Look at the diagram: does the picture ever enter it?",
        ),
        Choice(
            "something in between: each step forgets a little of the old picture",
            False,
            "That fits a network that reads the picture into its state at each step. Here no state holds any of it.",
        ),
    ),
)
