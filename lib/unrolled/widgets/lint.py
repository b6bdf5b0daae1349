"""Lint: what a passage of LaTeX opens and does not close."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.figures import lint as figures
from unrolled.probes import char_rnn as writing
from unrolled.probes import lint as probes
from unrolled.records.lint import LintView, Scores
from unrolled.runtime import UnrolledError
from unrolled.widgets.controls import Button, Choice, Range, TextBox
from unrolled.widgets.live import LivePicture
from unrolled.widgets.panel import Panel

PROMPT = "\\begin{lemma}\n\\label{lemma-"
OWN = (
    "\\begin{lemma}\nLet $R$ be a ring and $I \\subset R an ideal.\nThen\n\\begin{enumerate}\n"
    "\\item $R/I$ is a {\\it ring,\n\\item it is zero if $I = R$.\n\\end{lemma}\n\n"
    "\\begin{proof}\nSee Lemma \\ref{lemma-that-nobody-proved}.\n\\end{proof}\n"
)
FIRST, LENGTH = 300, 900  # characters drawn at once, and in all
LONGEST = 2_000  # characters of the learner's own source


class LintPanel(Panel):
    """Does it close what it opens?

    After a move the first 300 characters are written at once, the rest in the
    background; another move ends that.

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
        model: writing.LanguageModel,
        vocabulary: Vocabulary,
        *,
        measured: Mapping[str, tuple[Mapping[str, float], Scores]] | None = None,
        temperature: float = 0.8,
        seed: int = 0,
    ):
        self._model, self._vocabulary, self._seed = model, vocabulary, seed
        self._measured = probes.load_scores() if measured is None else measured
        self._stopped, self._thread = threading.Event(), threading.Thread()
        self.writer = Choice("Source by", [("the network", "network"), ("you", "you")], "network")
        self.prompt = TextBox("The network's prompt", PROMPT)
        self.temperature = Range("Temperature τ", temperature, 0, 1.5, 0.05, page=0.5, ticks=[0, 0.5, 1, 1.5])
        self.new_noise = Button("New noise", key="n")
        self.own = TextBox("Your source", OWN, rows=4)
        self._view, rest = self._start()
        live = LivePicture(
            self._view,
            figures.lint_drawing,
            figures.describe_lint,
            label="Fault",
            place=lambda view: (view.fault, max(len(view.lint.faults) - 1, 0)),
        )
        super().__init__(
            "Lint",
            "Does it close what it opens?",
            [self.writer, self.prompt, self.temperature, self.new_noise, self.own],
            live,
            keys=[(["←", "→"], "fault"), (["N"], "new noise")],
            note="Boxes: the fault pointed at, and dashed, its other end. What is still open where the network stopped "
            "writing is no fault.",
        )
        self.watch(self._update, self.writer)
        self.watch(self._update_network, self.prompt, self.temperature)
        self.watch(self._update_network, self.new_noise, trait="presses")
        self.watch(self._update_own, self.own)
        self.watch(self._move, live, trait="cursor")
        self._write_on(rest)

    def view(self) -> LintView:
        """What is shown now, as a record."""
        return self._view

    def finish(self) -> LintView:
        """Wait until the passage is written to its end."""
        if self._thread.ident is not None:
            self._thread.join()
        return self._view

    def close(self) -> None:
        """Stop writing, and leave the page."""
        self._stop()
        super().close()

    def _start(self) -> tuple[LintView, tuple | None]:
        """The beginning of the passage, and what is needed to write on."""
        if self.writer.value == "you":
            source = self.own.value
            if not source:
                raise UnrolledError("There is no source yet: type some LaTeX into the box.")
            if len(source) > LONGEST:
                raise UnrolledError(
                    f"Your source has {len(source):,} characters and the panel reads up to {LONGEST:,}: shorten it."
                )
            self._stop()
            return self._judge(source, whole=True), None
        ids = writing.check_prompt(self.prompt.value, self._vocabulary)
        self._stop()
        logits, state = writing.read(self._model, ids)
        noise = writing.gumbel_noise(self._seed + self.new_noise.presses, LENGTH, len(self._vocabulary))
        given = (self.prompt.value, logits, state, noise, torch.tensor([self.temperature.value]))
        return self._written(*given, length=FIRST), given

    def _written(self, prompt, logits, state, noise, temperature, *, length: int, stopped=lambda: False):
        rows = writing.sample(self._model, logits, state, noise[:length], temperature, cancelled=stopped)
        return None if rows is None else self._judge(prompt + self._vocabulary.decode(rows[0]))

    def _judge(self, source: str, *, whole: bool = False) -> LintView:
        read = probes.lint(source, whole=whole)
        nearest = probes.nearest(self._measured, self.temperature.value)
        titles = {f"network τ={nearest:g}": f"tau {nearest:g}", "5-gram counting": "5-gram", "real source": "real"}
        beside = {called: self._measured[name][1] for called, name in titles.items() if name in self._measured}
        title = "Your source" if whole else f"The network at τ = {self.temperature.value:g}"
        return LintView(read, title, probes.scores([read]), beside)

    def _write_on(self, given: tuple | None) -> None:
        if given is None:
            return
        stopped = self._stopped = threading.Event()

        def rest() -> None:
            view = self._written(*given, length=LENGTH, stopped=stopped.is_set)
            if view is not None and not stopped.is_set():
                self._view = replace(view, fault=min(self._view.fault, max(len(view.lint.faults) - 1, 0)))
                self.live.show(self._view)

        self._thread = threading.Thread(target=rest, daemon=True)
        self._thread.start()

    def _stop(self) -> None:
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _update(self) -> None:
        self._view, rest = self._start()
        self.live.show(self._view)
        self._write_on(rest)

    def _update_network(self) -> None:
        if self.writer.value != "network":
            self.writer.value = "network"  # whoever moves the network's controls wants to see it write
        else:
            self._update()

    def _update_own(self) -> None:
        if self.writer.value != "you":
            self.writer.value = "you"
        else:
            self._update()

    def _move(self) -> None:
        if self.live.cursor != self._view.fault:
            self._view = replace(self._view, fault=self.live.cursor)
            self.live.show(self._view)
