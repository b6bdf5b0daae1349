"""A GRU in four views."""

from __future__ import annotations

import numpy as np

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.four_steps import probe as walking
from unrolled.lessons.lstm.four_steps.record import GRUSteps
from unrolled.lessons.lstm.gates import probe as gates
from unrolled.lessons.lstm.gates.record import GateMap
from unrolled.lessons.lstm.gru import figure as figures
from unrolled.lessons.lstm.gru import probe as probes
from unrolled.lessons.lstm.intervene import probe as intervene
from unrolled.lessons.lstm.intervene.record import Comparison
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.char_rnn import CharRNN
from unrolled.models.intervene import Intervention
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

VIEWS = [("A Steps", "steps"), ("B Map", "map"), ("C Hold", "hold"), ("D Memory", "memory")]
STEPS = [("1 Reset", "1"), ("2 Update", "2"), ("3 Candidate", "3"), ("4 Mix", "4")]
VALUES = {"1": "r", "2": "z", "3": "n", "4": "h"}
TEMPERATURE, LENGTH = 0.7, 120  # of the passages


class GRUPanel(Panel):
    """What does one gate for keeping and writing cost?

    Args:
        model: a GRU of one layer.
        vocabulary: its characters.
        text: the text to read.
        lstm: a network of the same size to hold its memory against.

    Attributes:
        look: which of the four views.
        step: the value that is lit, in the steps and in the heat map.
        held, gate: the part that is held in the view *Hold*, and at what.
        closing, text: the controls behind *More controls*.
    """

    live: LivePicture

    def __init__(self, model: CharRNN, vocabulary: Vocabulary, *, text: str, lstm: CharRNN):
        check_fit(vocabulary, model, lstm)
        self._model, self._vocabulary, self._lstm = model, vocabulary, lstm
        self.look = Choice("View", VIEWS, "steps", shortcuts="abcd")
        self.step = Choice("Step", STEPS, "1", shortcuts="1234")
        self.held = Choice("Hold", [("r", "r"), ("z", "z"), ("both", "gates")], "z")
        self.gate = Range("Gate at", 0.5, 0, 1, 0.05, page=0.25)
        self.closing = Button("Who closes here?", key="w")
        self.text = TextBox("Text, yours or theirs", text, rows=6)
        self._read()
        live = LivePicture(
            self._steps,
            figures.gru_drawing,
            figures.describe_gru,
            label="Character, and unit",
            place=self._place,
            over=figures.gru_cursor,
        )
        super().__init__(
            "The GRU",
            "What changes when one gate both keeps and replaces?",
            [self.look, self.step, self.held, self.gate],
            live,
            more=[self.closing, self.text],
            keys=[(["A–D"], "view"), (["1–4"], "step"), (["←", "→", "↑", "↓"], "move")],
            note=lambda shown: figures.answer_gru(shown, TEMPERATURE),
        )
        self._arrange()
        self.watch(self._read_again, self.text)
        self.watch(self._change, self.look, self.step, self.held, self.gate)
        self.watch(self._point, live, trait="cursor")
        self.watch(self._point, live, trait="row")
        self.watch(self._close, self.closing)

    def _read(self) -> None:
        text = self.text.value
        self._steps: GRUSteps = probes.gru_steps(self._model, self._vocabulary, text)
        self._traces = gates.gate_traces(self._model, self._vocabulary, text)
        self._lifetimes: dict[str, np.ndarray] = {}
        self._untouched: tuple[intervene.Writer, str] | None = None

    def _place(self, shown: figures.View) -> tuple[int, ...]:
        if isinstance(shown, GateMap):
            return shown.cursor, len(shown.text) - 1, shown.row, len(shown.order) - 1
        steps = self._steps
        return steps.cursor, len(steps.text) - 1, steps.row, len(steps.units) - 1

    def _looked_at(self) -> figures.View:
        """The record of the view chosen."""
        look, steps = self.look.value, self._steps
        if look == "map":
            name = VALUES[self.step.value]
            return gates.gate_map(self._traces, 1, name, "half-life", unit=steps.unit, cursor=steps.cursor)
        if look == "hold":
            return self._comparison()
        if look == "memory":
            if not self._lifetimes:
                both = {"gru": self._model, "lstm": self._lstm}
                self._lifetimes = probes.lasting(both, self._vocabulary, steps.text)
            return probes.memory(steps, self._lifetimes)
        return steps

    def _comparison(self) -> Comparison:
        if self._untouched is None:
            writer = self._writer()
            self._untouched = writer, writer.write()
        changed = self._writer(Intervention(self.held.value, self.gate.value, (1,)))
        return intervene.compare(self._untouched[0], changed, (self._untouched[1], changed.write()))

    def _writer(self, held: Intervention | None = None) -> intervene.Writer:
        """Goes on from the last 60 characters of the text."""
        prompt = self._steps.text[-60:]
        return intervene.Writer(self._model, self._vocabulary, prompt, held, length=LENGTH, temperature=TEMPERATURE)

    def _arrange(self) -> None:
        """Show the controls that belong to the view."""
        look = self.look.value
        shown = {
            self.step: look in ("steps", "map"), self.held: look == "hold", self.gate: look == "hold",
            self.closing: look in ("steps", "memory"),
        }  # fmt: skip
        for control, visible in shown.items():
            control.layout.display = "" if visible else "none"

    def _read_again(self) -> None:
        self._read()
        self._change()

    def _change(self) -> None:
        self._arrange()
        self._steps = walking.point_at(self._steps, step=int(self.step.value))
        self.show(self._looked_at())

    def _point(self) -> None:
        """Follow the cursor, and keep the place for the other views."""
        cursor, row = self.live.cursor, self.live.row
        if (cursor, row) == self._place(self.record)[::2]:
            return
        if isinstance(self.record, GateMap):
            unit = int(self.record.order[row])
            self._steps = probes.point_at_unit(walking.point_at(self._steps, cursor=cursor), unit)
        else:
            self._steps = walking.point_at(self._steps, cursor=cursor, row=row)
        if self.look.value != "hold":  # what is written does not hang on the cursor
            self.show(self._looked_at())

    def _close(self) -> None:
        self._steps = walking.who_closes(self._steps)
        self.show(self._looked_at())
