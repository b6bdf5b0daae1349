"""Opened and closed: many continuations of an unfinished source."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing import figure as figures
from unrolled.lessons.latex.closing import probe as probes
from unrolled.lessons.latex.closing.record import OpenedClosed
from unrolled.lessons.latex.endings.probe import unfinished
from unrolled.measuring.char_rnn import check_fit, gumbel_noise, read
from unrolled.models.language_model import LanguageModel
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Presets, Range, TextBox
from unrolled.panels.live import LivePicture

PROOF = "\\begin{proof}\nLet $X$ be a scheme. "
PRESETS = [
    ("$", "Let $f : X "),
    ("list", "\\begin{proof}\nWe have to show that\n\\begin{enumerate}\n\\item "),
    ("proof", PROOF),
    ("three deep", "\\begin{proof}\nWe have to show that\n\\begin{enumerate}\n\\item the map $f : X "),
]
EVERY = 40  # characters between two pictures


class ClosingPanel(BackgroundPanel):
    """When does it close what you open?

    The first characters of all continuations are drawn at once, the rest in a thread of its own.

    Args:
        model: any language model; a ``Sampler`` is quick enough.
        vocabulary: its characters.
        source: unfinished LaTeX.
        count: continuations.
        length: characters of each, at most.
        temperature: from 0 to 2.
        real: lengths of real things by name, as from ``latex.closing.probe.real_lengths``; by default those.
        seed: of the noise; *New noise* adds one.

    Attributes:
        source, presets, temperature, new_noise: the controls.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        *,
        source: str = PRESETS[-1][1],
        count: int = 20,
        length: int = 800,
        temperature: float = 0.8,
        real: dict[str, np.ndarray] | None = None,
        seed: int = 0,
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._seed = model, vocabulary, seed
        self._count, self._length, self._real = count, length, real
        self.source = TextBox("Source", source, rows=4)
        self.presets = Presets("Left open", self.source, PRESETS)
        self.temperature = Range("Temperature τ", temperature, 0, 2, 0.05, page=0.25)
        self.new_noise = Button("New noise", key="n")
        self._read()
        self._noise_again()
        live = LivePicture(
            self._begin(),
            figures.closing_drawing,
            figures.describe_closing,
            label="Continuation",
            place=lambda shown: (0, 0, shown.row, len(shown.continuations) - 1),
            over=figures.closing_cursor,
            point_at=lambda shown, _, row: replace(shown, row=row),
        )
        super().__init__(
            "Opened and closed",
            "When does it close what you open?",
            [self.presets, self.temperature, self.new_noise],
            live,
            more=[self.source],
            keys=[(["↑", "↓"], "continuation"), (["N"], "new noise")],
            note=f"{count} continuations, each with its own noise, kept when you move τ. Click a strip to read it.",
        )
        self.watch(self._source_again, self.source)
        self.watch(self._noise_changed, self.new_noise)
        self.watch(self._again, self.temperature)
        self._start()

    def _read(self) -> None:
        ids, openings = unfinished(self.source.value, self._vocabulary)
        self._background.stop()
        self._prompt, self._openings = self.source.value, openings
        self._logits, self._state = read(self._model, ids)
        at = np.unique(np.round(np.geomspace(1, self._length, 60))).astype(int)
        self._baselines = tuple(
            None if shares is None else (at, shares)
            for shares in (
                probes.still_open_after(one, len(self._prompt) - one.stop, at, self._real) for one in openings
            )
        )

    def _noise_again(self) -> None:
        V = len(self._vocabulary)
        noise = gumbel_noise(self._seed + self.new_noise.presses, self._length * self._count, V)
        self._noise = noise.view(self._length, self._count, V)

    def _begin(self) -> OpenedClosed:
        """The first characters of all continuations, at once; what comes after them is left to the thread."""
        self._background.stop()
        self._writer = probes.write_many(
            self._model, self._logits, self._state, self._noise, self.temperature.value,
            every=EVERY, cancelled=self._background.stopped.is_set,
        )  # fmt: skip
        return self._measure(next(self._writer), row=0)

    def _measure(self, ids: torch.Tensor, row: int) -> OpenedClosed:
        texts: Sequence[str] = [self._vocabulary.decode(one) for one in ids]
        return probes.opened_closed(
            self._prompt, self._openings, texts, self.temperature.value, self._length, row, self._baselines
        )

    def _start(self) -> None:
        self._background.start(lambda stopped, writer=self._writer: self._write(writer, stopped))

    def _write(self, writer: Iterator[torch.Tensor], stopped: threading.Event) -> None:
        if probes.all_closed(self.record):
            return
        for ids in writer:
            if stopped.is_set():
                return
            self.show(self._measure(ids, self.record.row))
            if probes.all_closed(self.record):
                return

    def _source_again(self) -> None:
        self._read()
        self._again()

    def _noise_changed(self) -> None:
        self._background.stop()
        self._noise_again()
        self._again()

    def _again(self) -> None:
        self.show(self._begin())
        self._start()
