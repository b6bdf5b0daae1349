"""Small panels with all that a page does by itself: for the notebook of ``test_page.py``."""

from dataclasses import dataclass, replace
from hashlib import sha256

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.drawing.svg import Drawing, text
from unrolled.lessons.char_rnn.temperature.panel import TemperaturePanel
from unrolled.panels.controls import Play, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel

SIGNS = "😀🧑🏽a\U00020000\n"


def fingerprint(words: str) -> str:
    return f"{len(words)} characters, {sha256(words.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Shown:
    typed: str = fingerprint("")
    trained: str = "nothing"
    ticks: int = 0

    def __str__(self) -> str:
        return f"typed {self.typed}; trained {self.trained}; {self.ticks} ticks."


class Toy(TrainerPanel):
    """Trains until it is stopped, and says what text it was given."""

    def __init__(self):
        self.begin, self.stop = self.buttons()
        self.text, self.play = TextBox("Text", ""), Play()
        drawing = Drawing.of(text("toy", 0, 9), width=90, height=20, description="toy")
        live = LivePicture(Shown(), lambda _: drawing, str)
        super().__init__(
            "Toy", "What?", [self.text, self.begin, self.stop, self.play], live,
            keys=[(["S"], "start"), (["X"], "stop")], note="Nothing happens.",
        )  # fmt: skip
        self.watch(lambda: self.show(replace(self.record, typed=fingerprint(self.text.value))), self.text)
        self.watch(lambda: self.show(replace(self.record, ticks=self.play.ticks)), self.play, trait="ticks")

    def prepare(self):
        self.show(replace(self.record, trained=fingerprint(self.text.value)))

        def train() -> None:
            self.tell("It trains.")
            self._stopped.wait(60)
            self.tell("It has stopped.")

        return train


class Emoji:
    """Writes the signs of its vocabulary one after the other, whatever the temperature is."""

    def step(self, state, ids):
        logits = torch.zeros(len(ids), len(VOCABULARY))
        logits[torch.arange(len(ids)), (ids + 1) % len(VOCABULARY)] = 1e4
        return logits, torch.zeros(len(ids), 1)


VOCABULARY = Vocabulary(SIGNS)


def temperature() -> TemperaturePanel:
    return TemperaturePanel(Emoji(), VOCABULARY, prompt="a\n", length=12)
