"""Figure 1a: the receptive field, drawn, counted and measured, and a poked input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ipywidgets import Widget

from unrolled.lessons.tcn.receptive_field import figure as figures
from unrolled.lessons.tcn.receptive_field import probe as probes
from unrolled.lessons.tcn.receptive_field.probe import BOTH, LEFT, Settings
from unrolled.lessons.tcn.receptive_field.record import ReceptiveField
from unrolled.models.tcn.size import doubling
from unrolled.panels.controls import Button, Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SENTENCE = "I grew up in France … I speak fluent French"
STACKS = (
    ("Figure 1a", "3; 1, 2, 4; 1"),
    ("blocks of two", "3; 1, 2, 4; 2"),
    ("WaveNet", "2; 1, 2, 4, 8, 16; 1"),
    ("holes", "2; 1, 4, 16; 1"),
    ("digits", "7; 1, 2, 4, 8, 16, 32, 64, 128; 2"),
)


def read_stack(typed: str) -> tuple[int, tuple[int, ...], int]:
    """Kernel, dilations and convolutions a block from "k; d, d, d; c".

    Raises:
        FieldError: if it says something else.
    """
    parts = typed.split(";")
    if len(parts) != 3 or not parts[0].strip().isdecimal() or parts[2].strip() not in ("1", "2"):
        raise probes.FieldError("Write kernel; dilations; convolutions a block, such as 3; 1, 2, 4; 2.")
    return int(parts[0]), probes.read_dilations(parts[1], 1), int(parts[2])


def written(settings: Settings) -> str:
    """What :func:`read_stack` reads."""
    return f"{settings.kernel}; {', '.join(map(str, settings.dilations))}; {settings.convolutions}"


class ReceptiveFieldPanel(Panel):
    """How far back can one output see?

    The picture's cursor is the output whose cone is drawn, its row cursor the step whose input is changed.

    Args:
        text: what the network reads.
        kernel, levels: of the stack at first.
        dilations: a list as a learner types it; empty for 1, 2, 4, ...
        convolutions: in each block, 1 or 2.
        padding: "left" or "both".
        poked: the step, from 1, whose character is changed.
        seed: of the weights; *New weights* adds one.

    Attributes:
        kernel, levels, dilations, convolutions, padding, text, weights, stack, presets: the controls.
    """

    def __init__(
        self,
        text: str = SENTENCE,
        *,
        kernel: int = 3,
        levels: int = 3,
        dilations: str = "",
        convolutions: int = 1,
        padding: str = LEFT,
        poked: int = 6,
        seed: int = 0,
    ):
        self.kernel = Range("Kernel size k", kernel, 1, 8, 1, page=2)
        self.levels = Range("Levels", levels, 1, probes.MOST_LEVELS, 1, page=2)
        self.dilations = TextBox("Dilations", dilations, rows=1)
        self.convolutions = Choice("Convolutions a block", [("1", "1"), ("2", "2")], str(convolutions))
        self.padding = Choice("Padding", [("left", LEFT), ("both", BOTH)], padding)
        self.text = TextBox("It reads", text, rows=1)
        self.text.layout.flex, self.text.layout.max_width = "1 1 480px", "none"
        self.weights = Button("New weights", key="n")
        self.stack = TextBox("Stack", written(self.settings()), rows=1)  # not shown: what a preset sets
        self.presets = Presets("Stacks", self.stack, list(STACKS))
        self._seed, self._poked, self._held = seed, poked - 1, False
        live = LivePicture(
            self._measure(None),
            figures.receptive_field_drawing,
            figures.describe_receptive_field,
            label="Output whose cone is drawn",
            place=lambda view: (view.output, len(view.text) - 1, view.poked, len(view.text) - 1),
            over=figures.receptive_field_cone,
            point_at=self._point_at,
        )
        super().__init__(
            "Figure 1a",
            "How far back can one output see, and can it see ahead?",
            [self.presets, self.padding],
            live,
            more=[self.kernel, self.levels, self.dilations, self.convolutions, self.weights, self.text],
            keys=[(["←", "→"], "output"), (["↑", "↓"], "changed input"), (["N"], "new weights")],
            note="One input is exchanged for #; where “=” stands, the output is the same to the last bit.",
        )
        self.watch(self._named(self._again), self.kernel, self.convolutions, self.padding)
        self.watch(self._named(self._levels), self.levels)
        self.watch(self._named(self._own_list), self.dilations)
        self.watch(self._named(self._preset), self.stack)
        self.watch(self._again, self.text)
        self.watch(self._other_weights, self.weights)

    def settings(self) -> Settings:
        """The stack that the controls say.

        Raises:
            FieldError: if the list of dilations cannot be read.
        """
        levels = int(self.levels.value)
        own = probes.read_dilations(self.dilations.value, levels)
        return Settings(int(self.kernel.value), own, int(self.convolutions.value), self.padding.value)

    def _measure(self, output: int | None) -> ReceptiveField:
        return probes.measure(
            self.settings(), self.text.value, output=output, poked=self._poked, seed=self._seed + self.weights.presses
        )

    def _point_at(self, shown: ReceptiveField, output: int, poked: int) -> ReceptiveField:
        if poked != shown.poked:
            self._poked = poked  # kept apart: in a shorter stack the record has the last step instead
        return self._measure(output)

    def _named(self, update: Callable[[], None]) -> Callable[[], None]:
        """The update, after which the preset in force is lit, if there is one."""

        def update_and_name() -> None:
            if self._held:
                return
            stack = ""
            try:
                update()
                stack = written(self.settings())
            finally:
                self._set({self.stack: stack})

        return update_and_name

    def _set(self, values: dict[Widget, Any]) -> None:
        """Controls that change without an update for each."""
        held, self._held = self._held, True
        try:
            for control, value in values.items():
                control.set_trait("value", value)
        finally:
            self._held = held

    def _again(self) -> None:
        """Another stack or text: the marked output is the last one, or the middle if the stack sees ahead."""
        self.show(self._measure(None if self.padding.value == LEFT else probes.length(self.settings()) // 2))

    def _other_weights(self) -> None:
        self.show(self._measure(self.record.output))

    def _own_list(self) -> None:
        """A list says how many levels there are."""
        self._set({self.levels: len(probes.read_dilations(self.dilations.value, int(self.levels.value)))})
        self._again()

    def _levels(self) -> None:
        """A list that is there is cut at its end, or goes on by doubling; so slider and list always say the same."""
        levels = int(self.levels.value)
        own = probes.read_dilations(self.dilations.value, levels)
        if len(own) != levels:
            more = (own[-1] * 2**n for n in range(1, levels - len(own) + 1))
            self._set({self.dilations: ", ".join(map(str, (*own[:levels], *more)))})
        self._again()

    def _preset(self) -> None:
        kernel, dilations, convolutions = read_stack(self.stack.value)
        probes.check(Settings(kernel, dilations, convolutions, self.padding.value))
        own = "" if dilations == doubling(len(dilations)) else ", ".join(map(str, dilations))
        self._set({self.dilations: own, self.kernel: kernel, self.levels: len(dilations),
                   self.convolutions: str(convolutions)})  # fmt: skip
        self._again()
