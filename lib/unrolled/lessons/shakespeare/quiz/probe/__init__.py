"""Real or synthetic? The game, the odds of guessing, and machines that judge by one cue alone.

A machine is one number: a threshold on one cue, chosen on half of the passages
and scored on the other half. It knows nothing of plays, and shows how far a
single measurement goes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.quiz.probe import cues as quiz_cues
from unrolled.lessons.shakespeare.quiz.probe.cues import Library
from unrolled.lessons.shakespeare.quiz.record import Passage, Quiz, Rule, Span
from unrolled.measuring.char_rnn import LanguageModel
from unrolled.measuring.novelty import Corpus
from unrolled.runtime import UnrolledError
from unrolled.training.results import load_results

NAME, SHIPPED = "quiz", "shakespeare_3x512"
ROUND = 10  # passages in a round, half of them real


class QuizError(UnrolledError, ValueError):
    """A move the quiz does not allow."""


def chance(right: int, judged: int) -> float:
    """The probability of so many right or more by tossing a fair coin: sum of C(n, k) / 2^n from k = right on.

    Raises:
        ValueError: unless right is from 0 to judged.
    """
    if not 0 <= right <= judged:
        raise ValueError(f"{right} of {judged} cannot be right.")
    return sum(math.comb(judged, k) for k in range(right, judged + 1)) / 2**judged


def held_out() -> dict[str, str]:
    """The four plays that the network never learned from."""
    parts = shakespeare.split()
    return {**parts.validation, **parts.test}


def library(corpus: Corpus) -> Library:
    """What the quiz holds passages against, with the casts of all 38 plays."""
    return Library.of(corpus, shakespeare.plays())


def deal(
    model: LanguageModel, vocabulary: Vocabulary, against: Library, plays: Mapping[str, str], temperature: float,
    seed: int, *, size: int = ROUND,
) -> tuple[Passage, ...]:  # fmt: skip
    """A round: half real, half synthetic, shuffled; the same seed gives the same round."""
    generator = np.random.default_rng(seed)
    chosen = quiz_cues.places(plays, size, generator)
    half = size // 2
    found = quiz_cues.real(plays, chosen[:half])
    made = quiz_cues.written(model, vocabulary, plays, chosen[half:], temperature, generator)
    passages = quiz_cues.measure(model, vocabulary, against, found, is_real=True)
    passages += quiz_cues.measure(model, vocabulary, against, made, is_real=False)
    return tuple(passages[k] for k in generator.permutation(size))


class Game:
    """A round under way, and the score of all rounds since the setting was chosen.

    Args:
        passages: of the round.
        rules: by cue, for the round's temperature.
        temperature: of the synthetic passages.
        right: passages judged rightly before.
        judged: passages judged before.
    """

    def __init__(
        self, passages: Sequence[Passage], rules: dict[str, Rule], temperature: float, right: int = 0, judged: int = 0
    ):
        self.passages, self._rules, self._temperature = tuple(passages), rules, temperature
        self._before = right, judged
        self.answers: list[bool] = []
        self.place = 0

    @property
    def over(self) -> bool:
        """Whether every passage has been judged."""
        return len(self.answers) == len(self.passages)

    def judge(self, real: bool) -> None:
        """Judge the passage shown.

        Raises:
            QuizError: if it was judged before.
        """
        if self.place < len(self.answers):
            rest = "take a new round" if self.over else "go on to the next one"
            raise QuizError(f"Passage {self.place + 1} is judged already: {rest}.")
        self.answers.append(real)

    def next(self) -> None:
        """Go on to the next passage.

        Raises:
            QuizError: if this one is not judged yet, or it is the last.
        """
        if self.place == len(self.answers):
            raise QuizError("Judge this passage first: is it real or synthetic?")
        if self.place + 1 == len(self.passages):
            raise QuizError("This was the last passage: take a new round, or look back with the arrow keys.")
        self.place += 1

    def view(self, *, hidden: bool) -> Quiz:
        """How the round stands."""
        hits = sum(passage.real == said for passage, said in zip(self.passages, self.answers, strict=False))
        right, judged = self._before[0] + hits, self._before[1] + len(self.answers)
        return Quiz(
            self.passages, tuple(self.answers), self.place, hidden, self._temperature, self._rules,
            right, judged, chance(right, judged),
        )  # fmt: skip


def rule(real: Sequence[float], synthetic: Sequence[float]) -> Rule:
    """Choose a threshold on every second value of both kinds, and score it on the others.

    Raises:
        ValueError: with fewer than two values of a kind.
    """
    if min(len(real), len(synthetic)) < 2:
        raise ValueError("A rule needs two passages of each kind, one to choose on and one to score on.")
    true, made = np.asarray(real, dtype=float), np.asarray(synthetic, dtype=float)
    values = np.unique(np.concatenate([true[::2], made[::2]]))
    cuts = np.concatenate([[values[0] - 1], (values[1:] + values[:-1]) / 2, [values[-1] + 1]])
    shares = [_accuracy(true[::2], made[::2], cut, above=True) for cut in cuts]
    above = max(shares) >= 1 - min(shares)
    threshold = float(cuts[int(np.argmax(shares) if above else np.argmin(shares))])
    scored = _accuracy(true[1::2], made[1::2], threshold, above=above)
    return Rule(_span(true), _span(made), round(threshold, 4), above, round(scored, 4))


def _accuracy(real: np.ndarray, synthetic: np.ndarray, cut: float, *, above: bool) -> float:
    share = (float((synthetic > cut).mean()) + float((real <= cut).mean())) / 2
    return share if above else 1 - share


def _span(values: np.ndarray) -> Span:
    low, high = np.quantile(values, [0.1, 0.9])
    return Span(round(float(low), 4), round(float(high), 4))


def load_rules() -> dict[float, dict[str, Rule]]:
    """What the study found: by temperature, then by cue."""
    return {float(run["temperature"]): _rules(run["rules"]) for run in load_results(NAME).values()}


def _rules(stored: Mapping[str, Any]) -> dict[str, Rule]:
    return {
        name: Rule(Span(**one["real"]), Span(**one["synthetic"]), one["threshold"], one["above"], one["accuracy"])
        for name, one in stored.items()
    }
