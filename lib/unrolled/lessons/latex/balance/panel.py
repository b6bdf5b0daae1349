"""Balance: distances between opening and closing."""

from __future__ import annotations

from typing import Any

from unrolled.lessons.latex.balance import figure as figures
from unrolled.lessons.latex.balance import probe as probes
from unrolled.lessons.latex.balance.record import Balance, Study
from unrolled.panels.controls import Choice
from unrolled.panels.live import LiveChart
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

QUESTIONS = [("closed correctly", "closed"), ("still open", "open"), ("expected to close", "expected")]
COMPARISONS = [("by temperature", "temperature"), ("during training", "training")]
NOTES = {
    "closed": "Written passages: of the pairs that ended at a distance, the share closed correctly. "
    f"Points with fewer than {probes.FEWEST} pairs are left out.",
    "open": "Written passages: above the black line pairs stay open longer than in real source, below it shorter.",
    "expected": "Held-out chapters, read: the probability of what closes each pair, at the place where it stands.",
}


class BalancePanel(Panel):
    """How far apart?

    Args:
        study: what was measured; by default the committed study.
        kind: of pair at the start.
        question: at the start, of "closed", "open" and "expected".

    Attributes:
        kind, question, comparison: the controls.
    """

    def __init__(self, study: Study | None = None, *, kind: str = "braces", question: str = "closed"):
        self._study = probes.load_study() if study is None else study
        self.kind = Menu("Pairs", [(name, name) for name in probes.KINDS], kind)
        self.question = Choice("What is asked", QUESTIONS, question)
        self.comparison = Choice("Networks side by side", COMPARISONS, "temperature")
        super().__init__(
            "Balance",
            "How far apart?",
            [self.kind, self.question],
            LiveChart(self._measure_lines(), figures.balance_chart, _values, figures.describe_balance),
            more=[self.comparison],
            keys=[(["←", "→"], "choose")],
            note=lambda view: NOTES[view.question],
        )
        self.watch(self._measure_lines, self.kind, self.question, self.comparison)

    def _measure_lines(self) -> Balance:
        names = probes.compared(self._study, self.comparison.value)
        return probes.balance(self._study, self.kind.value, self.question.value, names)


def _values(view: Balance) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for k, line in enumerate(figures.slotted(view)):
        found[f"{k}.visible"] = line is not None
        found[f"{k}.name"] = "" if line is None else line.name
        found[f"{k}.x"] = [] if line is None else line.distances
        found[f"{k}.y"] = [] if line is None else line.values
        found[f"{k}.hovertext"] = [] if line is None else figures.hover(line)
    below, beside = figures.AXES[view.question]
    return found | {
        "layout.title.text": figures.TITLES[view.question].format(view.kind.capitalize()),
        "layout.xaxis.title.text": below,
        "layout.yaxis.title.text": beside,
    }
