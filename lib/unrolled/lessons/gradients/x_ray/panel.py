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

    The picture's cursor is the character pointed at.

    Args:
        text: 2 to 101 characters; the last is the one to be predicted.
        networks: "untrained" or "trained".
        wrt: what the gradient is taken by at the start, "h", "x" or "c"; a TCN has a line for "x" alone, and then its
            levels stand in sight in place of the forget bias.
        title: where there are two of this panel, each needs its own.

    Attributes:
        radius, forget: the untrained networks' spectral radius and the LSTM's forget bias.
        networks: the last of those in sight.
        wrt, seed, length, levels: what the gradient is taken by, of which networks, over how many characters (T); and
            the levels of the untrained TCN.
        presets, text: what is read.
    """

    def __init__(
        self, text: str = FRENCH, *, networks: str = "untrained", wrt: str = "h", title: str = "Gradient X-ray"
    ):
        self.radius = Range("Spectral radius ρ", 0.9, 0, 3, 0.01, page=0.1)
        self.forget = Range("Forget bias", 2, -2, 6, 0.1, page=1, unit="LSTM")
        self.length = Range("Length T", len(text) - 1, 1, 100, 1, unit="characters")
        self.levels = Range("TCN levels", 3, 1, 6, 1, page=1, unit="by input x")
        self.text = TextBox("Text", text)  # two rows hold a line of 101 characters
        self.presets = Presets("Presets", self.text, [("Slide 3: French", FRENCH), ("sky", SKY)])
        self.wrt = Choice("Gradient with respect to", [("state h", "h"), ("input x", "x"), ("carry C only", "c")], wrt)
        self.networks = Choice("Networks", [("untrained", "untrained"), ("trained", "trained")], networks)
        self.seed = Choice("Seed", SEEDS, "0")
        self._machine = probes.Machine(shakespeare.vocabulary())
        shown = probes.point_at(self._take(), CLUES.get(text, 0))
        second, other = (self.levels, self.forget) if wrt == "x" else (self.forget, self.levels)
        live = LivePicture(
            shown,
            figures.xray_drawing,
            figures.describe_xray,
            label="Character pointed at",
            place=lambda shown: (shown.cursor, shown.steps - 1),
            over=figures.xray_cursor,
            point_at=probes.point_at,
        )
        super().__init__(
            title,
            "How much of the last loss reaches each earlier character?",
            [self.radius, second, self.networks],
            live,
            more=[self.wrt, self.seed, self.length, other, self.presets, self.text],
            keys=[(["←", "→"], "cursor")],
            note=figures.describe_xray(shown) + figures.what_is_left(shown),
        )
        self.watch(
            self._measure,
            self.text, self.radius, self.forget, self.length, self.wrt, self.networks, self.seed, self.levels,
        )  # fmt: skip

    def show(self, record: Xray) -> None:
        """The status line says what stands at the cursor."""
        short = f" T is {record.steps}: the text has no more." if self.length.value > record.steps else ""
        self.note = figures.describe_xray(record) + (short or figures.what_is_left(record))
        super().show(record)

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

    def _measure(self) -> None:
        """Take the X-ray again; T cuts at the front, so the cursor stays on its character.

        Another text is read whole, and pointed at where its clue stands.
        """
        text, place = self.text.value, self.record.start + self.record.cursor
        if text != self.record.text:
            probes.check_text(text, shakespeare.vocabulary())
            place, whole = CLUES.get(text, place), len(text) - 1
            if self.length.value != whole:
                self.length.value = whole  # this measures
                return
        shown = self._take()
        self.show(probes.point_at(shown, place - shown.start))
