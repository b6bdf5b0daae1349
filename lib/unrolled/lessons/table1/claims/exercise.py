"""Questions: which claims of Table 1 survive an LSTM that was trained with care. The replies hold published figures.

The later LSTMs are those of van der Westhuizen and Lasenby, arXiv 1804.04849 (about 70,000 parameters), and those
collected by Gu, Goel and Ré, arXiv 2111.00396, table 12 (larger ones).
"""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

BASELINE = Question(
    "On copy memory the table's LSTM stands at the trivial baseline: it scores like a model that guesses among the "
    "eight symbols. What does this number alone show?",
    (
        Choice(
            "an LSTM of this size cannot remember for so long",
            False,
            "That is a claim about all weights an LSTM could have. The number is about the weights that one training "
            "found.",
        ),
        Choice(
            "with these settings and this budget, training found nothing better than guessing",
            True,
            "The failure may lie in the start, the learning rate or the budget. Compare the fair LSTM, which has the "
            "same equations.",
        ),
        Choice(
            "the task is too hard for recurrent networks of any kind",
            False,
            "One kind of network and one way to train it cannot show this. The supplement names a recurrent network, "
            "the EURNN, that gets far below the baseline.",
        ),
        Choice(
            "the LSTM learned half of the task",
            False,
            "It learned where to answer blank, which is nearly everywhere. On the ten symbols that matter it guesses.",
        ),
    ),
)
SEQUENTIAL = Question(
    "On sequential MNIST the table puts the TCN far ahead of the LSTM. Another paper trained an LSTM of the same size "
    "with more care. What remained of the gap?",
    (
        Choice(
            "all of it: the architecture decides",
            False,
            "The later LSTM has the same equations and about as many parameters. It recognises 98.5 %, not 87.2 %.",
        ),
        Choice(
            "a small part: most of it was training",
            True,
            "98.5 % for that LSTM, and 99.0 % for the table's TCN. “Better” survives; “far better” does not.",
        ),
        Choice(
            "nothing: the LSTM overtook the TCN",
            False,
            "Not at this size: 98.5 % against 99.0 %. A larger network may, but that compares networks of different "
            "sizes.",
        ),
    ),
)
PERMUTED = Question(
    "And on permuted MNIST, where neighbouring pixels lie far apart in time?",
    (
        Choice(
            "the same: there, too, the gap nearly vanished",
            False,
            "It shrank, from 85.7 % to 91.0 % for the LSTM. The TCN of the table has 97.2 %.",
        ),
        Choice(
            "the gap grew",
            False,
            "The later LSTM is better than the table's, 91.0 % against 85.7 %. Careful training did not harm it.",
        ),
        Choice(
            "the gap shrank, and at equal size the TCN stayed clearly ahead",
            True,
            "91.0 % against 97.2 %: this claim survives. A larger LSTM came closer. Each paper draws its own "
            "permutation, so small differences mean little.",
        ),
    ),
)
