"""Analogies."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets.analogy_questions import TABLE_8, Relationship
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.arithmetic import figure as figures
from unrolled.lessons.analogies.arithmetic import probe as probes
from unrolled.lessons.analogies.arithmetic.record import Analogy
from unrolled.measuring.analogies import METHODS
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

BOXES = ("From", "− take", "+ add")


class AnalogyPanel(Panel):
    """Paris − France + Italy: which word is nearest?

    The picture's cursor goes through the examples of Table 8 and fills the boxes.

    Args:
        vectors: one or more word vectors; with more than one there is a choice.
        start: words of the boxes: b, a and c of "a is to b as c is to what?".
        table: relationships with examples.
        key: knows what is expected; by default Table 8 and the questions of word2vec.

    Attributes:
        given, taken, added, inputs, score, before, after: the controls; the first three are the boxes.
        vectors: the choice of vectors, or None.
    """

    def __init__(
        self,
        *vectors: WordVectors,
        start: Sequence[str] = ("Paris", "France", "Italy"),
        table: Sequence[Relationship] = TABLE_8,
        key: probes.Key | None = None,
    ):
        self._held, self._table, self._key = vectors, table, key or probes.published()
        self._steps, self._step = probes.steps(table), 0
        self.given, self.taken, self.added = (
            TextBox(label, word, rows=1) for label, word in zip(BOXES, start, strict=True)
        )
        self.inputs = Choice("Inputs", [("left out", "left out"), ("allowed", "allowed")], "left out")
        self.score = Choice("Score", [(method, method) for method in METHODS], METHODS[0])
        self.before, self.after = Button("◀ Table 8"), Button("Table 8 ▶", key="n")
        names = [(one.about.split(",")[0], str(k)) for k, one in enumerate(vectors)]
        self.vectors = Choice("Vectors", names, "0") if len(vectors) > 1 else None
        live = LivePicture(
            self._measure(),
            figures.analogy_drawing,
            figures.describe_analogy,
            label="Example of Table 8",
            place=lambda view: (view.row.step, view.row.steps - 1),
        )
        chosen = [self.vectors] if self.vectors else []
        boxes = [self.given, self.taken, self.added]
        super().__init__(
            "Analogies",
            "Paris − France + Italy: which word is nearest?",
            boxes,
            live,
            more=[self.inputs, self.score, *chosen, self.before, self.after],
            keys=[(["←", "→"], "Table 8"), (["N"], "next")],
            note=figures.verdict,
        )
        self.watch(self._measure, *boxes, self.inputs, self.score, *chosen)
        self.watch(lambda: self._go(self._step - 1), self.before)
        self.watch(lambda: self._go(self._step + 1), self.after)
        self.watch(lambda: self._go(live.cursor), live, trait="cursor")

    def _measure(self) -> Analogy:
        b, a, c = probes.clean(BOXES, [box.value for box in (self.given, self.taken, self.added)])
        expected = self._key.expected((a, b, c))
        if expected and expected.step is not None:
            self._step = expected.step
        vectors = self._held[int(self.vectors.value) if self.vectors else 0]
        return probes.answer(
            vectors, (a, b, c), method=self.score.value, allowed=self.inputs.value == "allowed", expected=expected,
            row=probes.row_of(self._step, self._table),
        )  # fmt: skip

    def _go(self, step: int) -> None:
        """Fill the boxes from Table 8; before its first and after its last example it starts anew."""
        step %= len(self._steps)
        a, b, c = self._steps[step]
        if self.record.row.step == step == self._step and self.record.expected and self.record.expected.step == step:
            return
        self._step = step
        if (self.given.value, self.taken.value, self.added.value) == (b, a, c):
            self.show(self._measure())  # these words could not be asked: say so again
        else:
            with self.batch():
                self.given.value, self.taken.value, self.added.value = b, a, c
