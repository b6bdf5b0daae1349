"""One character ahead."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.surprisal import figure as figures
from unrolled.measuring import surprisal as probes
from unrolled.measuring.char_rnn import LanguageModel
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
        note: for the status line.

    Attributes:
        text, model, surprise: the controls; ``surprise`` goes to the most surprising character,
            and pressed again to the next one.
    """

    def __init__(self, models: Mapping[str, LanguageModel], vocabulary: Vocabulary, *, text: str, note: str = ""):
        self._models, self._vocabulary = dict(models), vocabulary
        self.text = TextBox("Text, yours or theirs", text, rows=4)
        self.model = Choice("Reader", [(name, name) for name in self._models], next(iter(self._models)))
        self.surprise = Button("Most surprising", key="m")
        self._read = self._measure()
        self._visited = 1  # places seen in the order of their surprise: the cursor starts on the first
        live = LivePicture(
            self._read,
            figures.surprisal_drawing,
            figures.describe_surprisal,
            label="Place in the text",
            place=lambda read: (read.cursor, len(read.text) - 1),
            over=figures.surprisal_cursor,
        )
        super().__init__(
            "One character ahead",
            "What did it expect, and what came?",
            [self.text, self.model, self.surprise],
            live,
            keys=[(["←", "→"], "place"), (["M"], "most surprising")],
            note=note or "Click a character, or move through the text with the arrow keys.",
        )
        self.watch(self._read_again, self.text, self.model)
        self.watch(self._to_surprise, self.surprise, trait="presses")
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Surprisal:
        """What is shown now, as a record."""
        return self._read

    def _measure(self) -> Surprisal:
        return probes.surprisal(self._models[self.model.value], self._vocabulary, self.text.value)

    def _read_again(self) -> None:
        before, self._read = self._read, self._measure()
        if before.text == self._read.text:  # another reader, the same place
            self._read = probes.point_at(self._read, before.cursor)
        self._visited = int(before.text != self._read.text)
        self.live.show(self._read)

    def _to_surprise(self) -> None:
        order = probes.by_surprise(self._read)
        self._read = probes.point_at(self._read, order[self._visited % len(order)])
        self._visited += 1
        self.live.show(self._read)

    def _move(self) -> None:
        if self.live.cursor != self._read.cursor:
            self._visited = 0
            self._read = probes.point_at(self._read, self.live.cursor)
            self.live.show(self._read)
