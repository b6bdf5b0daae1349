"""Table 8, asked again."""

from __future__ import annotations

from dataclasses import replace

from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.table8 import figure as figures
from unrolled.lessons.analogies.table8 import probe as probes
from unrolled.lessons.analogies.table8.record import Table8
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
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class Table8Panel(Panel):
    """Do the paper's thirty examples come out, and if not, why?

    Cursor and row of the picture go through the cells.

    Args:
        vectors: one or more sets of word vectors; with more than one, there is a choice.
        inputs: whether input words may be answers: "left out" or "allowed".
        method: "cosine" or "3CosMul".
        size: how many of the most frequent words may be answers: "5000", "10000", "20000" or "all".

    Attributes:
        which, inputs, method, size: the controls; ``which`` shows if there is a choice.
    """

    def __init__(self, *vectors: WordVectors, inputs: str = LEFT_OUT, method: str = METHODS[0], size: str = ALL):
        self._vectors = vectors
        self._asked: dict[tuple[str, ...], Table8] = {}
        self.which = vectors_choice(vectors)
        self.inputs = inputs_choice(inputs)
        self.method = Choice("Score", [(name, name) for name in METHODS], method)
        self.size = vocabulary_choice(size)
        live = LivePicture(
            self._ask(),
            figures.table8_drawing,
            figures.describe_table8,
            label="Example",
            place=lambda shown: (shown.column, 2, shown.row, len(shown.cells) - 1),
            over=figures.table8_cursor,
            point_at="column row",
        )
        super().__init__(
            "Table 8, asked again",
            "Do the paper's examples come out, and if not, why?",
            [*([self.which] if len(vectors) > 1 else []), self.inputs, self.size],
            live,
            more=[self.method],
            keys=[(["←", "→", "↑", "↓"], "example")],
            note="Bold: the answer of these vectors. Go to a cell for its nearest words, and for the paper's answer.",
        )
        self.watch(self._update, self.which, self.inputs, self.method, self.size)

    def _ask(self) -> Table8:
        """The table in this state; what was asked once is kept."""
        state = self.which.value, self.size.value, self.method.value, self.inputs.value
        if state not in self._asked:
            which, size, method, inputs = state
            vectors = chosen(self._vectors, which, size)
            self._asked[state] = probes.ask(vectors, method=method, allowed=inputs == ALLOWED)
        return self._asked[state]

    def _update(self) -> None:
        self.show(replace(self._ask(), row=self.record.row, column=self.record.column))
