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
            "What was learned is not a distance but a habit: keep the country until it is asked for. Whether the "
            "habit holds is up to the cell. Put the slider on 150.",
        ),
        Choice(
            "the plain RNN mostly guesses, LSTM and GRU are mostly right",
            True,
            "A state that is rewritten at every word loses the country bit by bit; a gate that is nearly open hands "
            "it on. Look at where each curve bends.",
        ),
        Choice(
            "all three are right: a state has room for one word out of ten",
            False,
            "Room is not what lacks: the RNN has more units than the others. It must also learn to leave the room "
            "alone while a hundred words pass through it.",
        ),
        Choice(
            "they say the country named last",
            False,
            "One sentence in hand may tempt you, but who does so is never right: the distractor is never the answer. "
            "Networks find that out early.",
        ),
    ),
)
