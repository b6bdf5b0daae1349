"""Shapes of sequence problems."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.lessons.rnn.sequences import figure as figures
from unrolled.lessons.rnn.sequences import probe as probes
from unrolled.lessons.rnn.sequences.dataset import TASKS
from unrolled.lessons.rnn.sequences.record import Exchange
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SHORT = {"many to many, in step": "many in step", "many to many, afterwards": "many afterwards"}  # names of buttons


class SequencesPanel(Panel):
    """When does it read, and when is it asked?

    The picture's cursor is the last step taken.

    Args:
        models: by the shape of their task, networks trained on tasks of ``rnn.sequences.dataset``.

    Attributes:
        shape, question, another: the controls; ``another`` draws a new question.
    """

    def __init__(self, models: Mapping[str, CharRNN]):
        self._models = dict(models)
        first = next(iter(self._models))
        self.shape = Choice("Shape", [(SHORT.get(shape, shape), shape) for shape in self._models], first)
        self.question = TextBox("What it reads", TASKS[first].invent(), rows=1)
        self.another = Button("Another", key="n")
        super().__init__(
            "Shapes of sequence problems",
            "When does it read, and when is it asked?",
            [self.shape, self.question, self.another],
            LivePicture(
                self._measure(),
                figures.exchange_drawing,
                figures.describe_exchange,
                label="Step",
                place=lambda shown: (shown.cursor, len(shown.read) - 1),
                over=figures.exchange_steps,
                point_at="cursor",
            ),
            keys=[(["←", "→"], "step"), (["N"], "another")],
            note=figures.remark,
        )
        self.watch(self._draw_question, self.shape, self.another)
        self.watch(self._measure, self.question)

    def _measure(self) -> Exchange:
        shape = self.shape.value
        return probes.exchange(self._models[shape], TASKS[shape], self.question.value)

    def _draw_question(self) -> None:
        question = TASKS[self.shape.value].invent()
        if question == self.question.value:
            self.show(self._measure())
        else:
            self.question.value = question
