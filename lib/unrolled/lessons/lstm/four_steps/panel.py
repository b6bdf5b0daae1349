"""The four steps of an LSTM."""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps import figure as figures
from unrolled.lessons.lstm.four_steps import probe as probes
from unrolled.lessons.lstm.four_steps.record import FourSteps
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, Play, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

STEPS = [("1 Forget", "1"), ("2 Input and candidate", "2"), ("3 Update the carry", "3"), ("4 Output", "4")]


class FourStepsPanel(Panel):
    """What does the cell throw away at the end of a line?

    Args:
        model: an LSTM.
        vocabulary: its characters.
        text: the text to read.
        layer: which layer of the model, from 0.

    Attributes:
        step, play, text, closing, units: the controls; ``closing`` shows the eight units that close at
            characters like the one pointed at, ``units`` says whether those or all can be chosen.
    """

    def __init__(self, model: CharRNN, vocabulary: Vocabulary, *, text: str, layer: int = 0):
        self._model, self._vocabulary, self._layer = model, vocabulary, layer
        self.step = Choice("Step", STEPS, "1", shortcuts="1234")
        self.play = Play()
        self.text = TextBox("Text, yours or theirs", text)
        self.closing = Button("Who closes here?", key="c")
        self.units = Choice("Units shown", [("eight that close", "eight"), ("all, in order", "all")], "eight")
        self._read = self._measure()
        live = LivePicture(
            self._read,
            figures.four_steps_drawing,
            figures.describe_four_steps,
            label="Character, and unit",
            place=lambda read: (read.cursor, len(read.text) - 1, read.row, len(read.units) - 1),
            over=figures.four_steps_cursor,
        )
        super().__init__(
            "Four steps of an LSTM",
            "What does the cell throw away at the end of a line?",
            [self.step, self.play, self.text, self.units, self.closing],
            live,
            keys=[(["1–4"], "step"), (["←", "→"], "character"), (["↑", "↓"], "unit"), (["P"], "play")],
            note=figures.describe_four_steps(self._read),
        )
        self.watch(self._read_again, self.text)
        self.watch(lambda: self._point(step=int(self.step.value)), self.step)
        self.watch(self._move, live, trait="cursor")
        self.watch(self._move, live, trait="row")
        self.watch(self._close, self.closing, trait="presses")
        self.watch(self._choose_units, self.units)
        self.watch(self._tick, self.play, trait="ticks")

    def view(self) -> FourSteps:
        """What is shown now, as a record."""
        return self._read

    def _measure(self) -> FourSteps:
        return probes.four_steps(self._model, self._vocabulary, self.text.value, layer=self._layer)

    def _show(self, read: FourSteps) -> None:
        self._read = read
        self.live.show(read)
        self.note = self.live.description
        self._report("")

    def _read_again(self) -> None:
        read = probes.point_at(self._measure(), step=self._read.step)
        self._show(probes.every_unit(read) if self.units.value == "all" else read)

    def _point(self, **place: int) -> None:
        self._show(probes.point_at(self._read, **place))

    def _move(self) -> None:
        if (self.live.cursor, self.live.row) != (self._read.cursor, self._read.row):
            self._point(cursor=self.live.cursor, row=self.live.row)

    def _close(self) -> None:
        self._show(probes.who_closes(self._read))
        self.units.value = "eight"

    def _choose_units(self) -> None:
        is_all = len(self._read.units) == self._read.values["f"].shape[1]
        if self.units.value == "all" and not is_all:
            self._show(probes.every_unit(self._read))
        elif self.units.value == "eight" and is_all:
            self._show(probes.who_closes(self._read))

    def _tick(self) -> None:
        """One step on; after the last, the first of the next character; at the end of the text, stop."""
        if self._read.step < 4:
            self.step.value = str(self._read.step + 1)
        elif self._read.cursor + 1 < len(self._read.text):
            self._read = probes.point_at(self._read, cursor=self._read.cursor + 1)
            self.step.value = "1"
        else:
            self.play.playing = False
