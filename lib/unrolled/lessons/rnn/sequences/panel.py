"""Shapes of sequence problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unrolled.lessons.rnn.sequences import figure as figures
from unrolled.lessons.rnn.sequences import probe as probes
from unrolled.lessons.rnn.sequences.dataset import TASKS
from unrolled.lessons.rnn.sequences.record import Exchange
from unrolled.models.char_rnn import CharRNN
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


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
        self.shape = Choice("Shape", [(shape, shape) for shape in self._models], first)
        self.question = TextBox("What it reads", TASKS[first].invent(), rows=1)
        self.another = Button("Another", key="n")
        self._view = self._measure()
        live = LivePicture(
            self._view,
            figures.exchange_drawing,
            figures.describe_exchange,
            label="Step",
            place=lambda view: (view.cursor, len(view.read) - 1),
            over=figures.exchange_steps,
        )
        super().__init__(
            "Shapes of sequence problems",
            "When does it read, and when is it asked?",
            [self.shape, self.question, self.another],
            live,
            keys=[(["←", "→"], "step"), (["N"], "another")],
            note="Synthetic tasks. A box is empty until its step is taken; no box: nothing is read, or nothing asked.",
        )
        self.watch(self._draw_question, self.shape)
        self.watch(self._draw_question, self.another, trait="presses")
        self.watch(self._show, self.question)
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Exchange:
        """What is shown now, as a record."""
        return self._view

    def _measure(self) -> Exchange:
        shape = self.shape.value
        return probes.exchange(self._models[shape], TASKS[shape], self.question.value)

    def _draw_question(self) -> None:
        self.question.value = TASKS[self.shape.value].invent()
        self._show()  # also where the same question was drawn again

    def _show(self) -> None:
        self._view = self._measure()
        self.live.show(self._view)

    def _move(self) -> None:
        self._view = replace(self._view, cursor=self.live.cursor)
        self.live.show(self._view)
