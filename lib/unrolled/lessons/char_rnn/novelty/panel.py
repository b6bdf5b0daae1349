"""The temperature microscope."""

from __future__ import annotations

from dataclasses import replace

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.novelty import figure as figures
from unrolled.measuring import char_rnn as probes
from unrolled.measuring.novelty import Corpus, microscope, training_plays
from unrolled.measuring.records.novelty import Microscope
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SETS = {
    "Wide": (0.0, 0.5, 0.8, 1.0, 1.5),
    "Fine": (0.6, 0.7, 0.8, 0.9, 1.0),
    "Hot": (1.0, 1.2, 1.5, 2.0, 3.0),
}


class MicroscopePanel(Panel):
    """What is its own, and what is copied?

    Args:
        model: any language model.
        vocabulary: its characters.
        corpus: what it learned from; by default the training plays.
        prompt: the text to go on from.
        length: characters to draw at each temperature.
        seed: of the noise; *New noise* adds one.

    Attributes:
        prompt, temperatures, new_noise: the controls.
    """

    def __init__(
        self,
        model: probes.LanguageModel,
        vocabulary: Vocabulary,
        corpus: Corpus | None = None,
        *,
        prompt: str = "HAMLET:\n",
        length: int = 160,
        seed: int = 0,
    ):
        probes.check_fit(vocabulary, model)
        self._model, self._vocabulary, self._length, self._seed = model, vocabulary, length, seed
        self._corpus = training_plays() if corpus is None else corpus
        self.prompt = TextBox("Prompt", prompt, rows=3)
        self.temperatures = Choice("Temperatures", [(f"{name} {_span(name)}", name) for name in SETS], "Wide")
        self.new_noise = Button("New noise", key="n")
        super().__init__(
            "Temperature microscope",
            "What is its own, and what is copied?",
            [self.temperatures, self.new_noise],
            LivePicture(
                self._measure(),
                figures.microscope_drawing,
                figures.describe_microscope,
                label="Column: temperature",
                place=lambda view: (view.column, len(view.passages) - 1),
                point_at="column",
            ),
            more=[self.prompt],
            keys=[(["←", "→"], "column"), (["N"], "new noise")],
            note=figures.answer,
        )
        self.watch(self._update, self.prompt, self.temperatures, self.new_noise)

    def _measure(self) -> Microscope:
        ids = probes.check_prompt(self.prompt.value, self._vocabulary)
        noise = probes.gumbel_noise(self._seed + self.new_noise.presses, self._length, len(self._vocabulary))
        temperatures = torch.tensor(SETS[self.temperatures.value])
        return microscope(self._model, self._vocabulary, self._corpus, ids, noise, temperatures)

    def _update(self) -> None:
        self.show(replace(self._measure(), column=self.record.column))


def _span(name: str) -> str:
    return f"{SETS[name][0]:g} to {SETS[name][-1]:g}"
