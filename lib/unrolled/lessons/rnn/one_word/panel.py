"""Train on one word."""

from __future__ import annotations

import threading
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
WORDS = [("hello", "hello"), *((f"{k} between", word) for k, word in RIDDLES.items())]


class OneWordPanel(TrainerPanel):
    """How does a network learn a word, and what can a short window not teach it?

    The training runs in a thread of its own. *Train* makes 300 updates more and
    can be stopped; word and seed begin anew; the window may be moved at any time.

    Args:
        word: 2 to 12 letters.
        window: steps of truncated backpropagation; beyond the word's length nothing is cut.

    Attributes:
        word, words, window, seed, begin, stop, one, ten, anew: the controls.
    """

    def __init__(self, *, word: str = "hello", window: int = one_word.LONGEST - 1):
        self.word = TextBox("Word", word, rows=1)
        self.words = Presets("Words to try", self.word, WORDS)
        self.window = Range("Window", window, 1, one_word.LONGEST - 1, 1, page=3,
                            ticks=[1, 3, 5, 7, 9, 11], unit="steps")  # fmt: skip
        self.seed = Range("Seed of the weights", 0, 0, 9, 1, page=3, ticks=[0, 3, 6, 9])
        self.begin, self.stop = self.buttons("Train")
        self.one, self.ten, self.anew = Button("1 update", key="1"), Button("10 updates"), Button("Start over", key="r")
        self._lock = threading.Lock()  # the thread's updates and the learner's moves take turns
        self._begin()
        super().__init__(
            "Train on one word",
            "How do the logits find their targets, and what can a short window not teach?",
            [
                self.word, self.words, self.window, self.seed, self.begin, self.stop, self.one, self.ten, self.anew,
            ],
            LivePicture(
                self._shown,
                figures.learning_drawing,
                figures.describe_learning,
                label="Step of the word",
                place=lambda shown: (shown.step, len(shown.p) - 1),
                over=figures.learning_cursor,
            ),
            keys=[(["S"], "train"), (["X"], "stop"), (["1"], "update"), (["R"], "start over"), (["←", "→"], "step")],
            note=f"A plain RNN of {HIDDEN} units. Press Train, or make one update.",
        )  # fmt: skip
        self.watch(self._restart, self.word, self.seed)
        self.watch(self._restart, self.anew, trait="presses")
        self.watch(self._cut, self.window)
        self.watch(lambda: self._some(1), self.one, trait="presses")
        self.watch(lambda: self._some(10), self.ten, trait="presses")
        self.watch(self._follow, self.live, trait="cursor")

    def view(self) -> OneWord:
        """What is shown now, as a record."""
        return self._shown

    def prepare(self) -> Callable[[], None]:
        """So many updates more, with a picture after every few."""

        def train() -> None:
            goal = self._run.step + GOAL
            while self._run.step < goal and not self.stopping:
                self._update(EACH)
                self.tell(f"{self._run.step} updates; stop at any time.")
                time.sleep(PAUSE)
            self.tell(self._verdict())

        return train

    def _begin(self) -> None:
        word = self.word.value
        self._run = one_word.begin(word, hidden=HIDDEN, seed=int(self.seed.value), window=int(self.window.value))
        self._shown = probes.look(self._run, word)

    def _restart(self) -> None:
        one_word.letters(self.word.value)  # a word that cannot be leaves the training alone
        self._stopped.set()
        self.finish()
        self._begin()
        self.live.show(self._shown)
        self.tell(f"Fresh weights of seed {self.seed.value:g}.")

    def _some(self, count: int) -> None:
        if self.busy:
            raise TrainingError("A training is under way here: press Stop first, then make single updates.")
        self._update(count)
        self.tell(self._verdict())

    def _update(self, count: int) -> None:
        with self._lock:
            one_word.advance(self._run, self._shown.word, count)
            self._look()

    def _cut(self) -> None:
        with self._lock:
            self._run.model.window = int(self.window.value)
            self._look()

    def _look(self) -> None:
        self._shown = probes.look(self._run, self._shown.word, self._shown)
        self.live.show(self._shown)

    def _follow(self) -> None:
        wanted = self.live.cursor  # a picture of the training may come between
        if wanted != self._shown.step:
            with self._lock:
                self._shown = probes.point_at(self._shown, wanted)
                self.live.show(self._shown)

    def _verdict(self) -> str:
        shown = self._shown
        made = "1 update" if shown.updates == 1 else f"{shown.updates} updates"
        words = f"{made}: {int(shown.right.sum())} of {len(shown.p)} letters right."
        known = expected(shown.word, shown.window)
        if known is None:
            return words
        learned, total = known
        return (
            f"{words} Measured before, with this window from the start and {STUDIED['updates']} updates: "
            f"{learned} of {total} networks learned both answers."
        )
