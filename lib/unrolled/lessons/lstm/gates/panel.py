"""Gates over a text."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.gates import figure as figures
from unrolled.lessons.lstm.gates import probe as probes
from unrolled.lessons.lstm.gates.record import GateMap
from unrolled.lessons.lstm.tracking.record import Tracker
from unrolled.measuring.char_rnn import check_fit
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
TRACKED = {"heading": "NAME:", "line": "place", "speech": "first line", "word": "long word"}  # on the buttons
NONE = "none"


class GatesPanel(Panel):
    """What does each unit do along a text?

    Args:
        model: a character model with LSTM or GRU layers.
        vocabulary: its characters.
        text: up to 500 characters.
        trackers: units of this model that track something, to jump to; the first of them is where it begins.

    Attributes:
        text, layer, value, sort: the controls.
        track: jumps to a unit that tracks something; "none" once another unit is looked at.
    """

    def __init__(self, model: CharRNN, vocabulary: Vocabulary, *, text: str = TEXT, trackers: Sequence[Tracker] = ()):
        check_fit(vocabulary, model)
        self._model, self._vocabulary = model, vocabulary
        self._trackers = {found.feature: found for found in trackers}
        cell, layers = model.config["cell"], range(1, len(model.layers) + 1)
        start = trackers[0] if trackers else None
        self.text = TextBox("Text, yours or theirs", text, rows=14)
        self.layer = Choice("Layer", [(str(k), str(k)) for k in layers], str(start.layer if start else 1))
        self.value = Choice("Value", VALUES[cell], "c" if cell == "lstm" else "h")
        self.sort = Choice("Rows by", [(name, name) for name in probes.SORTS], probes.SORTS[0])
        named = [(TRACKED.get(found.feature, found.words), found.feature) for found in trackers]
        self.track = Choice("Jump to the unit that tracks", [*named, ("none", NONE)], start.feature if start else NONE)
        self._traces = probes.gate_traces(model, vocabulary, text)
        choice = [self.layer] if len(model.layers) > 1 else []
        live = LivePicture(
            self._map(start.unit if start else 0, 0),
            figures.gates_drawing,
            figures.describe_gates,
            label="Character, and unit",
            place=lambda shown: (shown.cursor, len(shown.text) - 1, shown.row, len(shown.order) - 1),
            over=figures.gates_cursor,
            point_at=probes.look_at,
        )
        super().__init__(
            "Gates over a text",
            "Which unit keeps what, and how long?",
            [*([self.track] if named else []), *choice, self.value],
            live,
            more=[self.sort, self.text],
            keys=[(["←", "→"], "character"), (["↑", "↓"], "row")],
        )
        self._tell()
        self.watch(self._read, self.text)
        self.watch(self._change, self.layer, self.value, self.sort)
        self.watch(self._jump, self.track)

    def show(self, record: GateMap) -> None:
        """Show another map, and say what its unit keeps."""
        super().show(record)
        self._tell()

    def _map(self, unit: int, cursor: int) -> GateMap:
        return probes.gate_map(
            self._traces, int(self.layer.value), self.value.value, self.sort.value, unit=unit, cursor=cursor
        )

    def _tell(self) -> None:
        """The tracker's score stands in the status line while its unit is looked at; else the choice goes back."""
        found = self._trackers.get(self.track.value)
        if found and (found.layer, found.unit) != (self.record.layer, self.record.unit):
            self.track.value, found = NONE, None
        self.note = figures.describe_tracker(found) if found else figures.describe_memory(self.record)
        self.report()

    def _read(self) -> None:
        self._traces = probes.gate_traces(self._model, self._vocabulary, self.text.value)
        self._change()

    def _change(self) -> None:
        self.show(self._map(self.record.unit, min(self.record.cursor, len(self._traces.text) - 1)))

    def _jump(self) -> None:
        found = self._trackers.get(self.track.value)
        if found is not None:
            with self.batch():
                self.layer.value, self.value.value = str(found.layer), "c"
                self.show(self._map(found.unit, self.record.cursor))
