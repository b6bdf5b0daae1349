"""Memory horizon."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.horizon import figure as figures
from unrolled.lessons.gradients.horizon import probe as probes
from unrolled.lessons.gradients.horizon.record import Horizon
from unrolled.measuring.char_rnn import check_fit
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
        check_fit(vocabulary, *models.values())
        self._vocabulary = vocabulary
        first = next(iter(texts.values()))
        self.context = Range("It may read", context, 1, 500, 1, page=10, unit="characters")
        self.model = Choice("Network", [(name, name) for name in models], next(iter(models)))
        self.text = TextBox("Text", first, rows=_lines(first))
        self.texts = Presets("Texts", self.text, list(texts.items()))
        shown = self._measure(len(first) - 1 if place is None else place)
        live = LivePicture(
            shown,
            figures.horizon_drawing,
            figures.describe_horizon,
            label="Character to predict",
            place=lambda view: (view.place, len(view.text) - 1),
            over=figures.horizon_cut,
            point_at=lambda _, cursor: self._measure(cursor),
        )
        super().__init__(
            "Memory horizon",
            "How far back does it look?",
            [self.context, self.model],
            live,
            more=[self.texts, self.text],
            keys=[(["←", "→"], "character to predict")],
            note=_answer,
        )
        self.watch(self._read, self.text, self.model, self.context)

    def _measure(self, place: int) -> Horizon:
        model = self._models[self.model.value]
        return probes.horizon(model, self._vocabulary, self.text.value, place, int(self.context.value))

    def _read(self) -> None:
        """Predict again; in another text, its last character."""
        text = self.text.value
        self.show(self._measure(self.record.place if text == self.record.text else len(text) - 1))


def _answer(record: Horizon) -> str:
    return f"{figures.describe_horizon(record)} {figures.enough(record)}"


def _lines(text: str) -> int:
    """Lines of a text in the box of *More controls*, which holds 55 characters in a line."""
    return sum(max(1, -(-len(line) // 55)) for line in text.split("\n"))
