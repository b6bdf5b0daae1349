"""Guess like Shannon."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.shannon import figure as figures
from unrolled.lessons.char_rnn.shannon import probe as probes
from unrolled.lessons.char_rnn.shannon.record import Guessing
from unrolled.measuring.char_rnn import LanguageModel, check_fit
from unrolled.panels.controls import Button, KeyBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class GuessPanel(Panel):
    """How many bits a character are left when you guess?

    Args:
        models: the other players by name.
        vocabulary: their characters.
        plays: texts nobody of them has seen, by title.
        number: of the first passage; *New passage* adds one.

    Attributes:
        guess, tell, another: the controls.
    """

    def __init__(
        self,
        models: Mapping[str, LanguageModel],
        vocabulary: Vocabulary,
        plays: Mapping[str, str],
        *,
        number: int = 0,
    ):
        check_fit(vocabulary, *models.values())
        self._models, self._vocabulary, self._plays, self._number = dict(models), vocabulary, dict(plays), number
        self.guess = KeyBox("Your next character")
        self.tell = Button("Tell me")
        self.another = Button("New passage")
        super().__init__(
            "Guess like Shannon",
            "How well do you know what comes next?",
            [self.guess, self.tell, self.another],
            LivePicture(self._deal(), figures.guessing_drawing, figures.describe_guessing),
            keys=[(["⏎"], "guess a line end")],
            note=figures.answer,
        )
        self.watch(self._guess, self.guess, trait="typed")
        self.watch(self._tell, self.tell)
        self.watch(self._deal, self.another)

    def _deal(self) -> Guessing:
        number = self._number + self.another.presses
        title = list(self._plays)[number % len(self._plays)]
        passage, known = probes.passage(self._plays[title], number)
        self._game = probes.Game(self._models, self._vocabulary, passage, known)
        return self._game.view()

    def _guess(self) -> None:
        self._game.guess(self.guess.typed[1])
        self.show(self._game.view())

    def _tell(self) -> None:
        self._game.give_up()
        self.show(self._game.view())
