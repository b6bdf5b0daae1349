"""Panels of character-level models."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.drawing.svg import Drawing
from unrolled.lessons.char_rnn.temperature import figure as figures
from unrolled.measuring import char_rnn as probes
from unrolled.measuring.records.char_rnn import Samples, Softmax, TemperatureView
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Presets, Range, TextBox
from unrolled.panels.live import LiveChart, LiveDrawing
from unrolled.panels.panel import Panel

TEMPERATURES = np.round(np.arange(0, 3.001, 0.05), 10)
PRESETS = [("Greedy 0", 0.0), ("Firm 0.8", 0.8), ("Loose 1.5", 1.5)]
NEAR = 16  # temperatures drawn first, around the one in force; then all others in one batch

Draw = Callable[..., list[str] | None]  # (indices of temperatures, cancelled) -> passages


class TemperaturePanel(BackgroundPanel):
    """How loosely should the network speak?

    Bars, entropy and sampled text follow the temperature in the page, without
    asking Python: after each change of prompt or noise the passage in force is
    drawn at once, those of all other temperatures in the background, nearest
    first.

    Args:
        model: any language model with ``step(state, ids)``.
        vocabulary: its characters.
        prompt: the text to go on from.
        temperature: from 0 to 3.
        length: characters to draw.
        note: about the model, for the end of the status line.
        seed: of the noise; *New noise* adds one.

    Attributes:
        prompt, temperature, presets, new_noise: the controls.
    """

    def __init__(
        self,
        model: probes.LanguageModel,
        vocabulary: Vocabulary,
        *,
        prompt: str = "PANDARUS:\nAlas, I ",
        temperature: float = 0.8,
        length: int = 300,
        note: str = "",
        seed: int = 0,
    ):
        probes.check_fit(vocabulary, model)
        self._model, self._vocabulary, self._length, self._seed = model, vocabulary, length, seed
        self._about = note
        self.prompt = TextBox("Prompt", prompt, rows=3)
        self.temperature = Range("Temperature τ", temperature, 0, 3, 0.05, page=0.5, rest=100)
        self.presets = Presets("Presets", self.temperature, PRESETS)
        self.new_noise = Button("New noise", key="n")
        super().__init__(
            "Temperature",
            "How loosely should the network speak?",
            [self.temperature, self.presets, self.new_noise],
            LiveDrawing(
                self._read(),
                figures.temperature_drawing,
                _temperature_values,
                figures.describe_temperature,
                script="temperature",
                controls={"temperature": self.temperature},
            ),
            more=[self.prompt],
            keys=[(["←", "→"], "τ"), (["N"], "new noise")],
            note=self._sentence,
        )
        self.watch(self._update, self.prompt, self.new_noise)
        self.watch(self._describe, self.temperature)
        self._background.start(self._sweep)

    @property
    def record(self) -> TemperatureView:
        """What is shown now; the page has moved the drawing to the slider's temperature by itself."""
        shown = self.live.record
        return probes.temperature_view(shown.next, shown.samples, self.temperature.value)

    def figure(self) -> Drawing:
        """The bars as shown."""
        return figures.temperature_drawing(self.record).plain()

    def _update(self) -> None:
        self.show(self._read())
        self._background.start(self._sweep)

    def _describe(self) -> None:
        shown = self.record
        self.note = self._sentence(shown)
        self.live.description = figures.describe_temperature(shown)

    def _publish(self, samples: Samples) -> None:
        self.show(probes.temperature_view(self.live.record.next, samples, self.temperature.value))

    def _draw_others(self, draw: Draw, texts: list[str | None], order: list[int], stopped: threading.Event) -> None:
        """Draw the passages of the other temperatures, the nearest first."""
        for which in (order[:NEAR], order[NEAR:]):
            drawn = draw(which, stopped.is_set)
            if drawn is None:
                return
            for k, passage in zip(which, drawn, strict=True):
                texts[k] = passage
            if not stopped.is_set():
                self._publish(Samples(TEMPERATURES, tuple(texts)))

    def _sentence(self, view: TemperatureView) -> str:
        return f"{figures.unsureness(view)} {self._about}".rstrip()

    def _read(self) -> TemperatureView:
        """Read the prompt, draw the passage in force, make the sweep over the others ready."""
        prompt, start = self.prompt.value, self.temperature.value
        ids = probes.check_prompt(prompt, self._vocabulary)
        self._background.stop()  # which waits for one character at most
        logits, state = probes.read(self._model, ids)
        noise = probes.gumbel_noise(self._seed + self.new_noise.presses, self._length, len(self._vocabulary))

        def draw(which: list[int], cancelled: Callable[[], bool] = lambda: False) -> list[str] | None:
            ids = probes.sample(
                self._model, logits, state, noise, torch.tensor(TEMPERATURES[which]), cancelled=cancelled
            )
            return None if ids is None else [self._vocabulary.decode(row) for row in ids]

        order = np.argsort(np.abs(TEMPERATURES - start), kind="stable").tolist()
        texts: list[str | None] = [None] * len(TEMPERATURES)
        drawn = draw(order[:1])
        assert drawn is not None  # nobody cancels it
        texts[order[0]] = drawn[0]
        self._sweep = lambda stopped: self._draw_others(draw, texts, order[1:], stopped)
        expected = probes.next_character(logits, self._vocabulary, prompt)
        return probes.temperature_view(expected, Samples(TEMPERATURES, tuple(texts)), start)


def _temperature_values(view: TemperatureView) -> dict[str, Any]:
    return {
        "prompt": view.next.prompt,
        "characters": list(view.next.characters),
        "logits": view.next.logits,
        "texts": list(view.samples.texts),
        "temperatures": view.samples.temperatures,
    }


class SoftmaxPanel(Panel):
    """Three logits and a temperature: softmax small enough to check on paper.

    Args:
        logits: three start values.
        temperature: from 0 to 3.
        labels: the three characters' names.

    Attributes:
        logits, shift, temperature: the controls; ``logits`` is a list, and ``shift`` is added to each of them.
    """

    def __init__(
        self,
        logits: tuple[float, float, float] = (2.0, 1.0, 0.0),
        temperature: float = 1.0,
        labels: tuple[str, str, str] = ("e", "a", "x"),
    ):
        self._labels = labels
        self.logits = [
            Range(f"Logit of {name}", value, -5, 5, 0.5, page=2) for name, value in zip(labels, logits, strict=True)
        ]
        self.shift = Range("Add to all three", 0, -5, 5, 0.5, page=2)
        self.temperature = Range("Temperature τ", temperature, 0, 3, 0.05, page=0.5)
        super().__init__(
            "Softmax by hand",
            "What do three scores become?",
            [self.logits[0], self.shift, self.temperature],
            LiveChart(self._measure(), figures.softmax_chart, figures.softmax_values, figures.describe_softmax),
            more=self.logits[1:],
            keys=[(["←", "→"], "one step")],
            note=figures.softmax_answer,
        )
        self.watch(self._measure, *self.logits, self.shift, self.temperature)

    def _measure(self) -> Softmax:
        logits = np.array([control.value + self.shift.value for control in self.logits])
        return probes.softmax_view(self._labels, logits, self.temperature.value)
