"""Be the sampler."""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.choosing import figure as figures
from unrolled.lessons.char_rnn.choosing import probe as probes
from unrolled.lessons.char_rnn.choosing.record import Choosing
from unrolled.measuring.char_rnn import LanguageModel, check_fit
from unrolled.panels.controls import Button, KeyBox, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class ChoosingPanel(Panel):
    """What would you write with its probabilities?

    Args:
        model: any language model.
        vocabulary: its characters.
        prompt: the text to go on from; another one begins anew.
        seed: of the dice.

    Attributes:
        key, draw, back, prompt, anew: the controls.
    """

    live: LivePicture

    def __init__(
        self, model: LanguageModel, vocabulary: Vocabulary, *, prompt: str = "PANDARUS:\nAlas, I ", seed: int = 0
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._seed = model, vocabulary, seed
        self.key = KeyBox("Type the next character")
        self.draw = Button("Let the dice draw", key="d")
        self.back = Button("Step back", key="b")
        self.prompt = TextBox("Prompt", prompt, rows=3)
        self.anew = Button("Begin anew")
        super().__init__(
            "Be the sampler",
            "Which character would you choose?",
            [self.key, self.draw, self.back],
            LivePicture(self._begin(), figures.choosing_drawing, figures.describe_choosing),
            more=[self.prompt, self.anew],
            keys=[(["D"], "draw"), (["B"], "step back")],
            note=figures.answer,
        )
        self.watch(lambda: self._choose(self.key.typed[1]), self.key, trait="typed")
        self.watch(lambda: self._choose(figures.pressed(self.live.pressed[1])), self.live, trait="pressed")
        self.watch(self._draw, self.draw)
        self.watch(self._back, self.back)
        self.watch(self._begin, self.prompt, self.anew)

    def _begin(self) -> Choosing:
        writer = probes.Writer(self._model, self._vocabulary, self.prompt.value, self._seed + self.anew.presses)
        self._writer = writer  # only now: after a bad prompt the text goes on
        return writer.view()

    def _choose(self, character: str) -> None:
        self._writer.choose(character)
        self.show(self._writer.view())

    def _draw(self) -> None:
        self._writer.draw()
        self.show(self._writer.view())

    def _back(self) -> None:
        self._writer.back()
        self.show(self._writer.view())
