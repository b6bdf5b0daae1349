"""The question on the race."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

RACE = Question(
    "Four networks of equal size, 1,200 updates each, on the adding problem: two marked numbers of 200, and their "
    "sum is due at the end. Which one does best?",
    (
        Choice("the TCN: the paper says that it beats recurrent networks", False,
               "In the paper's table TCN and GRU are alike here, far ahead of the LSTM. With our few updates they "
               "are not."),
        Choice("the LSTM: it was built for long waits", False,
               "Given more updates it may. After 1,200 all three seeds are where one gets without reading."),
        Choice("the GRU", True, "By a thousand times, and with all seeds. On copy memory it is the other way round."),
        Choice("all alike: the task is easy", False, "Look at the line of who reads nothing: two of the four never "
                                                     "leave it."),
    ),
)  # fmt: skip
