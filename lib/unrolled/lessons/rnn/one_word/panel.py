"""Train on one word."""

from __future__ import annotations

import time
from collections.abc import Callable

from unrolled.lessons.rnn.one_word import figure as figures
from unrolled.lessons.rnn.one_word import probe as probes
from unrolled.lessons.rnn.one_word import recipe as one_word
from unrolled.lessons.rnn.one_word.record import OneWord
from unrolled.lessons.rnn.riddles.probe import RIDDLES, STUDIED, expected
from unrolled.panels.controls import Button, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel, TrainingError

HIDDEN = STUDIED["hidden"]
GOAL = 300  # updates that Train makes
EACH, PAUSE = 3, 0.06  # updates between two pictures, and seconds to look at one
WORDS = [("hello", "hello"), *((str(between), word) for between, word in RIDDLES.items())]


class OneWordPanel(TrainerPanel):
    """What can a short window not teach?

    The training runs in a thread of its own. *Train* makes 300 updates more and
    can be stopped; word and seed begin anew; the window may be moved at any time.

    Args:
        word: 2 to 12 letters.
        window: steps of truncated backpropagation; beyond the word's length nothing is cut.

    Attributes:
        word, words, window, seed, begin, stop, one, ten, anew: the controls.
    """

    live: LivePicture

    def __init__(self, *, word: str = "hello", window: int = one_word.LONGEST - 1):
        self.word = TextBox("Word", word, rows=1)
        self.words = Presets("Word, or a riddle with … between", self.word, WORDS)
        self.window = Range("Window", window, 1, one_word.LONGEST - 1, 1, page=3, unit="steps")
        self.seed = Range("Seed of the weights", 0, 0, 9, 1, page=3)
        self.begin, self.stop = self.buttons("Train")
        self.one, self.ten, self.anew = Button("1 update", key="1"), Button("10 updates"), Button("Start over", key="r")
        super().__init__(
            "Train on one word",
            "What can a short window not teach?",
            [self.words, self.window, self.begin, self.stop],
            LivePicture(
                self._begin(),
                figures.learning_drawing,
                figures.describe_learning,
                label="Step of the word",
                place=lambda shown: (shown.step, len(shown.p) - 1),
                over=figures.learning_cursor,
            ),
            more=[self.word, self.seed, self.one, self.ten, self.anew],
            keys=[(["S"], "train"), (["X"], "stop"), (["1"], "update"), (["←", "→"], "step")],
            note=self._say,
        )
        self.watch(self._restart, self.word, self.seed, self.anew)
        self.watch(self._cut, self.window)
        self.watch(lambda: self._some(1), self.one)
        self.watch(lambda: self._some(10), self.ten)
        self.watch(self._point, self.live, trait="cursor")

    def _say(self, record: OneWord) -> str:
        """What was learned, or that a training is under way."""
        return f"{record.updates} updates; stop at any time." if self.busy else self._verdict(record)

    def prepare(self) -> Callable[[], None]:
        """So many updates more, with a picture after every few."""

        def train() -> None:
            goal = self._run.step + GOAL
            while self._run.step < goal and not self.stopping:
                self._update(EACH)
                self.report()
                time.sleep(PAUSE)
            self.tell(self._verdict(self.record))

        return train

    def _begin(self) -> OneWord:
        """A fresh network, before its first update."""
        word = self.word.value
        self._run = one_word.begin(word, hidden=HIDDEN, seed=int(self.seed.value), window=int(self.window.value))
        return probes.look(self._run, word)

    def _restart(self) -> None:
        one_word.letters(self.word.value)  # a word that cannot be leaves the training alone
        self.halt()
        self.show(self._begin())

    def _some(self, count: int) -> None:
        if self.busy:
            raise TrainingError("A training is under way here: press Stop first, then make single updates.")
        self._update(count)

    def _update(self, count: int) -> None:
        with self._lock:
            one_word.advance(self._run, self.record.word, count)
            self._look()

    def _cut(self) -> None:
        with self._lock:
            self._run.model.window = int(self.window.value)
            self._look()

    def _look(self) -> None:
        self.show(probes.look(self._run, self.record.word, self.record))

    def _point(self) -> None:
        """Follow the cursor in turn with the training, whose next picture would put it back."""
        wanted = self.live.cursor
        if wanted != self.record.step:
            with self._lock:
                self.show(probes.point_at(self.record, wanted))

    def _verdict(self, shown: OneWord) -> str:
        T, felt = len(shown.p), int((shown.of_last > 0).sum())
        made = "1 update" if shown.updates == 1 else f"{shown.updates} updates"
        words = f"{made}: {int(shown.right.sum())} of {T} letters right."
        if not shown.updates:
            words = f"Fresh weights of seed {self.seed.value:g}: press Train."
        known = expected(shown.word, shown.window)
        if known is None:
            cut = "nothing is cut" if felt == T else "then comes the cut"
            return f"{words} The last letter's loss is felt at {felt} of {T} states: {cut}."
        learned, total = known
        return (
            f"{words} The study, {STUDIED['updates']} updates with this window: {learned} of {total} networks learned "
            "both answers."
        )
