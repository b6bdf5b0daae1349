"""Dropout in a sequence."""

from __future__ import annotations

from dataclasses import replace

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.rnn.dropout import figure as figures
from unrolled.lessons.rnn.dropout import probe as probes
from unrolled.lessons.rnn.dropout.record import Masks
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

KINDS = [("one mask", "one"), ("each step", "each"), ("both", "both")]


class DropoutPanel(Panel):
    """Which nodes are missing, and for how long?

    The picture's cursor is the step.

    Args:
        model: a trained network whose first layer is a plain RNN.
        vocabulary: its characters.
        text: what it reads.
        rate: the share of units removed.

    Attributes:
        text, rate, kinds, another: the controls; ``another`` draws new masks.
    """

    def __init__(
        self,
        model: CharRNN,
        vocabulary: Vocabulary,
        *,
        text: str = "hello again, and again, and again",
        rate: float = 0.3,
    ):
        self._model, self._vocabulary = model, vocabulary
        self.text = TextBox("Text", text, rows=2)
        self.rate = Range("Share removed", rate, 0, 0.9, 0.05, page=0.1, ticks=[0, 0.3, 0.6, 0.9])
        self.kinds = Choice("Masks", KINDS, "both")
        self.another = Button("New draw", key="n")
        self._view = self._measure()
        live = LivePicture(
            self._view,
            figures.masks_drawing,
            figures.describe_masks,
            label="Step",
            place=lambda view: (view.cursor, len(view.text) - 1),
            over=figures.masks_cursor,
        )
        super().__init__(
            "Dropout in a sequence",
            "Which nodes are missing, and for how long?",
            [self.text, self.rate, self.kinds, self.another],
            live,
            keys=[(["←", "→"], "step"), (["N"], "new draw")],
            note="A trained plain RNN reads the text with nodes removed; a crossed cell is a removed node.",
        )
        self.watch(self._show, self.text, self.rate, self.kinds)
        self.watch(self._show, self.another, trait="presses")
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Masks:
        """What is shown now, as a record."""
        return self._view

    def _measure(self) -> Masks:
        return probes.masks(
            self._model, self._vocabulary, self.text.value, self.rate.value, self.another.presses,
            kinds=self.kinds.value,
        )  # fmt: skip

    def _show(self) -> None:
        before, fresh = self._view.cursor, self._measure()
        self._view = replace(fresh, cursor=min(before, len(fresh.text) - 1))
        self.live.show(self._view)

    def _move(self) -> None:
        self._view = replace(self._view, cursor=self.live.cursor)
        self.live.show(self._view)
