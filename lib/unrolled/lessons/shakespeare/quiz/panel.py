"""Real or synthetic?"""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.quiz import figure as figures
from unrolled.lessons.shakespeare.quiz import probe as probes
from unrolled.lessons.shakespeare.quiz.probe.cues import Library
from unrolled.lessons.shakespeare.quiz.record import Quiz, Rule
from unrolled.measuring.char_rnn import LanguageModel, check_fit
from unrolled.measuring.novelty import training_plays
from unrolled.panels.controls import Button, Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class QuizPanel(Panel):
    """Can you tell a play from a network?

    Args:
        model: any language model.
        vocabulary: its characters.
        library: what passages are held against; by default the 34 training plays and the casts of all 38.
        plays: texts the model has not seen, by title; by default the four held-out plays.
        rules: by temperature, then by cue; by default those of the study.
        seed: of the first round; *New round* adds one.

    Attributes:
        real, synthetic, next, another, temperature, names: the controls.
    """

    live: LivePicture

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        library: Library | None = None,
        plays: Mapping[str, str] | None = None,
        rules: Mapping[float, Mapping[str, Rule]] | None = None,
        *,
        seed: int = 0,
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._seed = model, vocabulary, seed
        self._library = probes.library(training_plays()) if library is None else library
        self._plays = probes.held_out() if plays is None else plays
        self._rules = probes.load_rules() if rules is None else rules
        temperatures = [f"{t:g}" for t in sorted(self._rules)]
        self.real = Button("Real", key="r")
        self.synthetic = Button("Synthetic", key="s")
        self.next = Button("Next", key="n")
        self.another = Button("New round")
        start = "0.8" if "0.8" in temperatures else temperatures[0]
        self.temperature = Choice("Synthetic at τ", [(t, t) for t in temperatures], start)
        self.names = Choice("Speakers' names", [("hidden", "hidden"), ("shown", "shown")], "hidden")
        self._deal()
        live = LivePicture(
            self._round(),
            figures.quiz_drawing,
            figures.describe_quiz,
            label="Passage",
            place=lambda quiz: (quiz.place, min(len(quiz.answers), len(quiz.passages) - 1)),
        )
        super().__init__(
            "Real or synthetic?",
            "Can you tell a play from a network?",
            [self.real, self.synthetic, self.next, self.another, self.temperature, self.names],
            live,
            keys=[(["R"], "real"), (["S"], "synthetic"), (["N"], "next"), (["←", "→"], "look back")],
            note="Real ones come from four plays that the network never saw.",
        )
        self.watch(lambda: self._judge(True), self.real)
        self.watch(lambda: self._judge(False), self.synthetic)
        self.watch(self._next, self.next)
        self.watch(self._another, self.another)
        self.watch(self._start, self.temperature)
        self.watch(self._round, self.names)
        self.watch(self._look_back, live, trait="cursor")

    def _round(self) -> Quiz:
        """How the round stands, as the learner may see it."""
        return self._game.view(hidden=self.names.value == "hidden")

    def _deal(self, right: int = 0, judged: int = 0) -> None:
        temperature = float(self.temperature.value)
        seed = self._seed + self.another.presses
        passages = probes.deal(self._model, self._vocabulary, self._library, self._plays, temperature, seed)
        self._game = probes.Game(passages, dict(self._rules[temperature]), temperature, right, judged)

    def _judge(self, real: bool) -> None:
        self._game.judge(real)
        self.show(self._round())

    def _next(self) -> None:
        self._game.next()
        self.show(self._round())

    def _another(self) -> None:
        """Another round at the same temperature: the score goes on."""
        before = self.record
        self._deal(before.right, before.judged)
        self.show(self._round())

    def _start(self) -> None:
        """Another temperature: the score begins anew."""
        self._deal()
        self.show(self._round())

    def _look_back(self) -> None:
        if self.live.cursor != self._game.place:  # else the game itself went there
            self._game.place = self.live.cursor
            self.show(self._round())
