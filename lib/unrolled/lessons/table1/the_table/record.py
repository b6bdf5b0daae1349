"""Table 1 as the panel shows it: rows of cells, each with all that stands behind its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

COLUMNS = {
    "lstm": "LSTM", "gru": "GRU", "rnn": "RNN", "tcn": "TCN", "fair_lstm": "fair LSTM", "min_gru": "minGRU",
    "trivial": "trivial", "later": "later work",
}  # fmt: skip
MODELS = tuple(COLUMNS)[:6]
AGAINST = {"fair_lstm": "lstm", "min_gru": "gru"}  # the paper's model beside which one of ours stands
TRIVIAL_LIKE = 0.04  # of the trivial model's error: as near, or worse, counts as "has learned nothing"
AGREE = 0.02  # of an error: protocols or settings further apart than this disagree


@dataclass(frozen=True)
class Later:
    """A figure from elsewhere: its model, its score in the row's metric, and where it stands."""

    model: str
    score: float
    source: str


@dataclass(frozen=True)
class Entry:
    """A cell of a model: the paper's number, ours, and how ours was made.

    Attributes:
        model: a name of ``MODELS``.
        published: the paper's figure; None where it gives none.
        scores: ours, of each seed, in the row's metric, under the protocol shown.
        seeds: of these.
        state: "done"; "budget", where time ended before the recipe; "not run"; or "no data".
        improving: whether the validation score was still getting better at the end.
        settings: those shown; they are not those asked for where a model has none of that name.
        why: why they are others, in words; empty where they are those asked for.
        others: name and score of the other protocol and of other settings, where they have runs.
        done: epochs (or updates) of the shortest run, and those of the recipe; 0 where nothing ran.
        steps: what the curves count: "epoch" or "update".
        curves: of each seed ``(E, 2)``: epoch or update, validation score in the row's metric.
        recipe: settings by name, as a result file holds them.
        width: channels or units; 0 where it is not known before a run.
        parameters: of our network; 0 where nothing ran.
        minutes: of a run, on average; of one that was not made, about.
        clock: what these minutes count.
        command: what makes the first seed; empty where nothing can.
    """

    model: str
    published: float | None
    scores: tuple[float, ...] = ()
    seeds: tuple[int, ...] = ()
    state: str = "not run"
    improving: bool = False
    settings: str = ""
    why: str = ""
    others: tuple[tuple[str, float], ...] = ()
    done: tuple[int, int] = (0, 0)
    steps: str = "epoch"
    curves: tuple[np.ndarray, ...] = ()
    recipe: Mapping[str, Any] = field(default_factory=dict)
    width: int = 0
    parameters: int = 0
    minutes: float = 0.0
    clock: str = "one core"
    command: str = ""

    @property
    def score(self) -> float | None:
        """The mean over the seeds."""
        return float(np.mean(self.scores)) if self.scores else None

    @property
    def spread(self) -> float | None:
        """From the lowest to the highest seed; None of fewer than two."""
        return float(np.ptp(self.scores)) if len(self.scores) > 1 else None


@dataclass(frozen=True)
class Row:
    """A task.

    Attributes:
        name: of the task.
        title: as on the slide.
        metric: "accuracy", "loss", "perplexity" or "bits".
        unit: of the score.
        size: parameters, about, as the table says; None where it says none.
        entries: by model.
        best: models whose figure the slide prints bold.
        trivial: score of a model that reads nothing; None where nobody has counted it.
        why: how that one answers.
        later: of others, the best first.
        stand_in: what the row stands in for, in words; empty for a row of the slide.
        notes: what else a reader must know.
    """

    name: str
    title: str
    metric: str
    unit: str
    size: int | None
    entries: Mapping[str, Entry]
    best: tuple[str, ...] = ()
    trivial: float | None = None
    why: str = ""
    later: tuple[Later, ...] = ()
    stand_in: str = ""
    notes: tuple[str, ...] = ()

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.metric == "accuracy"

    @property
    def lacks_data(self) -> bool:
        """Whether its data is not to be had freely, and so none of its models was run."""
        return all(entry.state == "no data" for entry in self.entries.values())

    def error(self, score: float) -> float:
        """What a score falls short: a loss itself, or the percent that are wrong."""
        return 100 - score if self.higher else score

    def like_trivial(self, score: float | None) -> bool:
        """Whether a score is no better than the trivial one by more than 4 % of its error."""
        if score is None or self.trivial is None:
            return False
        return self.error(score) >= (1 - TRIVIAL_LIKE) * self.error(self.trivial)

    def against(self, model: str) -> float | None:
        """The paper's figure beside which ours stands; the fair LSTM's is its LSTM's, the minGRU's its GRU's."""
        return self.entries[AGAINST.get(model, model)].published

    def ratio(self, model: str) -> float | None:
        """Our error by the paper's; None where one of them is missing."""
        ours, paper = self.entries[model].score, self.against(model)
        return None if ours is None or paper is None else self.error(ours) / self.error(paper)

    def winners(self) -> tuple[str, ...]:
        """The models whose mean score of ours is the best of the row."""
        errors = {model: self.error(entry.score) for model, entry in self.entries.items() if entry.score is not None}
        return tuple(model for model, error in errors.items() if error == min(errors.values()))

    def disagrees(self, model: str) -> bool:
        """Whether another protocol, or other settings, give a score that is more than 2 % of the error away."""
        entry = self.entries[model]
        if entry.score is None:
            return False
        ours = self.error(entry.score)
        return any(abs(self.error(other) - ours) > AGREE * max(ours, 1e-12) for _, other in entry.others)


@dataclass(frozen=True)
class Table:
    """What the panel shows.

    Attributes:
        rows: in the order shown.
        show: what the cells hold: "published", "ours" or "difference".
        protocol: "ours" or "authors".
        settings: asked for: "supplement", "repository" or "size".
        row, column: the cell opened, from 0.
    """

    rows: tuple[Row, ...]
    show: str = "published"
    protocol: str = "ours"
    settings: str = "supplement"
    row: int = 0
    column: int = 0

    @property
    def here(self) -> Row:
        """The row of the cell opened."""
        return self.rows[self.row]

    @property
    def column_name(self) -> str:
        """The column of the cell opened, a name of ``COLUMNS``."""
        return tuple(COLUMNS)[self.column]

    @property
    def entry(self) -> Entry | None:
        """The cell opened; None in the last two columns."""
        return self.here.entries.get(self.column_name)
