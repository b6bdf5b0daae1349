"""The pair factory."""

from __future__ import annotations

from unrolled.lessons.word2vec.pair_factory import figure as figures
from unrolled.lessons.word2vec.pair_factory import probe as probes
from unrolled.lessons.word2vec.pair_factory.record import PairFactory
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

SENTENCE = "The mayor of New York walked to the old harbour with a small dog"
SEED = 846  # of a draw in which a negative of the first pair happens to be the positive
NEAR = (4, 6)  # places of the pair shown first: walked, the
MODELS = [("skip-gram", "skip-gram"), ("CBOW", "cbow")]
THRESHOLDS = [("off", "0"), ("10⁻³", "1e-3"), ("10⁻⁴", "1e-4"), ("10⁻⁵", "1e-5")]
NEGATIVES, POWER = 5, 0.75  # of the updates, which this panel does not show


class PairFactoryPanel(Panel):
    """How does a sentence become training pairs?

    What was drawn stays while settings move: the same numbers decide who is kept and how far a window reaches.

    Args:
        text: a sentence of two words or more.
        model: "skip-gram" or "cbow".
        window: largest distance of a context word.
        threshold: of subsampling, one of "1e-5", "1e-4", "1e-3", or "0" for none.
        seed: of all draws; *New draw* adds one.

    Attributes:
        text, model, window, threshold, new_draw: the controls.
    """

    def __init__(
        self,
        text: str = SENTENCE,
        *,
        model: str = "skip-gram",
        window: int = 5,
        threshold: str = "0",
        seed: int = SEED,
    ):
        self._seed = seed
        self.text = TextBox("Sentence", text, rows=1)
        self.model = Choice("Model", MODELS, model)
        self.window = Range("Largest window", window, 1, 10, 1, page=3)
        self.threshold = Choice("Subsampling", THRESHOLDS, threshold)
        self.new_draw = Button("New draw", key="r")
        self._sentence = probes.Sentence(text, seed)
        live = LivePicture(
            self._measure(NEAR),
            figures.pair_factory_drawing,
            figures.describe_pair_factory,
            label="Pair",
            place=lambda view: (view.place, max(len(view.pairs), 1) - 1),
            point_at=lambda view, place: self._sentence.point_at(view, place),
        )
        super().__init__(
            "Pair factory",
            "How does a sentence become training pairs?",
            [self.model, self.window, self.new_draw],
            live,
            more=[self.text, self.threshold],
            keys=[(["←", "→"], "pair"), (["R"], "new draw")],
            note=_told,
        )
        self.watch(self._cut_again, self.text)
        self.watch(self._draw_again, self.new_draw)
        self.watch(self._again, self.model, self.window, self.threshold)

    def _measure(self, near: tuple[int, int] | None) -> PairFactory:
        return self._sentence.at(
            self.model.value, int(self.window.value), NEGATIVES, POWER, float(self.threshold.value), near
        )

    def _cut_again(self) -> None:
        self._sentence = probes.Sentence(self.text.value, self._seed + self.new_draw.presses)
        self.show(self._measure(None))

    def _draw_again(self) -> None:
        self._sentence = probes.Sentence(" ".join(self.record.words), self._seed + self.new_draw.presses)
        self._again()

    def _again(self) -> None:
        self.show(self._measure(self.record.near))


def _told(shown: PairFactory) -> str:
    unknown = [word for word, count in zip(shown.words, shown.counts, strict=True) if not count]
    if unknown:
        return f"Not in the English corpus, so left out first: {', '.join(unknown[:3])}."
    return figures.describe_pair_factory(shown)
