"""Question of *The sky and French* in notebook 02."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

DISTANCE = Question(
    "Three networks of 20,000 parameters have learned to predict every word of such sentences, with clues up to 64 "
    "words before their answers. What will their answers look like when the clue stands 150 words back?",
    (
        Choice(
            "all three guess: none has ever seen such a distance",
            False,
            "The networks have not learned a distance. They have learned to keep the country until it is needed, and "
            "how well that holds depends on the cell. Put the slider on 150.",
        ),
        Choice(
            "the plain RNN mostly guesses, LSTM and GRU are mostly right",
            True,
            "A state that is rewritten at every word loses the country bit by bit. A gate that is nearly open passes "
            "it on. Look where each curve bends.",
        ),
        Choice(
            "all three are right: a state has room for one word out of ten",
            False,
            "There is room enough: the RNN has more units than the others. But it must also learn to leave that room "
            "alone while a hundred words pass through it.",
        ),
        Choice(
            "all three repeat the country or language named last",
            False,
            "A network that does so is never right, since the distractor is never the answer. Networks find that out "
            "early.",
        ),
    ),
)
