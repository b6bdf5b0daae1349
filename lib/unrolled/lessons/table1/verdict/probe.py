"""Verdicts on rows, from result files and the published numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from unrolled.benchmark.published import ROWS
from unrolled.benchmark.recipes import settings_of
from unrolled.benchmark.summary import cell, chosen
from unrolled.lessons.table1.verdict.record import Judged

RUN = ("adding", "copy", "seq_mnist", "perm_mnist", "jsb", "nottingham")  # tasks whose data anybody can have


def verdict(first: Sequence[float], second: Sequence[float], higher: bool) -> str:
    """Which side is better, if no seed speaks against it.

    Args:
        first: scores of one side's seeds, one or more.
        second: of the other's.
        higher: whether more is better.

    Returns:
        "first" or "second" where the worst seed of that side beats the best seed of the other; else "open".
    """
    if not higher:
        first, second = [-one for one in first], [-one for one in second]
    if min(first) > max(second):
        return "first"
    return "second" if min(second) > max(first) else "open"


def judged(runs: Mapping[str, Mapping[str, Any]], protocol: str = "ours") -> list[Judged]:
    """The six rows: the TCN with those of its settings that were best on validation, and the fair LSTM.

    Args:
        runs: of ``Folder.read``.
        protocol: one of ``summary.PROTOCOLS``.
    """
    found = []
    for task in RUN:
        row = ROWS[task]
        kept = chosen([cell(runs, task, "tcn", settings, protocol) for settings in settings_of(task, "tcn")])
        tcn = kept.scores if kept else ()
        fair = cell(runs, task, "fair_lstm", "size", protocol).scores
        word = verdict(tcn, fair, row.higher) if tcn and fair else "not run"
        found.append(Judged(task, row.title, (row.published["tcn"], row.published["lstm"]), tcn, fair, word))
    return found
