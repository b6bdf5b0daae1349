"""The question on the race."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

RACE = Question(
    "The adding problem: two of 200 numbers are marked, and the network must say their sum. Four networks of equal "
    "size get 1,200 updates each. Which one does best?",
    (
        Choice("the TCN: the paper says that it beats recurrent networks", False,
               "In the paper's table TCN and GRU are equally good here, and far ahead of the LSTM. After our few "
               "updates they are not."),
        Choice("the LSTM: it was built for long distances", False,
               "With more updates it may learn it. After 1,200, all three seeds are no better than without a memory."),
        Choice("the GRU", True, "Its error is hundreds of times smaller, with all seeds. On copy memory the TCN wins."),
        Choice("all alike: the task is easy", False, "Look at the line “no memory”: two of the four never get "
                                                     "below it."),
    ),
)  # fmt: skip
