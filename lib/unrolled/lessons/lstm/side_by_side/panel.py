"""Simple RNN and LSTM side by side."""

from __future__ import annotations

from dataclasses import replace

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.side_by_side import figure as figures
from unrolled.lessons.lstm.side_by_side import probe as probes
from unrolled.lessons.lstm.side_by_side.record import SideBySide
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class SideBySidePanel(Panel):
    """What does an LSTM have that a simple RNN does not have?

    Args:
        rnn: a plain RNN.
        lstm: an LSTM.
        vocabulary: the characters of both.
        text: the text both read.

    Attributes:
        part: which of the LSTM's values stands over the text.
        text: behind *More controls*.
    """

    def __init__(self, rnn: CharRNN, lstm: CharRNN, vocabulary: Vocabulary, *, text: str):
        check_fit(vocabulary, rnn, lstm)
        self._networks, self._vocabulary = (rnn, lstm), vocabulary
        self.part = Choice("LSTM over the text", [("carry C", "c"), ("output h", "h")], "c")
        self.text = TextBox("Text, yours or theirs", text, rows=6)
        live = LivePicture(
            self._measure(),
            figures.side_by_side_drawing,
            figures.describe_side_by_side,
            label="Character, and unit",
            place=lambda read: (read.cursor, len(read.text) - 1, read.row, read.units - 1),
            over=figures.side_by_side_cursor,
            point_at=probes.point_at,
        )
        super().__init__(
            "Simple RNN and LSTM",
            "What is handed on from one character to the next?",
            [self.part],
            live,
            more=[self.text],
            keys=[(["←", "→"], "character"), (["↑", "↓"], "unit")],
            note=figures.describe_side_by_side,
        )
        self.watch(self._measure, self.text)
        self.watch(lambda: replace(self.record, part=self.part.value), self.part)

    def _measure(self) -> SideBySide:
        read = probes.side_by_side(*self._networks, self._vocabulary, self.text.value)
        return replace(read, part=self.part.value)
