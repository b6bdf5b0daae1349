"""Which characters may be drawn?"""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.truncation import figure as figures
from unrolled.lessons.char_rnn.truncation import probe as probes
from unrolled.lessons.char_rnn.truncation.record import Truncations
from unrolled.measuring.char_rnn import LanguageModel, check_fit, check_prompt, gumbel_noise
from unrolled.panels.controls import Button, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class TruncationPanel(Panel):
    """Which characters may be drawn?

    Args:
        model: any language model.
        vocabulary: its characters.
        prompt: the text to go on from.
        temperature: from 0.1 to 3.
        length: characters to draw.
        seed: of the dice; *New noise* adds one.

    Attributes:
        k, p, m, temperature, prompt, new_noise: the controls.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        *,
        prompt: str = "HAMLET:\n",
        temperature: float = 1.0,
        length: int = 130,
        seed: int = 0,
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._length, self._seed = model, vocabulary, length, seed
        V = len(vocabulary)
        self.k = Range("k of top-k", min(10, V), 1, V, 1, page=10)
        self.p = Range("p of top-p", 0.9, 0.05, 1, 0.05, page=0.2)
        self.m = Range("m of min-p", 0.1, 0, 1, 0.05, page=0.2)
        self.temperature = Range("Temperature τ", temperature, 0.1, 3, 0.1, page=0.5)
        self.prompt = TextBox("Prompt", prompt, rows=3)
        self.new_noise = Button("New noise", key="n")
        shown = self._measure()
        shown = _pointed(shown, min(map(shown.parting, range(len(shown.texts)))), 0)  # where a rule cuts first
        super().__init__(
            "Cut the tail",
            "Which characters may be drawn?",
            [self.k, self.p, self.m],
            LivePicture(
                shown,
                figures.truncations_drawing,
                figures.describe_truncations,
                label="Place in a passage",
                place=lambda view: (view.cursor, figures.last_place(view), view.row, len(view.texts) - 1),
                over=figures.truncations_cursor,
                point_at=_pointed,
            ),
            more=[self.temperature, self.prompt, self.new_noise],
            keys=[(["←", "→"], "place"), (["↑", "↓"], "passage"), (["N"], "new noise")],
            note=figures.answer,
        )
        self.watch(self._update, self.k, self.p, self.m, self.temperature, self.prompt, self.new_noise)

    def _measure(self) -> Truncations:
        ids = check_prompt(self.prompt.value, self._vocabulary)
        noise = gumbel_noise(self._seed + self.new_noise.presses, self._length, len(self._vocabulary))
        rules = probes.rules(int(self.k.value), self.p.value, self.m.value)
        return probes.truncations(self._model, self._vocabulary, ids, noise, self.temperature.value, rules)

    def _update(self) -> None:
        before = self.record
        self.show(_pointed(self._measure(), before.cursor, before.row))


def _pointed(view: Truncations, cursor: int, row: int) -> Truncations:
    """The cursor elsewhere, on a character that has room in the picture."""
    view = probes.point_at(view, cursor, row)
    return probes.point_at(view, min(view.cursor, figures.last_place(view)), view.row)
