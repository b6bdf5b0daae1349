"""Ours and his."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.passages import figure as figures
from unrolled.lessons.shakespeare.passages import probe as probes
from unrolled.lessons.shakespeare.passages.record import Pair
from unrolled.measuring.char_rnn import LanguageModel, check_fit
from unrolled.measuring.novelty import Corpus
from unrolled.panels.controls import Button, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel


class PassagesPanel(Panel):
    """Who writes better after the same opening lines?

    The picture's cursor is the sentence pointed at, in both passages.

    Args:
        model: any language model.
        vocabulary: its characters.
        plays: plays that it never saw, by title; the first one is shown first.
        known: what it learned from.
        place: where in the play, in percent.
        temperature: from 0 to 2.
        length: characters of each passage, where there is room for their lines.
        seed: of the noise; *New noise* adds one.

    Attributes:
        play, place, temperature, new_noise: the controls.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        plays: Mapping[str, str],
        known: Corpus,
        *,
        place: float = 0,
        temperature: float = 0.7,
        length: int = 300,
        seed: int = 0,
    ):
        check_fit(vocabulary, model)
        self._model, self._vocabulary, self._plays = model, vocabulary, dict(plays)
        self._known, self._length, self._seed = known, length, seed
        self.play = Menu("Play it never saw", [(title, title) for title in plays], next(iter(plays)))
        self.place = Range("Place in the play", place, 0, 100, 1, unit="%")
        self.temperature = Range("Temperature τ", temperature, 0, 2, 0.05, page=0.5)
        self.new_noise = Button("New noise", key="n")
        self._read()
        live = LivePicture(
            self._write(),
            figures.pair_drawing,
            figures.describe_pair,
            label="Sentence",
            place=lambda pair: (pair.sentence, max(len(pair.ours.sentences), len(pair.his.sentences), 1) - 1),
            over=figures.pair_cursor,
            point_at="sentence",
        )
        super().__init__(
            "Ours and his",
            "What does each do with the same opening?",
            [self.play, self.place, self.temperature],
            live,
            more=[self.new_noise],
            keys=[(["←", "→"], "sentence"), (["N"], "new noise")],
            note="In a dashed frame: a word that none of the training plays holds. Click a sentence to compare.",
        )
        self.watch(self._update_place, self.play, self.place)
        self.watch(self._write, self.temperature, self.new_noise)

    def _read(self) -> None:
        """Find the place, and let the model read its opening lines."""
        title = self.play.value
        play = self._plays[title]
        found = probes.opening(title, play, self.place.value / 100, self._length)
        self._opening = replace(found, after=figures.fitted(found.after))
        self._cast = probes.cast(play)
        self._model_there = probes.Continuation(self._model, self._vocabulary, self._opening.text)

    def _write(self) -> Pair:
        tau = self.temperature.value
        written = self._model_there.write(self._length, tau, seed=self._seed + self.new_noise.presses)
        return probes.pair(self._opening, figures.fitted(written), tau, self._known, self._cast)

    def _update_place(self) -> None:
        self._read()
        self.show(self._write())
