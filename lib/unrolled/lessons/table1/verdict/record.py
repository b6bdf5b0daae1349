"""A row judged twice: as the paper has it, and with the fair LSTM in place of the paper's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Judged:
    """One row.

    Attributes:
        task: its name, as ``benchmark.tasks`` has it.
        title: as the table writes it.
        paper: the paper's scores: TCN, LSTM.
        tcn: ours, of each seed; empty where it was not run.
        fair: of the fair LSTM, likewise.
        word: "first" where every seed of the TCN is better, "second" where every seed of the fair LSTM is, "open" where
            seeds overlap; "not run" where one side is missing.
    """

    task: str
    title: str
    paper: tuple[float, float]
    tcn: tuple[float, ...]
    fair: tuple[float, ...]
    word: str

    @property
    def said(self) -> str:
        """The verdict in words, with how much stands behind it."""
        if self.word == "not run":
            return "not run"
        who = {"first": "TCN ahead", "second": "fair LSTM ahead", "open": "open: the seeds overlap"}[self.word]
        single = [name for name, side in (("the TCN", self.tcn), ("the LSTM", self.fair)) if len(side) == 1]
        behind = {0: "", 1: f", on one seed of {' '.join(single)}", 2: ", on one seed of each"}[len(single)]
        return who + behind
