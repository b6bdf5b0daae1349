"""One update."""

from __future__ import annotations

from unrolled.lessons.word2vec.one_update import figure as figures
from unrolled.lessons.word2vec.pair_factory import probe as probes
from unrolled.lessons.word2vec.pair_factory.panel import MODELS, NEAR, SEED, SENTENCE
from unrolled.lessons.word2vec.pair_factory.record import PairFactory
from unrolled.panels.controls import Button, Choice, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

WINDOW, MOST = 5, 10  # the largest window, the most negatives


class UpdatePanel(Panel):
    """What does one update move, and how far?

    The pairs are those of the pair factory's sentence. The vectors are made up, in two dimensions.

    Args:
        text: a sentence of two words or more.
        model: "skip-gram" or "cbow".
        negatives: K.
        power: of a word's count, in the chance to be drawn as a negative.
        seed: of all draws; *New draw* adds one.

    Attributes:
        negatives, power, new_draw, model: the controls.
    """

    def __init__(
        self,
        text: str = SENTENCE,
        *,
        model: str = "skip-gram",
        negatives: int = 5,
        power: float = 0.75,
        seed: int = SEED,
    ):
        self._text, self._seed = text, seed
        self.negatives = Range("Negatives", negatives, 1, MOST, 1, page=3)
        self.power = Range("Noise power", power, 0, 1, 0.05, page=0.25)
        self.model = Choice("Model", MODELS, model)
        self.new_draw = Button("New draw", key="r")
        self._sentence = probes.Sentence(text, seed)
        live = LivePicture(
            self._measure(NEAR),
            figures.update_drawing,
            figures.describe_update,
            label="Pair",
            place=lambda view: (view.place, max(len(view.pairs), 1) - 1),
            point_at=lambda view, place: self._sentence.point_at(view, place),
        )
        super().__init__(
            "One update",
            "What does one update move, and how far?",
            [self.negatives, self.power, self.new_draw],
            live,
            more=[self.model],
            keys=[(["←", "→"], "pair"), (["R"], "new draw")],
            note=figures.describe_update,
        )
        self.watch(self._draw_again, self.new_draw)
        self.watch(self._again, self.model, self.negatives, self.power)

    def _measure(self, near: tuple[int, int] | None) -> PairFactory:
        return self._sentence.at(self.model.value, WINDOW, int(self.negatives.value), self.power.value, 0, near)

    def _draw_again(self) -> None:
        self._sentence = probes.Sentence(self._text, self._seed + self.new_draw.presses)
        self._again()

    def _again(self) -> None:
        self.show(self._measure(self.record.near))
