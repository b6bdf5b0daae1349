"""The analogy court: shares of right answers beside published ones."""

from __future__ import annotations

from dataclasses import dataclass

from unrolled.measuring.records.hearing import Hearing


@dataclass(frozen=True)
class Score:
    """One bar: a section, or several together.

    Attributes:
        name: for people, such as "comparative".
        kind: "section", "semantic", "syntactic" or "total".
        share: right answers, 0 to 1; nan if there is no question.
        alone: by the nearest neighbour of c.
        offset: by the nearest to b - a.
        covered: questions whose words all have vectors.
        asked: questions in the file.
    """

    name: str
    kind: str
    share: float
    alone: float
    offset: float
    covered: int
    asked: int


@dataclass(frozen=True)
class Published:
    """A published score on the same questions.

    Attributes:
        name: of the method.
        dimensions: of its vectors.
        corpus: words it was trained on, such as "783M".
        vocabulary: words that could be answers, as far as the paper says.
        semantic, syntactic, total: per cent.
        source: paper and table.
    """

    name: str
    dimensions: int
    corpus: str
    vocabulary: str
    semantic: float
    syntactic: float
    total: float
    source: str


@dataclass(frozen=True)
class Court:
    """What is shown.

    Attributes:
        scores: semantic sections and their sum, syntactic sections and their sum, all; empty before the first hearing.
        hearing: what they were counted from; None before the first.
        allowed: whether a, b and c may be answers.
        strict: whether a question with a word that has no vector counts as answered wrongly.
        echoed: share of covered questions to which a, b or c comes first if they may.
        waiting: whether a new hearing is under way.
    """

    scores: tuple[Score, ...]
    hearing: Hearing | None
    allowed: bool
    strict: bool
    echoed: float
    waiting: bool

    def score(self, kind: str) -> Score:
        """The first bar of a kind, such as "total".

        Raises:
            KeyError: before the first hearing, or if there is no such kind.
        """
        for one in self.scores:
            if one.kind == kind:
                return one
        raise KeyError(kind)
