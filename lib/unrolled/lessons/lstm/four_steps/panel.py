"""The four steps of an LSTM."""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps import figure as figures
from unrolled.lessons.lstm.four_steps import probe as probes
from unrolled.lessons.lstm.four_steps.record import FourSteps
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, Play, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

STEPS = [("1 Forget", "1"), ("2 Input, candidate", "2"), ("3 Update", "3"), ("4 Output", "4")]


class FourStepsPanel(Panel):
    """What does the cell throw away at the end of a line?

    Args:
        model: an LSTM.
        vocabulary: its characters.
        text: the text to read.
        layer: which layer of the model, from 0.

    Attributes:
        step, play, closing: the controls in sight; ``closing`` shows the eight units that close at characters like
            the one pointed at.
        units, text: those behind *More controls*; ``units`` says whether those eight or all can be chosen.
    """

    def __init__(self, model: CharRNN, vocabulary: Vocabulary, *, text: str, layer: int = 0):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._layer = model, vocabulary, layer
        self.step = Choice("Step", STEPS, "1", shortcuts="1234")
        self.play = Play()
        self.closing = Button("Who closes here?", key="c")
        self.units = Choice("Units shown", [("eight that close", "eight"), ("all, in order", "all")], "eight")
        self.text = TextBox("Text, yours or theirs", text, rows=6)
        shown = self._measure()
        live = LivePicture(
            shown,
            figures.four_steps_drawing,
            figures.describe_four_steps,
            label="Character, and unit",
            place=lambda read: (read.cursor, len(read.text) - 1, read.row, len(read.units) - 1),
            over=figures.four_steps_cursor,
            point_at=lambda read, cursor, row: probes.point_at(read, cursor=cursor, row=row),
        )
        super().__init__(
            "Four steps of an LSTM",
            "What does the cell throw away at the end of a line?",
            [self.step, self.play, self.closing],
            live,
            more=[self.units, self.text],
            keys=[(["1–4"], "step"), (["←", "→"], "character"), (["↑", "↓"], "unit"), (["P"], "play")],
            note=figures.describe_four_steps,
        )
        self.watch(self._read_again, self.text)
        self.watch(self._choose_step, self.step)
        self.watch(self._close, self.closing)
        self.watch(self._choose_units, self.units)
        self.watch(self._tick, self.play, trait="ticks")

    def _measure(self) -> FourSteps:
        return probes.four_steps(self._model, self._vocabulary, self.text.value, layer=self._layer)

    def _read_again(self) -> None:
        read = probes.point_at(self._measure(), step=self.record.step)
        self.show(probes.every_unit(read) if self.units.value == "all" else read)

    def _choose_step(self) -> None:
        step = int(self.step.value)
        if step != self.record.step:
            self.show(probes.point_at(self.record, step=step))

    def _close(self) -> None:
        self.show(probes.who_closes(self.record))
        self.units.value = "eight"

    def _choose_units(self) -> None:
        is_all = len(self.record.units) == self.record.values["f"].shape[1]
        if self.units.value == "all" and not is_all:
            self.show(probes.every_unit(self.record))
        elif self.units.value == "eight" and is_all:
            self.show(probes.who_closes(self.record))

    def _tick(self) -> None:
        """One step on; after the last, the first of the next character; at the end of the text, stop."""
        if self.record.step < 4:
            self.step.value = str(self.record.step + 1)
        elif self.record.cursor + 1 < len(self.record.text):
            self.show(probes.point_at(self.record, cursor=self.record.cursor + 1, step=1))
            self.step.value = "1"
        else:
            self.play.playing = False
