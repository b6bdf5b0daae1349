"""Real or synthetic: passages, what gives them away, and how the learner and a machine fare."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """What one measurement gives on many passages: from the 10th to the 90th of a hundred."""

    low: float
    high: float


@dataclass(frozen=True)
class Rule:
    """One cue, turned into a judgement.

    Attributes:
        real: what real passages give.
        synthetic: what synthetic ones give at one temperature.
        threshold: where the judgement changes.
        above: whether values above the threshold are judged synthetic.
        accuracy: share of passages judged rightly, of those that the threshold was not chosen on.
    """

    real: Span
    synthetic: Span
    threshold: float
    above: bool
    accuracy: float

    def synthetic_says(self, value: float) -> bool:
        """Whether a passage of this value is judged synthetic."""
        return (value > self.threshold) == self.above


@dataclass(frozen=True)
class Cue:
    """One measured fact about a passage.

    Attributes:
        name: a key of ``shakespeare.quiz.probe.CUES``.
        value: the measurement.
        detail: words for what was found, or empty.
    """

    name: str
    value: float
    detail: str


@dataclass(frozen=True)
class Passage:
    """A passage to judge.

    Attributes:
        text: as written, with names.
        masked: the same with letters in place of the speakers' names.
        real: whether a play holds it.
        source: where from, in words.
        cues: what was measured on it.
        copies: start and length of each stretch that stands in the training plays.
    """

    text: str
    masked: str
    real: bool
    source: str
    cues: tuple[Cue, ...]
    copies: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Quiz:
    """How a round stands.

    Attributes:
        passages: of the round, in order.
        answers: for each passage judged so far, whether the learner said "real".
        place: the passage shown.
        hidden: whether speakers' names are replaced by letters.
        temperature: of the synthetic ones.
        rules: by cue, for this temperature.
        right: passages judged rightly in all rounds at this setting.
        judged: passages judged in them.
        chance: probability of as many right or more by tossing a coin.
    """

    passages: tuple[Passage, ...]
    answers: tuple[bool, ...]
    place: int
    hidden: bool
    temperature: float
    rules: dict[str, Rule]
    right: int
    judged: int
    chance: float
