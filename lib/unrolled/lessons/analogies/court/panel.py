"""The analogy court."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from unrolled.datasets.analogy_questions import Section
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.court import figure as figures
from unrolled.lessons.analogies.court import probe as probes
from unrolled.lessons.analogies.vectors.panel import (
    ALL,
    ALLOWED,
    LEFT_OUT,
    chosen,
    inputs_choice,
    vectors_choice,
    vocabulary_choice,
)
from unrolled.measuring.analogies import METHODS
from unrolled.measuring.hearing import hear
from unrolled.measuring.records.hearing import Hearing
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture

WRONG = "counted wrong"


class CourtPanel(BackgroundPanel):
    """How many of 19,544 questions are answered correctly, and what decides it?

    A hearing takes seconds, in a thread of its own; what was heard once is kept.

    Args:
        vectors: one or more sets of word vectors; with more than one, there is a choice.
        questions: sections; by default those of word2vec.

    Attributes:
        which, size, inputs, method, pairs, unknown: the controls; ``which`` shows if there is a choice.
    """

    def __init__(self, *vectors: WordVectors, questions: Sequence[Section] | None = None):
        self._vectors, self._questions = vectors, questions
        self._heard: dict[tuple[str, ...], Hearing] = {}
        self.which = vectors_choice(vectors)
        self.size = vocabulary_choice()
        self.inputs = inputs_choice()
        self.method = Choice("Score", [(name, name) for name in METHODS], METHODS[0])
        self.pairs = Choice("Pairs averaged", [(str(k) if k else ALL, str(k)) for k in probes.PAIRS], "1")
        self.unknown = Choice("Questions with unknown words", [(name, name) for name in (WRONG, LEFT_OUT)], WRONG)
        live = LivePicture(probes.judge(None, waiting=True), figures.court_drawing, figures.describe_court)
        super().__init__(
            "The analogy court",
            "How many questions are answered correctly, and what decides it?",
            [*([self.which] if len(vectors) > 1 else []), self.inputs, self.pairs],
            live,
            more=[self.size, self.unknown, self.method],
            note="Correct: the expected word comes first. A dark bar sums up the sections above it.",
        )
        self.watch(self._update, self.which, self.size, self.inputs, self.method, self.pairs, self.unknown)
        self._update()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Readers without a kernel get the picture of a hearing that is over."""
        self.finish()
        return super()._repr_mimebundle_(**kwargs)

    def _update(self) -> None:
        """Show what was heard before; or else go on showing the last case, and hear this one."""
        self._background.stop()
        case = self._case()
        if case in self._heard:
            self._judge(self._heard[case], waiting=False)
            return
        self._judge(self.record.hearing, waiting=True)
        self._background.start(lambda stopped: self._hear(case, stopped))

    def _case(self) -> tuple[str, ...]:
        return self.which.value, self.size.value, self.method.value, self.pairs.value

    def _hear(self, case: tuple[str, ...], stopped: threading.Event) -> None:
        which, size, method, pairs = case
        vectors = chosen(self._vectors, which, size)
        hearing = hear(vectors, self._questions, method=method, pairs=int(pairs), cancelled=stopped.is_set)
        if hearing is not None and not stopped.is_set():
            self._heard[case] = hearing
            self._judge(hearing, waiting=False)

    def _judge(self, hearing: Hearing | None, *, waiting: bool) -> None:
        allowed, strict = self.inputs.value == ALLOWED, self.unknown.value == WRONG
        self.show(probes.judge(hearing, allowed=allowed, strict=strict, waiting=waiting))
