"""The gradient X-ray."""

from __future__ import annotations

from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.x_ray import figure as figures
from unrolled.lessons.gradients.x_ray import probe as probes
from unrolled.lessons.gradients.x_ray.record import Xray
from unrolled.panels.controls import Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

FRENCH = "I grew up in France, and so I still speak fluent French"
SKY = "The clouds are in the sky"
CLUES = {FRENCH: FRENCH.index("France"), SKY: SKY.index("clouds")}  # where the cursor starts
SEEDS = [(str(seed), str(seed)) for seed in (0, 1, 2)]


class GradientPanel(Panel):
    """How much of the last loss reaches each earlier character?

    Args:
        text: 2 to 101 characters; the last is the one to be predicted.
        networks: "untrained" or "trained".
        wrt: what the gradient is taken by at the start, "h", "x" or "c"; a TCN has a line for "x" alone.
        title: where there are two of this panel, each needs its own.

    Attributes:
        radius, forget: the untrained networks' spectral radius and the LSTM's forget bias.
        length: T, how many characters are read.
        levels: of the untrained TCN.
        presets, text, wrt, networks, seed: the other controls.
    """

    def __init__(
        self, text: str = FRENCH, *, networks: str = "untrained", wrt: str = "h", title: str = "Gradient X-ray"
    ):
        self.radius = Range("Spectral radius ρ", 0.9, 0, 3, 0.01, page=0.1, ticks=[0, 1, 2, 3], unit="of W")
        self.forget = Range("Forget bias", 2, -2, 6, 0.1, page=1, ticks=[-2, 0, 2, 4, 6], unit="LSTM")
        self.length = Range("Length T", len(text) - 1, 1, 100, 1, ticks=[1, 25, 50, 75, 100], unit="characters")
        self.levels = Range("TCN levels", 3, 1, 6, 1, page=1, ticks=[1, 2, 3, 4, 5, 6], unit="by input x")
        self.text = TextBox("Text", text, rows=1)
        self.text.layout.max_width, self.text.layout.flex = "none", "1 0 100%"  # a line of 100 characters in sight
        self.presets = Presets("Presets", self.text, [("Slide 3: French", FRENCH), ("sky", SKY)])
        self.wrt = Choice(
            "Gradient of the last loss by", [("state h", "h"), ("input x", "x"), ("carry C only", "c")], wrt
        )
        self.networks = Choice("Networks", [("untrained", "untrained"), ("trained", "trained")], networks)
        self.seed = Choice("Seed", SEEDS, "0")
        self._machine = probes.Machine(shakespeare.vocabulary())
        self._shown = probes.point_at(self._take(), CLUES.get(text, 0))
        live = LivePicture(
            self._shown,
            figures.xray_drawing,
            figures.describe_xray,
            label="Character pointed at",
            place=lambda shown: (shown.cursor, shown.steps - 1),
            over=figures.xray_cursor,
        )
        super().__init__(
            title,
            "How much of the last loss reaches each earlier character?",
            [
                self.radius,
                self.forget,
                self.length,
                self.presets,
                self.wrt,
                self.networks,
                self.seed,
                self.levels,
                self.text,
            ],
            live,
            keys=[(["←", "→"], "move the cursor")],
            note=figures.describe_xray(self._shown),
        )
        self.watch(self._read_again, self.text)
        self.watch(
            self._measure, self.radius, self.forget, self.length, self.wrt, self.networks, self.seed, self.levels
        )
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Xray:
        """What is shown now, as a record."""
        return self._shown

    def _take(self) -> Xray:
        return self._machine.take(
            self.text.value,
            steps=int(self.length.value),
            wrt=self.wrt.value,
            is_trained=self.networks.value == "trained",
            seed=int(self.seed.value),
            radius=self.radius.value,
            forget=self.forget.value,
            levels=int(self.levels.value),
        )

    def _show(self, shown: Xray) -> None:
        self._shown = shown
        self.note = figures.describe_xray(shown)
        if self.length.value > shown.steps:
            self.note += f" T is {shown.steps}: the text has no more."
        self._report("")
        self.live.show(shown)

    def _read_again(self) -> None:
        """Another text is read whole, and pointed at where its clue stands, or where the last one was."""
        text, place = self.text.value, self._shown.start + self._shown.cursor
        probes.check_text(text, shakespeare.vocabulary())
        self.length.value = len(text) - 1
        self._show(probes.point_at(self._take(), CLUES.get(text, place)))

    def _measure(self) -> None:
        shown = self._take()
        place = self._shown.start + self._shown.cursor  # T cuts at the front: the cursor stays on its character
        self._show(probes.point_at(shown, place - shown.start))

    def _move(self) -> None:
        if self.live.cursor != self._shown.cursor:
            self._show(probes.point_at(self._shown, self.live.cursor))
