"""Memory horizon."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.horizon import figure as figures
from unrolled.lessons.gradients.horizon import probe as probes
from unrolled.lessons.gradients.horizon.record import Horizon
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class HorizonPanel(Panel):
    """How far back does it look?

    The picture's cursor is the character to predict.

    Args:
        models: networks by name; the learner chooses between them.
        vocabulary: their characters.
        texts: texts by name; the learner may also write another. The first one is shown first.
        place: the character to predict at first; by default the last.
        context: how many characters before it may be read.

    Attributes:
        text, texts, model, context: the controls.
    """

    def __init__(
        self,
        models: Mapping[str, CharRNN],
        vocabulary: Vocabulary,
        texts: Mapping[str, str],
        *,
        place: int | None = None,
        context: int = 10,
    ):
        self._models = {name: probes.quick(model) for name, model in models.items()}
        self._vocabulary = vocabulary
        first = next(iter(texts.values()))
        self.text = TextBox("Text", first, rows=4)
        self.texts = Presets("Texts", self.text, list(texts.items()))
        self.model = Choice("Network", [(name, name) for name in models], next(iter(models)))
        self.context = Range(
            "It may read", context, 1, 500, 1, page=10, ticks=[1, 100, 200, 300, 400, 500], unit="characters"
        )
        self._place = len(first) - 1 if place is None else place
        self._view = self._measure()
        live = LivePicture(
            self._view,
            figures.horizon_drawing,
            figures.describe_horizon,
            label="Character to predict",
            place=lambda view: (view.place, len(view.text) - 1),
            over=figures.horizon_cut,
        )
        super().__init__(
            "Memory horizon",
            "How far back does it look?",
            [self.text, self.texts, self.model, self.context],
            live,
            keys=[(["←", "→"], "character to predict")],
            note="What is struck through was never read: the network begins from a zero state after it.",
        )
        self.watch(self._show_text, self.text)
        self.watch(self._show, self.model, self.context)
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Horizon:
        """What is shown now, as a record."""
        return self._view

    def _measure(self) -> Horizon:
        model = self._models[self.model.value]
        return probes.horizon(model, self._vocabulary, self.text.value, self._place, int(self.context.value))

    def _show(self) -> None:
        self._view = self._measure()
        self._place = self._view.place
        self.live.show(self._view)

    def _show_text(self) -> None:
        self._place = len(self.text.value) - 1
        self._show()

    def _move(self) -> None:
        if self.live.cursor != self._place:
            self._place = self.live.cursor
            self._show()
