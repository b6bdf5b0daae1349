"""Numbers of the panel *How to read a table*."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

NOTHING = 0.96  # of what the trivial model loses: from here on, a model has learned nothing worth the name


@dataclass(frozen=True)
class Score:
    """What one model reached.

    Attributes:
        model: "tcn", "lstm", "fair_lstm", "gru", "rnn" or "min_gru".
        name: as shown.
        published: the paper's score; None where it has none.
        seeds: ``(S,)`` our scores, one a seed; empty where nothing was run.
        words: what stands behind them, such as "2 seeds, 10 epochs".
        short: whether time ended before the recipe, or the score was still improving.
    """

    model: str
    name: str
    published: float | None
    seeds: np.ndarray = field(default_factory=lambda: np.empty(0))
    words: str = "not run"
    short: bool = False

    @property
    def ours(self) -> float | None:
        """The mean over our seeds."""
        return float(self.seeds.mean()) if len(self.seeds) else None


@dataclass(frozen=True)
class Reading:
    """The scores of a task on one axis, with the score of a model that learned nothing.

    Attributes:
        task: its name.
        title: as in the table.
        unit: of the axis: of the loss, or "% wrong" where the score is an accuracy.
        higher: whether the score is an accuracy in percent.
        trivial: the trivial score, by formula where there is one, else measured on the test set.
        measured: on our test set.
        scores: of the models, in the order of the rows.
        shares: of the answers in training, which are all that the trivial model knows: ``(88,)`` of keys, ``(10,)`` of
            digits, ``(10,)`` of symbols at the steps where one is asked for; empty for the adding problem.
        waits: ``(W,)`` of copy memory, in steps; empty for other tasks.
        floors: ``(W,)`` nats a step without memory at each of them.
        paper_wait: the wait of the paper.
        wait: the wait chosen, one of those above; 0 for other tasks.
        row: the score pointed at.
    """

    task: str
    title: str
    unit: str
    higher: bool
    trivial: float
    measured: float
    scores: tuple[Score, ...]
    shares: np.ndarray
    waits: np.ndarray = field(default_factory=lambda: np.empty(0))
    floors: np.ndarray = field(default_factory=lambda: np.empty(0))
    paper_wait: int = 0
    wait: int = 0
    row: int = 0

    def lost(self, score: float) -> float:
        """What is lost at a score: the loss itself, or the percent of wrong answers."""
        return 100 - score if self.higher else score

    def share(self, score: float) -> float:
        """What is lost at a score, as a share of what the trivial model loses."""
        return self.lost(score) / self.lost(self.trivial)

    @property
    def floor(self) -> float:
        """Nats a step without memory at the wait chosen; the trivial score of other tasks."""
        return float(self.floors[self.waits == self.wait][0]) if self.wait else self.trivial


def score_text(score: float, *, accuracy: bool = False) -> str:
    """A score in the digits of the table: "8.10", "0.0204", "3.5e−5", or "99.0" percent."""
    if accuracy:
        return f"{score:.2f}".removesuffix("0")
    if score >= 1:
        return f"{score:.2f}"
    return f"{score:.3g}" if score >= 0.001 else f"{score:.1e}".replace("e-0", "e−").replace("e-", "e−")


def percent(share: float) -> str:
    """A share: "100 %", "98.4 %", "0.17 %"."""
    if share >= 1:
        return f"{100 * share:,.0f} %"
    return f"{100 * share:.3g} %" if share >= 0.01 else f"{100 * share:.2g} %"
