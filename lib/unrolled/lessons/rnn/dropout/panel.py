"""Dropout in a sequence."""

from __future__ import annotations

from dataclasses import replace

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.rnn.dropout import figure as figures
from unrolled.lessons.rnn.dropout import probe as probes
from unrolled.lessons.rnn.dropout.record import Masks
from unrolled.measuring.char_rnn import check_fit
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
        check_fit(vocabulary, model)
        self._model, self._vocabulary = model, vocabulary
        self.text = TextBox("Text", text, rows=1)
        self.rate = Range("Share removed", rate, 0, 0.9, 0.05, page=0.1)
        self.kinds = Choice("Masks", KINDS, "both")
        self.another = Button("New draw", key="n")
        super().__init__(
            "Dropout in a sequence",
            "Which nodes are missing, and for how long?",
            [self.rate, self.kinds, self.another],
            LivePicture(
                self._measure(),
                figures.masks_drawing,
                figures.describe_masks,
                label="Step",
                place=lambda shown: (shown.cursor, len(shown.text) - 1),
                over=figures.masks_cursor,
                point_at="cursor",
            ),
            more=[self.text],
            keys=[(["←", "→"], "step"), (["N"], "new draw")],
            note=figures.remark,
        )
        self.watch(self._read, self.text, self.rate, self.kinds, self.another)

    def _measure(self) -> Masks:
        return probes.masks(
            self._model, self._vocabulary, self.text.value, self.rate.value, self.another.presses,
            kinds=self.kinds.value,
        )  # fmt: skip

    def _read(self) -> None:
        before, fresh = self.record.cursor, self._measure()
        self.show(replace(fresh, cursor=min(before, len(fresh.text) - 1)))
