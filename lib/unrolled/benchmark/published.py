"""What others found: the figures of Table 1, what costs nothing, and what came later.

Table 1 stands in Bai, Kolter and Koltun, arXiv 1803.01271, 2018. Where a later figure was collected by somebody else,
that collection is its source. A trivial score is of a model that learns at most how often each answer comes; that of
music is measured by ``python -m unrolled.lessons.table1.reading.study`` and stands in its result file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from unrolled.datasets import adding, copy_memory

PAPER = "Bai, Kolter and Koltun, arXiv 1803.01271, Table 1"
SUPPLEMENT = "Bai, Kolter and Koltun, supplement"
S4 = "collected by Gu, Goel and Ré, arXiv 2111.00396, table 12"
PROGRESS = "collected by NLP-progress"
JANET = "van der Westhuizen and Lasenby, arXiv 1804.04849"


@dataclass(frozen=True)
class Later:
    """A figure from elsewhere.

    Attributes:
        model: what reached it.
        score: in the row's metric.
        source: where it stands.
    """

    model: str
    score: float
    source: str


@dataclass(frozen=True)
class Row:
    """A row of Table 1.

    Attributes:
        name: of the task here.
        title: as on the slide.
        metric: "accuracy", "loss", "perplexity" or "bits".
        size: parameters, about, as the table says; None where it says none.
        published: by model, "lstm", "gru", "rnn" and "tcn"; the slide leaves some out.
        later: of others.
        trivial: of a model that reads nothing, where a formula gives it.
        why: that formula in words.
        stand_in: the name of the task we run in its place, where its data is not to be had freely.
    """

    name: str
    title: str
    metric: str
    size: int | None
    published: dict[str, float]
    later: tuple[Later, ...] = ()
    trivial: float | None = None
    why: str = ""
    stand_in: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.metric == "accuracy"


ROWS: dict[str, Row] = {
    row.name: row
    for row in (
        Row(
            "seq_mnist", "Seq. MNIST", "accuracy", 70_000, {"lstm": 87.2, "gru": 96.2, "rnn": 21.5, "tcn": 99.0},
            (
                Later("LSTM of about 70K", 98.5, JANET), Later("chrono JANET", 99.0, JANET),
                Later("LSTM", 98.9, S4), Later("UR-LSTM", 99.28, S4), Later("TrellisNet", 99.20, S4),
                Later("Transformer", 98.9, S4), Later("S4", 99.63, S4),
            ),
            trivial=11.35, why="always the most frequent digit: 1,135 of the 10,000 test images show a 1",
        ),
        Row(
            "perm_mnist", "Permuted MNIST", "accuracy", 70_000, {"lstm": 85.7, "gru": 87.3, "rnn": 25.3, "tcn": 97.2},
            (
                Later("LSTM of about 70K", 91.0, JANET), Later("chrono JANET", 92.5, JANET),
                Later("LSTM", 95.11, S4), Later("UR-LSTM", 96.96, S4), Later("TrellisNet", 98.13, S4),
                Later("Transformer", 97.9, S4), Later("S4", 98.70, S4),
            ),
            trivial=11.35, why="always the most frequent digit: 1,135 of the 10,000 test images show a 1",
            notes=("Each paper draws its own permutation.",),
        ),
        Row(
            "adding", "Adding problem T = 600", "loss", 70_000,
            {"lstm": 0.164, "gru": 5.3e-5, "rnn": 0.177, "tcn": 5.8e-5}, (Later("gated TCN", 5.6e-5, SUPPLEMENT),),
            trivial=adding.TRIVIAL, why="always 1, the mean of such a sum: the variance 1/6 remains",
        ),
        Row(
            "copy", "Copy memory T = 1000", "loss", 16_000,
            {"lstm": 0.0204, "gru": 0.0197, "rnn": 0.0202, "tcn": 3.5e-5},
            (Later("EURNN", 0.011, SUPPLEMENT), Later("gated TCN", 0.00508, SUPPLEMENT)),
            trivial=copy_memory.trivial_loss(1000), why="10 ln 8 / 1020: 10 of 1,020 answers are guesses among 8",
        ),
        Row(
            "jsb", "Music JSB Chorales", "loss", 300_000, {"lstm": 8.45, "gru": 8.43, "rnn": 8.91, "tcn": 8.10},
            (Later("DBN-LSTM (sees the notes of a step jointly)", 3.47, SUPPLEMENT),),
            why="each key as often as in training, whatever came before",
        ),
        Row(
            "nottingham", "Music Nottingham", "loss", 1_000_000, {"lstm": 3.29, "gru": 3.46, "rnn": 4.05, "tcn": 3.07},
            (Later("DBN-LSTM (sees the notes of a step jointly)", 1.32, SUPPLEMENT),),
            why="each key as often as in training, whatever came before",
        ),
        Row(
            "ptb_words", "Word-level PTB", "perplexity", 13_000_000,
            {"lstm": 78.93, "gru": 92.48, "rnn": 114.50, "tcn": 88.68},
            (
                Later("tuned LSTM of 24M", 58.3, "Melis, Dyer and Blunsom, arXiv 1707.05589"),
                Later("AWD-LSTM", 57.3, PROGRESS), Later("Mogrifier LSTM", 50.1, PROGRESS),
                Later("Transformer-XL", 54.5, PROGRESS),
                Later("the paper's LSTM, run by a reader", 85.5, "locuslab/TCN, issue 18"),
            ),
            why="each word as often as in training, whatever came before", stand_in="brown_words",
        ),
        Row(
            "wikitext_103", "Word-level Wiki-103", "perplexity", None, {"lstm": 48.4, "tcn": 45.19},
            (
                Later("LSTM", 36.4, S4), Later("TrellisNet", 30.35, S4), Later("Transformer-XL", 18.3, S4),
                Later("S4", 20.95, S4),
            ),
            why="each word as often as in training, whatever came before", stand_in="brown_words",
        ),
        Row(
            "lambada", "Word-level LAMBADA", "perplexity", None, {"lstm": 4186, "rnn": 14725, "tcn": 1279},
            why="each word as often as in training, whatever came before", stand_in="brown_words",
            notes=(
                "In the authors' program (lambada_test.py, commit ba0a5437) the network reads a passage with its last "
                "word, and what it says there is scored against that same word.",
            ),
        ),
        Row(
            "ptb_characters", "Char-level PTB", "bits", 3_000_000,
            {"lstm": 1.36, "gru": 1.37, "rnn": 1.48, "tcn": 1.31},
            (Later("AWD-LSTM", 1.175, PROGRESS), Later("Mogrifier LSTM", 1.096, PROGRESS)),
            why="each character as often as in training, whatever came before", stand_in="shakespeare_characters",
        ),
        Row(
            "text8", "Char-level text8", "bits", 5_000_000, {"lstm": 1.50, "gru": 1.53, "rnn": 1.69, "tcn": 1.45},
            (Later("mLSTM", 1.27, PROGRESS), Later("Transformer-XL", 1.08, PROGRESS)),
            why="each character as often as in training, whatever came before", stand_in="shakespeare_characters",
        ),
    )
}  # fmt: skip

STAND_INS: dict[str, Row] = {
    row.name: row
    for row in (
        Row(
            "brown_words", "Brown words (stand-in)", "perplexity", 1_300_000, {},
            why="each word as often as in training, whatever came before",
            notes=("Stands in for the rows of words; its numbers compare with no row of the paper.",),
        ),
        Row(
            "shakespeare_characters", "Shakespeare characters (stand-in)", "bits", 200_000, {},
            why="each character as often as in training, whatever came before",
            notes=("Stands in for the rows of characters; its numbers compare with no row of the paper.",),
        ),
    )
}  # fmt: skip


def row(name: str) -> Row:
    """A row of the table, or a stand-in."""
    return ROWS[name] if name in ROWS else STAND_INS[name]
