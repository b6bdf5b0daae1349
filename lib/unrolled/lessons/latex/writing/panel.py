"""What panels share that look at LaTeX as it is written: by a network, or by the learner."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.writing.probe import START
from unrolled.measuring import char_rnn as writing
from unrolled.panels.background import BackgroundPanel
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import Live
from unrolled.runtime import UnrolledError

FIRST, LENGTH = 300, 900  # characters drawn at once, and in all
LONGEST = 2_000  # characters of the learner's own source


class WritingPanel(BackgroundPanel):
    """A panel on a passage of LaTeX.

    After a move the first 300 characters are written at once, the rest in the
    background; another move ends that. A panel of this kind says what it makes
    of a source (``_judge``).

    Args:
        title: two or three words.
        question: the one question it answers.
        model: any language model of LaTeX.
        vocabulary: its characters.
        figure: makes the live figure of the first view.
        own: a source to start the learner's own box with.
        prompt: what the network goes on from.
        temperature: from 0 to 1.5.
        seed: of the noise; *New noise* adds one.
        keys: of the picture, as for :class:`Panel`.
        note: as for :class:`Panel`.

    Attributes:
        writer, prompt, temperature, new_noise, own: the controls.
    """

    def __init__(
        self,
        title: str,
        question: str,
        model: writing.LanguageModel,
        vocabulary: Vocabulary,
        figure: Callable[[Any], Live],
        *,
        own: str,
        prompt: str = START,
        temperature: float = 0.8,
        seed: int = 0,
        keys: Sequence[tuple[Sequence[str], str]] = (),
        note: str | Callable[[Any], str] = "",
    ):
        writing.check_fit(vocabulary, model)
        self._model, self._vocabulary, self._seed = model, vocabulary, seed
        self.writer = Choice("Source by", [("the network", "network"), ("you", "you")], "network")
        self.prompt = TextBox("Prompt of the network", prompt)
        self.temperature = Range("Temperature τ", temperature, 0, 1.5, 0.05, page=0.5)
        self.new_noise = Button("New noise", key="n")
        self.own = TextBox("Your source", own, rows=4)
        shown, rest = self._start()
        super().__init__(
            title,
            question,
            [self.writer, self.temperature, self.new_noise],
            figure(shown),
            more=[self.own, self.prompt],
            keys=[*keys, (["N"], "new noise")],
            note=note,
        )
        self.watch(self._update, self.writer)
        self.watch(self._update_network, self.prompt, self.temperature, self.new_noise)
        self.watch(self._update_own, self.own)
        self._write_on(rest)

    @abstractmethod
    def _judge(self, source: str, *, whole: bool) -> Any:
        """The view of a source, which is cut at its end unless it is ``whole``."""

    def _show_longer(self, view: Any) -> None:
        """Show the same passage, now written to its end."""
        self.show(view)

    def _by(self, whole: bool) -> str:
        """Who wrote what is judged, for the title of its view."""
        return "Your source" if whole else f"The network at τ = {self.temperature.value:g}"

    def _start(self) -> tuple[Any, tuple | None]:
        """The beginning of the passage, and what is needed to write on."""
        if self.writer.value == "you":
            source = self.own.value
            if not source:
                raise UnrolledError("There is no source yet: type some LaTeX into the box.")
            if len(source) > LONGEST:
                raise UnrolledError(
                    f"Your source has {len(source):,} characters and the panel reads up to {LONGEST:,}: shorten it."
                )
            self._background.stop()
            return self._judge(source, whole=True), None
        ids = writing.check_prompt(self.prompt.value, self._vocabulary)
        self._background.stop()
        logits, state = writing.read(self._model, ids)
        noise = writing.gumbel_noise(self._seed + self.new_noise.presses, LENGTH, len(self._vocabulary))
        given = (self.prompt.value, logits, state, noise, torch.tensor([self.temperature.value]))
        return self._written(*given, length=FIRST), given

    def _written(self, prompt, logits, state, noise, temperature, *, length: int, stopped=lambda: False) -> Any:
        rows = writing.sample(self._model, logits, state, noise[:length], temperature, cancelled=stopped)
        return None if rows is None else self._judge(prompt + self._vocabulary.decode(rows[0]), whole=False)

    def _write_on(self, given: tuple | None) -> None:
        if given is None:
            return

        def rest(stopped: threading.Event) -> None:
            view = self._written(*given, length=LENGTH, stopped=stopped.is_set)
            if view is not None and not stopped.is_set():
                self._show_longer(view)

        self._background.start(rest)

    def _update(self) -> None:
        view, rest = self._start()
        self.show(view)
        self._write_on(rest)

    def _update_network(self) -> None:
        if self.writer.value != "network":
            self.writer.value = "network"  # someone who moves the network's controls wants to see it write
        else:
            self._update()

    def _update_own(self) -> None:
        if self.writer.value != "you":
            self.writer.value = "you"
        else:
            self._update()
