"""Simple RNN and LSTM side by side."""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.side_by_side import figure as figures
from unrolled.lessons.lstm.side_by_side import probe as probes
from unrolled.lessons.lstm.side_by_side.record import SideBySide
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class SideBySidePanel(Panel):
    """What does an LSTM have that a simple RNN has not?

    Args:
        rnn: a plain RNN.
        lstm: an LSTM.
        vocabulary: the characters of both.
        text: the text both read.

    Attributes:
        text: the control.
    """

    def __init__(self, rnn: CharRNN, lstm: CharRNN, vocabulary: Vocabulary, *, text: str):
        self._networks, self._vocabulary = (rnn, lstm), vocabulary
        self.text = TextBox("Text, yours or theirs", text)
        self._read = self._measure()
        live = LivePicture(
            self._read,
            figures.side_by_side_drawing,
            figures.describe_side_by_side,
            label="Character, and unit",
            place=lambda read: (read.cursor, len(read.text) - 1, read.row, read.units - 1),
            over=figures.side_by_side_cursor,
        )
        super().__init__(
            "Simple RNN and LSTM",
            "What is handed on from one character to the next?",
            [self.text],
            live,
            keys=[(["←", "→"], "character"), (["↑", "↓"], "unit")],
            note=figures.describe_side_by_side(self._read),
        )
        self.watch(self._read_again, self.text)
        self.watch(self._move, live, trait="cursor")
        self.watch(self._move, live, trait="row")

    def view(self) -> SideBySide:
        """What is shown now, as a record."""
        return self._read

    def _measure(self) -> SideBySide:
        return probes.side_by_side(*self._networks, self._vocabulary, self.text.value)

    def _show(self, read: SideBySide) -> None:
        self._read = read
        self.live.show(read)
        self.note = self.live.description
        self._report("")

    def _read_again(self) -> None:
        self._show(self._measure())

    def _move(self) -> None:
        if (self.live.cursor, self.live.row) != (self._read.cursor, self._read.row):
            self._show(probes.point_at(self._read, self.live.cursor, self.live.row))
