"""The pair factory."""

from __future__ import annotations

from unrolled.lessons.word2vec.pair_factory import figure as figures
from unrolled.lessons.word2vec.pair_factory import probe as probes
from unrolled.lessons.word2vec.pair_factory.record import PairFactory
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SENTENCE = "The mayor of New York walked to the old harbour with a small brown dog"
SEED = 304  # of a draw in which a negative happens to be the positive
NEAR = (4, 6)  # places of the pair shown first: walked, the
THRESHOLDS = [("10⁻⁵", "1e-5"), ("10⁻⁴", "1e-4"), ("10⁻³", "1e-3"), ("off", "0")]


class PairFactoryPanel(Panel):
    """How does a sentence become something to learn from?

    What was drawn stays while settings move: the same numbers decide who is kept, how far a window
    reaches, and which words of the noise distribution are drawn.

    Args:
        text: a sentence of two words or more.
        model: "skip-gram" or "cbow".
        window: largest distance of a context word.
        negatives: K.
        power: of a word's count, in the chance to be drawn as a negative.
        threshold: of subsampling, one of "1e-5", "1e-4", "1e-3", or "0" for none.
        seed: of all draws; *New draw* adds one.

    Attributes:
        text, model, window, negatives, power, threshold, before, after, new_draw: the controls; ``before`` and
            ``after`` go through the pairs.
    """

    def __init__(
        self,
        text: str = SENTENCE,
        *,
        model: str = "skip-gram",
        window: int = 5,
        negatives: int = 5,
        power: float = 0.75,
        threshold: str = "1e-3",
        seed: int = SEED,
    ):
        self._seed = seed
        self.text = TextBox("Sentence", text, rows=3)
        self.model = Choice("Model", [("skip-gram", "skip-gram"), ("CBOW", "cbow")], model)
        self.window = Range("Largest window", window, 1, 10, 1, page=3)
        self.negatives = Range("Negatives", negatives, 1, 15, 1, page=5)
        self.power = Range("Noise power", power, 0, 1, 0.05, page=0.25)
        self.threshold = Choice("Subsampling", THRESHOLDS, threshold)
        self.before, self.after = Button("Pair before", key="b"), Button("Next pair", key="n")
        self.new_draw = Button("New draw", key="r")
        self._sentence = probes.Sentence(text, seed)
        shown = self._measure(NEAR)
        live = LivePicture(
            shown,
            figures.pair_factory_drawing,
            figures.describe_pair_factory,
            label="Pair",
            place=lambda view: (view.place, max(len(view.pairs), 1) - 1),
            point_at=lambda view, place: self._sentence.point_at(view, place),
        )
        super().__init__(
            "Pair factory",
            "How does a sentence become something to learn from?",
            [self.text, self.model, self.window, self.negatives, self.power, self.threshold,
             self.before, self.after, self.new_draw],
            live,
            keys=[(["←", "→"], "pair"), (["R"], "new draw")],
            note=_told(shown),
        )  # fmt: skip
        self.watch(self._cut_again, self.text)
        self.watch(self._draw_again, self.new_draw, trait="presses")
        self.watch(self._again, self.model, self.window, self.negatives, self.power, self.threshold)
        self.watch(lambda: self._go(-1), self.before, trait="presses")
        self.watch(lambda: self._go(+1), self.after, trait="presses")

    def show(self, record: PairFactory) -> None:
        """Show another pair; the status line says the same, or what of the sentence is unknown."""
        self.note = _told(record)
        super().show(record)

    def _measure(self, near: tuple[int, int] | None) -> PairFactory:
        return self._sentence.at(
            self.model.value, int(self.window.value), int(self.negatives.value), self.power.value,
            float(self.threshold.value), near,
        )  # fmt: skip

    def _near(self) -> tuple[int, int] | None:
        """Where the pair looked at stands, to come back to it."""
        if not self.record.pairs:
            return None
        centre, places = self.record.pairs[self.record.place]
        return centre, places[0]

    def _cut_again(self) -> None:
        self._sentence = probes.Sentence(self.text.value, self._seed + self.new_draw.presses)
        self.show(self._measure(None))

    def _draw_again(self) -> None:
        self._sentence = probes.Sentence(" ".join(self.record.words), self._seed + self.new_draw.presses)
        self._again()

    def _again(self) -> None:
        self.show(self._measure(self._near()))

    def _go(self, by: int) -> None:
        """Look at the next pair or the one before; at the ends there is none."""
        place = self.record.place + by
        if 0 <= place < len(self.record.pairs):
            self.show(self._sentence.point_at(self.record, place))


def _told(shown: PairFactory) -> str:
    unknown = [word for word, count in zip(shown.words, shown.counts, strict=True) if not count]
    if unknown:
        return f"Not in the English corpus, so left out first: {', '.join(unknown[:3])}."
    return figures.describe_pair_factory(shown)
