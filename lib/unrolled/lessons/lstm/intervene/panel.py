"""Hold a gate by hand, and see what the network makes of it."""

from __future__ import annotations

from collections.abc import Callable

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.intervene import figure as figures
from unrolled.lessons.lstm.intervene import probe as probes
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.char_rnn import CharRNN
from unrolled.models.intervene import Intervention
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture

NOTHING = "nothing"
PARTS = {
    "lstm": [
        ("nothing", NOTHING), ("i", "i"), ("f", "f"), ("o", "o"), ("all gates", "gates"),
        ("forget bias", "bias"), ("one carry", "carry"),
    ],
    "gru": [
        ("nothing", NOTHING), ("r", "r"), ("z", "z"), ("both gates", "gates"), ("bias of z", "bias"),
        ("one h", "carry"),
    ],
}  # fmt: skip
TEMPERATURE = 0.7  # of the passages: low enough for words, high enough for the noise to count


class IntervenePanel(BackgroundPanel):
    """What happens if a gate no longer follows the text?

    The bars follow at once; the changed passage is written in the background,
    and the last one stays, paler, until it is there.

    Args:
        model: a character model with LSTM or GRU layers.
        vocabulary: its characters.
        prompt: the text to go on from.
        part: what is held at the start; see ``PARTS``.
        unit: whose carry can be held, at the start, counted from 1.
        length: characters to write.
        seed: of the noise; *New noise* adds one.

    Attributes:
        part, gate, bias, carry: the controls in sight; of the last three the one that belongs to the part.
        layers, unit, new_noise, prompt: the others.
    """

    def __init__(
        self,
        model: CharRNN,
        vocabulary: Vocabulary,
        *,
        prompt: str = "VIOLA:\nWhat country, friends, is this?\n\nCaptain:\nThis is Illyria,",
        part: str = "f",
        unit: int = 1,
        length: int = 160,
        seed: int = 0,
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._length, self._seed = model, vocabulary, length, seed
        count, cell = len(model.layers), model.config["cell"]
        every = ",".join(str(k) for k in range(1, count + 1))
        layers = [(str(k), str(k)) for k in range(1, count + 1)] + ([("all", every)] if count > 1 else [])
        self.prompt = TextBox("Prompt", prompt, rows=5)
        self.part = Choice("Hold", PARTS[cell], part)
        self.layers = Choice("Layer", layers, every)
        self.gate = Range("Gate at", 0, 0, 1, 0.05, page=0.25)
        self.bias = Range("Added to the bias", 0, -6, 6, 0.25, page=1)
        self.unit = Range("Unit", unit, 1, model.config["hidden"], 1)
        reach, step = (10, 0.5) if cell == "lstm" else (1, 0.05)
        self.carry = Range("Memory at", 0, -reach, reach, step)
        self.new_noise = Button("New noise", key="n")
        self._untouched, self._before = self._begin()
        changed = self._writer(self.intervention())
        shown = probes.compare(self._untouched, changed, (self._before, self._before), pending=True)
        choice = [self.layers] if count > 1 else []
        live = LivePicture(shown, figures.intervention_drawing, figures.describe_intervention)
        super().__init__(
            "Hold a gate",
            "What happens if a gate no longer follows the text?",
            [self.part, self.gate, self.bias, self.carry],  # of the sliders one is shown
            live,
            more=[*choice, self.unit, self.new_noise, self.prompt],
            keys=[(["N"], "new noise")],
            note=lambda shown: figures.answer(shown, TEMPERATURE),
        )
        self._arrange()
        self.watch(self._again, self.prompt, self.new_noise)
        self.watch(self._update, self.part, self.layers, self.gate, self.bias, self.unit, self.carry)
        self._start(changed)

    def intervention(self) -> Intervention | None:
        """What the controls say is held."""
        part = self.part.value
        if part == NOTHING:
            return None
        value = {"bias": self.bias, "carry": self.carry}.get(part, self.gate).value
        layers = tuple(int(k) for k in self.layers.value.split(","))
        return Intervention(part, value, layers, int(self.unit.value) - 1)

    def _writer(self, held: Intervention | None = None) -> probes.Writer:
        return probes.Writer(
            self._model, self._vocabulary, self.prompt.value, held,
            length=self._length, seed=self._seed + self.new_noise.presses, temperature=TEMPERATURE,
        )  # fmt: skip

    def _begin(self) -> tuple[probes.Writer, str]:
        """The untouched network, which has read the prompt, and its passage."""
        untouched = self._writer()
        return untouched, untouched.write()

    def _again(self) -> None:
        self._untouched, self._before = self._begin()
        self._update()

    def _arrange(self) -> None:
        """Show the controls that belong to the part."""
        part = self.part.value
        shown = {
            self.gate: part not in (NOTHING, "bias", "carry"), self.bias: part == "bias",
            self.unit: part == "carry", self.carry: part == "carry", self.layers: part != NOTHING,
        }  # fmt: skip
        for control, visible in shown.items():
            control.layout.display = "" if visible else "none"

    def _update(self) -> None:
        """Bars at once, with the passage of before; the new one from a thread of its own."""
        self._background.stop()
        self._arrange()
        changed = self._writer(self.intervention())
        passages = self._before, self.record.passages[1]
        self.show(probes.compare(self._untouched, changed, passages, pending=True))
        self._start(changed)

    def _start(self, changed: probes.Writer) -> None:
        self._background.start(lambda stopped: self._write(changed, stopped.is_set))

    def _write(self, changed: probes.Writer, cancelled: Callable[[], bool]) -> None:
        passage = changed.write(cancelled)
        if passage is not None and not cancelled():
            self.show(probes.with_passage(self.record, passage))
