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
    """How much of a loss reaches each earlier character?

    The picture's cursor is the character pointed at.

    Args:
        text: 2 to 101 characters; at the start the last is the one to be predicted.
        networks: "untrained" or "trained".
        wrt: what the gradient is taken by at the start, "h", "x" or "c". A TCN has a line for "x" alone, and then its
            levels are in sight.
        title: where there are two of this panel, each needs its own.

    Attributes:
        radius, forget: the untrained networks' spectral radius and the LSTM's forget bias.
        loss: T: after so many characters comes the prediction whose loss it is.
        networks, seed, wrt: of which networks, and what the gradient is taken by.
        levels: of the untrained TCN.
        presets, text: what is read.
    """

    def __init__(
        self, text: str = FRENCH, *, networks: str = "untrained", wrt: str = "h", title: str = "Gradient X-ray"
    ):
        self.radius = Range("Spectral radius ρ", 0.9, 0, 3, 0.01, page=0.1)
        self.forget = Range("Forget bias", 2, -2, 6, 0.1, page=1, unit="LSTM")
        self.loss = Range("Loss at step T", len(text) - 1, 1, 100, 1, page=5, unit="read")
        self.levels = Range("TCN levels", 3, 1, 6, 1, page=1, unit="by input x")
        self.text = TextBox("Text", text)  # two rows hold a line of 101 characters
        self.presets = Presets("Presets", self.text, [("Slide 4: French", FRENCH), ("sky", SKY)])
        self.wrt = Choice("Gradient with respect to", [("state h", "h"), ("input x", "x"), ("carry C only", "c")], wrt)
        self.networks = Choice("Networks", [("untrained", "untrained"), ("trained", "trained")], networks)
        self.seed = Choice("Seed", SEEDS, "0")
        self._machine = probes.Machine(shakespeare.vocabulary())
        shown = probes.point_at(self._take(), CLUES.get(text, 0))
        every = [self.radius, self.forget, self.loss, self.networks, self.wrt, self.seed, self.levels]
        if wrt == "x":
            sight = [self.radius, self.levels, self.networks]
        elif networks == "trained":  # which radius and forget bias do not move
            sight = [self.loss, self.networks, self.seed]
        else:
            sight = [self.radius, self.forget, self.loss]
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
            "How much of a loss reaches each earlier character?",
            sight,
            live,
            more=[*(control for control in every if control not in sight), self.presets, self.text],
            keys=[(["←", "→"], "cursor")],
            note=self._say,
        )
        self.watch(self._measure, self.text, *every)

    def _say(self, record: Xray) -> str:
        """What stands at the cursor."""
        short = f" T is {record.steps}: the text has no more." if self.loss.value > record.steps else ""
        return figures.describe_xray(record) + (short or figures.what_is_left(record))

    def _take(self) -> Xray:
        return self._machine.take(
            self.text.value,
            steps=int(self.loss.value),
            wrt=self.wrt.value,
            is_trained=self.networks.value == "trained",
            seed=int(self.seed.value),
            radius=self.radius.value,
            forget=self.forget.value,
            levels=int(self.levels.value),
        )

    def _measure(self) -> None:
        """Take the X-ray again; the cursor stays on its character, if it is still read.

        Another text is read whole, and pointed at where its clue stands.
        """
        text, place = self.text.value, self.record.cursor
        if text != self.record.text:
            probes.check_text(text, shakespeare.vocabulary())
            place, whole = CLUES.get(text, place), len(text) - 1
            if self.loss.value != whole:
                self.loss.value = whole  # this measures
                return
        self.show(probes.point_at(self._take(), place))
