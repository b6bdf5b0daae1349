"""Which unit knows? One unit's carry along LaTeX, beside what is true there."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.modes import figure as figures
from unrolled.lessons.latex.modes import probe as probes
from unrolled.lessons.latex.modes.record import Mode, ModeView
from unrolled.measuring.char_rnn import check_fit, check_prompt, gumbel_noise, read, sample
from unrolled.models.char_rnn import CharRNN
from unrolled.models.sampler import Sampler
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu

TEXT = r"""\begin{lemma}
\label{lemma-two-maps}
Let $f : X \to Y$ be a morphism of schemes. Then
\begin{enumerate}
\item $f$ is affine, and
\item there is a map
$$
\mathcal{O}_Y \to f_*\mathcal{O}_X
$$
\end{enumerate}
\end{lemma}
\begin{proof}
The first claim is Lemma \ref{lemma-affine}. For the second
let $V \subset Y$ be open. The same argument proves it.
\end{proof}
"""
BEGIN = "\\begin{proof}\nBy Lemma \\ref{lemma-"
TEMPERATURE = 0.6
REST = 0.25  # seconds a unit must be looked at before it is held


class ModesPanel(BackgroundPanel):
    """Which unit knows?

    The colours follow at once; what holding the unit changes is measured in a thread of its own.

    Args:
        network: a character model with LSTM layers.
        vocabulary: its characters.
        modes: the units that the study found.
        text: up to 500 characters; what has no room in the picture is left out.
        label: a key of ``latex.modes.probe.FEATURES``.
        length: characters of a passage that the network writes.
        seed: of the noise; *New passage* adds one.

    Attributes:
        text, new_passage, label, layer, unit: the controls.
    """

    _patient = False

    def __init__(
        self,
        network: CharRNN,
        vocabulary: Vocabulary,
        modes: Sequence[Mode] = (),
        *,
        text: str = TEXT,
        label: str = "formula",
        length: int = 440,
        seed: int = 0,
    ):
        check_fit(vocabulary, network)
        self._network, self._vocabulary, self._fast = network, vocabulary, Sampler(network)
        self._modes = {found.feature: found for found in modes}
        self._length, self._seed = length, seed
        start, H = self._modes.get(label), network.config["hidden"]
        self.text = TextBox("Text", text, rows=4)
        self.new_passage = Button("New passage", key="n")
        self.label = Menu("What is true there", [(words, name) for name, words in probes.FEATURES.items()], label)
        layers = [(str(k), str(k)) for k in range(1, len(network.layers) + 1)]
        self.layer = Choice("Layer", layers, str(start.layer if start else 1))
        self.unit = Range("Unit", start.unit + 1 if start else 1, 1, H, 1)
        self._read()
        live = LivePicture(
            self._measure(),
            figures.mode_drawing,
            figures.describe_mode,
            label="Character",
            place=lambda view: (view.cursor, len(view.text) - 1),
            over=figures.mode_cursor,
            point_at="cursor",
        )
        super().__init__(
            "Which unit knows?",
            "Which unit knows what is open?",
            [self.label, self.unit, self.new_passage],
            live,
            more=[self.text, self.layer],
            keys=[(["←", "→"], "character"), (["N"], "new passage")],
            note="Each label brings up its best unit, chosen on two held-out chapters and scored on three others.",
        )
        self.watch(self._text_again, self.text)
        self.watch(self._new, self.new_passage)
        self.watch(self._jump, self.label)
        self.watch(self._again, self.layer, self.unit)
        self._start()

    def _passage(self, presses: int) -> str:
        logits, state = read(self._fast, self._vocabulary.encode(BEGIN))
        noise = gumbel_noise(self._seed + presses, self._length, len(self._vocabulary))
        ids = sample(self._fast, logits, state, noise, torch.tensor([TEMPERATURE]))
        return BEGIN + self._vocabulary.decode(ids[0])

    def _read(self) -> None:
        ids = check_prompt(self.text.value, self._vocabulary)
        self._words = figures.fits(self.text.value)
        ids = ids[: len(self._words)]
        self._values, self._untouched = probes.read_units(self._fast, ids)

    def _measure(self, cursor: int = 0) -> ModeView:
        layer, unit = int(self.layer.value), int(self.unit.value) - 1
        found = self._modes.get(self.label.value)
        if found and (found.layer, found.unit) != (layer, unit):
            found = None
        return probes.mode_view(self._words, self._values, self.label.value, layer, unit, found, cursor)

    def _text_again(self) -> None:
        self._read()
        self._again()

    def _new(self) -> None:
        self.text.value = self._passage(self.new_passage.presses)

    def _jump(self) -> None:
        """Go to the unit chosen for the label."""
        found = self._modes.get(self.label.value)
        if found and (self.layer.value, self.unit.value) != (str(found.layer), found.unit + 1):
            with self.batch():
                self.layer.value, self.unit.value = str(found.layer), found.unit + 1
        else:
            self._again()

    def _again(self) -> None:
        self._background.stop(wait=False)
        self.show(self._measure(self.record.cursor))
        self._start()

    def _start(self) -> None:
        shown, untouched = self.record, self._untouched
        self._background.start(lambda stopped: self._hold(shown, untouched, stopped))

    def _hold(self, view: ModeView, untouched: np.ndarray, stopped: threading.Event) -> None:
        where = probes.levels(view.truth, view.carry)
        if where is None or len(view.text) < 2 or stopped.wait(REST):
            return
        used = probes.use(
            self._network, self._vocabulary, view.text, view.label, view.layer, view.unit, where,
            untouched=untouched, cancelled=stopped.is_set,
        )  # fmt: skip
        if used is not None and not stopped.is_set():
            self.show(replace(self.record, use=used))
