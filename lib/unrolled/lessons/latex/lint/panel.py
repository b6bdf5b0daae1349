"""Lint: what a passage of LaTeX opens and does not close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.lint import figure as figures
from unrolled.lessons.latex.lint import probe as probes
from unrolled.lessons.latex.lint.record import LintView, Scores
from unrolled.lessons.latex.writing.panel import WritingPanel
from unrolled.models.language_model import LanguageModel
from unrolled.panels.live import LivePicture

OWN = (
    "\\begin{lemma}\nLet $R$ be a ring and $I \\subset R an ideal.\nThen\n\\begin{enumerate}\n"
    "\\item $R/I$ is a {\\it ring,\n\\item it is zero if $I = R$.\n\\end{lemma}\n\n"
    "\\begin{proof}\nSee Lemma \\ref{lemma-that-nobody-proved}.\n\\end{proof}\n"
)


class LintPanel(WritingPanel):
    """Does it close what it opens?

    Args:
        model: any language model of LaTeX.
        vocabulary: its characters.
        measured: scores to hold the passage against, by who wrote; by default the committed study's.
        temperature: from 0 to 1.5.
        seed: of the noise; *New noise* adds one.

    Attributes:
        writer, prompt, temperature, new_noise, own: the controls.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        *,
        measured: Mapping[str, tuple[Mapping[str, float], Scores]] | None = None,
        temperature: float = 0.8,
        seed: int = 0,
    ):
        self._measured = probes.load_scores() if measured is None else measured
        super().__init__(
            "Lint",
            "Does it close what it opens?",
            model,
            vocabulary,
            _picture,
            own=OWN,
            temperature=temperature,
            seed=seed,
            keys=[(["←", "→"], "fault")],
            note="Framed: the fault pointed at; dashed: its other end. Your own source is under More controls.",
        )

    def _judge(self, source: str, *, whole: bool) -> LintView:
        read = probes.lint(source, whole=whole)
        nearest = probes.nearest(self._measured, self.temperature.value)
        titles = {f"network τ={nearest:g}": f"tau {nearest:g}", "5-gram counting": "5-gram", "real source": "real"}
        beside = {called: self._measured[name][1] for called, name in titles.items() if name in self._measured}
        return LintView(read, self._by(whole), probes.scores([read]), beside)

    def _show_longer(self, view: LintView) -> None:
        self.show(replace(view, fault=min(self.record.fault, max(len(view.lint.faults) - 1, 0))))


def _picture(view: LintView) -> LivePicture:
    return LivePicture(
        view,
        figures.lint_drawing,
        figures.describe_lint,
        label="Fault",
        place=lambda view: (view.fault, max(len(view.lint.faults) - 1, 0)),
        point_at="fault",
    )
