"""1-of-N and the shape of the network."""

from __future__ import annotations

import threading

from unrolled import runtime
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.shape import figure as figures
from unrolled.measuring import shape as probes
from unrolled.measuring.char_rnn import PromptError
from unrolled.measuring.records.shape import Shape
from unrolled.models.size import parameters
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture

PRESETS = {"1 × 64": (1, 64), "2 × 256, here": (2, 256), "3 × 512, the slide's": (3, 512)}
MARKS = ((2, 256), (3, 512))


class ShapePanel(BackgroundPanel):
    """How large is it?

    What is measured is measured in the background; the controls can be moved meanwhile.

    Args:
        vocabulary: the characters; their number is the length of the 1-of-N vector.
        character: shown at the start.
        layers: LSTM layers at the start.
        hidden: units of each at the start.

    Attributes:
        character, presets, layers, hidden, measure: the controls.
    """

    _patient = False

    def __init__(self, vocabulary: Vocabulary, *, character: str = "h", layers: int = 2, hidden: int = 256):
        self._vocabulary = vocabulary
        self._measured: dict[tuple[int, int], float] = {}
        self.character = TextBox("Character", character, rows=1)
        self.presets = Choice("Network", [(name, name) for name in [*PRESETS, "yours"]], _named(layers, hidden))
        self.layers = Range("Layers", layers, 1, 4, 1, page=1)
        self.hidden = Range("Units in a layer", hidden, 16, 1024, 16, page=128)
        self.measure = Button("Measure", key="e")
        sizes = [sum(parameters(len(vocabulary), H, layers)) for layers, H in MARKS]
        marks = tuple(zip(("2 × 256, here", "3 × 512, the slide's"), sizes, strict=True))
        shown = self._shape()
        super().__init__(
            "1-of-N and the shape of the network",
            "How large is it, and how fast?",
            [self.layers, self.hidden, self.measure],
            LivePicture(shown, lambda shape: figures.shape_drawing(shape, marks=marks), figures.describe_shape),
            more=[self.presets, self.character],
            keys=[(["←", "→"], "one step"), (["E"], "measure")],
            note=figures.answer,
        )
        self.watch(self._take, self.presets)
        self.watch(self._update, self.character, self.layers, self.hidden)
        self.watch(self._measure, self.measure)

    def _shape(self) -> Shape:
        character = self.character.value[-1:]
        if not character:
            raise PromptError("No character: type one to see its place in the 1-of-N vector.")
        place = int(self._vocabulary.encode(character)[0])
        layers, hidden = int(self.layers.value), int(self.hidden.value)
        known = self._measured.get((layers, hidden))
        return probes.shape(character, place, len(self._vocabulary), hidden, layers, known)

    def _take(self) -> None:
        if self.presets.value in PRESETS:
            with self.batch():
                self.layers.value, self.hidden.value = PRESETS[self.presets.value]

    def _update(self) -> None:
        self.presets.value = _named(int(self.layers.value), int(self.hidden.value))
        self.show(self._shape())

    def _measure(self) -> None:
        if self.busy:
            raise probes.ShapeError("A network is being measured: wait a second or two, then press Measure again.")
        layers, hidden = int(self.layers.value), int(self.hidden.value)
        probes.afford(len(self._vocabulary), hidden, layers, runtime.limits())
        self.note = f"Measuring: {layers} × {hidden} units are in training…"
        self._background.start(lambda stopped: self._job(hidden, layers, stopped))

    def _job(self, hidden: int, layers: int, stopped: threading.Event) -> None:
        self._measured[layers, hidden] = probes.speed(hidden, layers, len(self._vocabulary))
        if stopped.is_set():
            return
        shown = self.record  # the controls may have been moved meanwhile
        known = self._measured.get((shown.layers, shown.hidden))
        self.show(probes.shape(shown.character, shown.place, shown.characters, shown.hidden, shown.layers, known))
        self.report()


def _named(layers: int, hidden: int) -> str:
    """The name of a network of these sizes."""
    return next((name for name, sizes in PRESETS.items() if sizes == (layers, hidden)), "yours")
