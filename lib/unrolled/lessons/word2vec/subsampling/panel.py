"""Subsampling."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from unrolled.datasets import english, word_counts
from unrolled.lessons.word2vec.subsampling import figure as figures
from unrolled.lessons.word2vec.subsampling import probe as probes
from unrolled.lessons.word2vec.subsampling.probe import Sampler
from unrolled.lessons.word2vec.subsampling.record import Subsampling
from unrolled.panels.controls import Button, Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

EVERY = 25  # of Brown's texts one is measured on
OFF = -1.0  # no word is as frequent as one in ten: all are kept
NOUNS = "factory ship:"


@functools.cache
def passages() -> Mapping[str, str]:
    """Real text to choose from: the beginning of Brown, the Factbook on France, and some nouns of WordNet."""
    wanted = {("brown", "ca01"): "news", ("factbook", "fr"): "Factbook", ("wordnet", "noun"): "WordNet"}
    read = {(one.source, one.name): one.lines for one in english.documents() if (one.source, one.name) in wanted}
    nouns = read["wordnet", "noun"]
    first = next(k for k, line in enumerate(nouns) if line.startswith(NOUNS))
    read["wordnet", "noun"] = nouns[first : first + 20]
    return MappingProxyType({name: _cut("\n".join(read[key][:20])) for key, name in wanted.items()})


def _cut(text: str) -> str:
    """As much of a text as there is room for, to the end of a word."""
    while figures.rows(text) > figures.ROWS:
        text = text[: max(text.rfind(" "), text.rfind("\n"))]
    return text


@functools.cache
def sampler() -> Sampler:
    """The English corpus's counts, with twenty texts of Brown to measure windows on."""
    lines = [line for document in english.brown()[::EVERY] for line in document.lines]
    return Sampler(word_counts.counts(), lines)


class SubsamplingPanel(Panel):
    """Which words are left out?

    The picture's cursor is a word of the passage.

    Args:
        given: passages by name, the first one shown; by default those of :func:`passages`.
        measured: counts and text; by default those of :func:`sampler`.
        power: of ten: the threshold.
        formula: "paper" or "program".
        seed: of the random numbers; *New draw* adds one.

    Attributes:
        power, presets, formula, text, passages, draw: the controls.
    """

    def __init__(
        self,
        given: Mapping[str, str] | None = None,
        measured: Sampler | None = None,
        *,
        power: float = -3.0,
        formula: str = "program",
        seed: int = 0,
    ):
        given = passages() if given is None else given
        self._sampler, self._seed = measured or sampler(), seed
        self.power = Range("Threshold t: 10 to the power", power, -6, OFF, 0.1, page=1)
        self.presets = Presets("t", self.power, [("off", OFF), ("10⁻³", -3.0), ("10⁻⁴", -4.0), ("10⁻⁵", -5.0)])
        self.formula = Choice("Formula", [("paper", "paper"), ("word2vec.c", "program")], formula)
        self.text = TextBox("Passage", next(iter(given.values())), rows=3)
        self.passages = Presets("Take", self.text, list(given.items()))
        self.draw = Button("New draw", key="n")
        live = LivePicture(
            self._sample(self.text.value),
            figures.subsampling_drawing,
            figures.describe_subsampling,
            label="Word of the passage",
            place=lambda view: (view.index, len(view.tokens) - 1),
            over=figures.subsampling_cursor,
            point_at="index",
        )
        super().__init__(
            "Subsampling",
            "Which words are left out?",
            [self.power, self.presets, self.draw],
            live,
            more=[self.formula, self.passages, self.text],
            keys=[(["←", "→"], "word"), (["N"], "new draw")],
            note="Each word of the passage keeps its own random number while t moves. Click a word, or type a passage.",
        )
        self.watch(self._update, self.power, self.formula, self.draw)
        self.watch(self._read, self.text)

    def _sample(self, text: str, index: int = 0) -> Subsampling:
        lines = figures.rows(text)
        if lines > figures.ROWS:
            raise probes.PassageError(
                f"The passage takes {lines} lines, and there is room for {figures.ROWS}: take a part of it."
            )
        noise = np.random.default_rng(self._seed + self.draw.presses).random(probes.LONGEST)
        return probes.subsampling(self._sampler, text, 10**self.power.value, self.formula.value, noise, index=index)

    def _update(self) -> None:
        self.show(self._sample(self.record.text, self.record.index))  # the box may hold what was refused

    def _read(self) -> None:
        self.show(self._sample(self.text.value))
