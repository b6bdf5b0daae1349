"""Gates over a text."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.gates import figure as figures
from unrolled.lessons.lstm.gates import probe as probes
from unrolled.lessons.lstm.gates.record import GateMap
from unrolled.lessons.lstm.tracking.record import Tracker
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

TEXT = (
    "Captain:\nI saw him hold acquaintance with the waves\nSo long as I could see.\n\n"
    "VIOLA:\nFor saying so, there's gold:\nMine own escape unfoldeth to my hope,\n"
    "Whereto thy speech serves for authority,\nThe like of him. Know'st thou this country?\n\n"
    "Captain:\nAy, madam, well; for I was bred and born\nNot three hours' travel from this very place.\n"
)
VALUES = {
    "lstm": [("i", "i"), ("f", "f"), ("C̃", "g"), ("o", "o"), ("C", "c"), ("h", "h")],
    "gru": [("r", "r"), ("z", "z"), ("n", "n"), ("h", "h")],
}
NONE = "none"


class GatesPanel(Panel):
    """What does each unit do along a text?

    Args:
        model: a character model with LSTM or GRU layers.
        vocabulary: its characters.
        text: up to 500 characters.
        trackers: units of this model that track something, to jump to; the first of them is where it begins.
        note: for the status line.

    Attributes:
        text, layer, value, sort: the controls.
        track: jumps to a unit that tracks something; "none" once another unit is looked at.
    """

    def __init__(
        self,
        model: CharRNN,
        vocabulary: Vocabulary,
        *,
        text: str = TEXT,
        trackers: Sequence[Tracker] = (),
        note: str = "",
    ):
        self._model, self._vocabulary = model, vocabulary
        self._trackers = {found.feature: found for found in trackers}
        cell, layers = model.config["cell"], range(1, len(model.layers) + 1)
        values = VALUES[cell]
        start = trackers[0] if trackers else None
        self.text = TextBox("Text, yours or theirs", text)
        self.layer = Choice("Layer", [(str(k), str(k)) for k in layers], str(start.layer if start else 1))
        self.value = Choice("Value", values, "c" if cell == "lstm" else "h")
        self.sort = Choice("Rows by", [(name, name) for name in probes.SORTS], probes.SORTS[0])
        named = [(found.words, found.feature) for found in trackers]
        self.track = Choice("Jump to the unit that tracks", [*named, ("none", NONE)], start.feature if start else NONE)
        self._unit, self._cursor = start.unit if start else 0, 0
        self._traces = probes.gate_traces(model, vocabulary, text)
        self._shown = self._map()
        self._note = note or "Hover over the enlarged map for values; click, or use the arrow keys."
        choice = [self.layer] if len(model.layers) > 1 else []
        live = LivePicture(
            self._shown,
            figures.gates_drawing,
            figures.describe_gates,
            label="Character, and unit",
            place=lambda shown: (shown.cursor, len(shown.text) - 1, shown.row, len(shown.order) - 1),
            over=figures.gates_cursor,
        )
        super().__init__(
            "Gates over a text",
            "Which unit keeps what, and how long?",
            [self.text, *choice, self.value, self.sort, *([self.track] if named else [])],
            live,
            keys=[(["←", "→"], "character"), (["↑", "↓"], "row")],
            note=self._note,
        )
        self._tell()
        self.watch(self._read, self.text)
        self.watch(self._change, self.layer, self.value, self.sort)
        self.watch(self._jump, self.track)
        self.watch(self._move, live, trait="cursor")
        self.watch(self._move, live, trait="row")

    def view(self) -> GateMap:
        """What is shown now, as a record."""
        return self._shown

    def _map(self) -> GateMap:
        return probes.gate_map(
            self._traces, int(self.layer.value), self.value.value, self.sort.value, unit=self._unit, cursor=self._cursor
        )

    def _show(self, shown: GateMap) -> None:
        self._shown, self._unit, self._cursor = shown, shown.unit, shown.cursor
        self._tell()
        self.live.show(shown)

    def _tell(self) -> None:
        """The tracker's score stands in the status line while its unit is looked at; else the choice goes back."""
        found = self._trackers.get(self.track.value)
        if found and (found.layer, found.unit) != (self._shown.layer, self._shown.unit):
            self.track.value, found = NONE, None
        self.note = figures.describe_tracker(found) if found else self._note
        self._report("")

    def _read(self) -> None:
        self._traces = probes.gate_traces(self._model, self._vocabulary, self.text.value)
        self._cursor = min(self._cursor, len(self._traces.text) - 1)
        self._show(self._map())

    def _change(self) -> None:
        self._show(self._map())

    def _jump(self) -> None:
        found = self._trackers.get(self.track.value)
        if found is None:
            return
        self._unit = found.unit
        with self.hold_trait_notifications():
            self.layer.value, self.value.value = str(found.layer), "c"
        self._show(self._map())

    def _move(self) -> None:
        if (self.live.cursor, self.live.row) != (self._shown.cursor, self._shown.row):
            self._show(probes.look_at(self._shown, self.live.cursor, self.live.row))
