"""One character ahead."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.surprisal import figure as figures
from unrolled.measuring import surprisal as probes
from unrolled.measuring.char_rnn import LanguageModel, check_fit
from unrolled.measuring.records.surprisal import Surprisal
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class SurprisalPanel(Panel):
    """What did it expect at each character?

    Args:
        models: language models by name; the learner chooses between them.
        vocabulary: their characters.
        text: the text to read.

    Attributes:
        text, model, surprise: the controls; ``surprise`` goes to the most surprising character,
            and pressed again to the next one.
    """

    def __init__(self, models: Mapping[str, LanguageModel], vocabulary: Vocabulary, *, text: str):
        check_fit(vocabulary, *models.values())
        self._models, self._vocabulary = dict(models), vocabulary
        self.text = TextBox("Text, yours or theirs", text, rows=8)
        self.model = Choice("Model", [(name, name) for name in self._models], next(iter(self._models)))
        self.surprise = Button("Most surprising", key="u")
        shown = self._measure()
        self._rank = 0
        self._reached: int | None = shown.cursor  # where the greatest surprises were followed to
        super().__init__(
            "One character ahead",
            "What did it expect, and what came?",
            [self.model, self.surprise],
            LivePicture(
                shown,
                figures.surprisal_drawing,
                figures.describe_surprisal,
                label="Place in the text",
                place=lambda read: (read.cursor, len(read.text) - 1),
                over=figures.surprisal_cursor,
                point_at=probes.point_at,
            ),
            more=[self.text],
            keys=[(["←", "→"], "place"), (["U"], "most surprising")],
            note=figures.answer,
        )
        self.watch(self._read_again, self.text, self.model)
        self.watch(self._to_surprise, self.surprise)

    def _measure(self) -> Surprisal:
        return probes.surprisal(self._models[self.model.value], self._vocabulary, self.text.value)

    def _read_again(self) -> None:
        before, read = self.record, self._measure()
        if before.text == read.text:  # another model, the same place
            self._reached = None
            self.show(probes.point_at(read, before.cursor))
        else:
            self._reached, self._rank = read.cursor, 0
            self.show(read)

    def _to_surprise(self) -> None:
        """To the greatest surprise or, from where this was pressed before, to the next one."""
        order = probes.by_surprise(self.record)
        self._rank = (self._rank + 1) % len(order) if self.record.cursor == self._reached else 0
        self._reached = order[self._rank]
        self.show(probes.point_at(self.record, self._reached))
