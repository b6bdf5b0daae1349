"""What the measures of captions return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

GROUPS = (
    "describes without errors",
    "describes with minor errors",
    "somewhat related to the image",
    "unrelated to the image",
)
"""The four groups of Vinyals et al. 2015, Figure 5, best first."""


@dataclass(frozen=True)
class Bleu:
    """BLEU-1 to BLEU-4 of a whole set of captions.

    Attributes:
        scores: ``(4,)`` BLEU-1 to BLEU-4, from 0 to 100.
        precisions: ``(4,)`` of 1-grams to 4-grams, from 0 to 100, smoothed as the signature says.
        brevity_penalty: 1 where the captions are as long as their references or longer.
        length: words of all captions.
        reference_length: words of the references, for each picture the one nearest in length.
        signature: sacrebleu's; it does not name the order, so it is the same for all four.
    """

    scores: np.ndarray
    precisions: np.ndarray
    brevity_penalty: float
    length: int
    reference_length: int
    signature: str


@dataclass(frozen=True)
class Gram:
    """One n-gram of a caption.

    Attributes:
        words: its n words.
        count: how often it occurs in the caption.
        allowed: the largest count in any one reference.
    """

    words: tuple[str, ...]
    count: int
    allowed: int

    @property
    def clipped(self) -> int:
        """How often it counts as matched: at most as often as in one reference."""
        return min(self.count, self.allowed)


@dataclass(frozen=True)
class BleuOrder:
    """All n-grams of one length.

    Attributes:
        n: words of each.
        grams: in the order of their first occurrence in the caption.
        smoothed: the precision, from 0 to 1, after smoothing; 0 if there is nothing to smooth.
    """

    n: int
    grams: tuple[Gram, ...]
    smoothed: float

    @property
    def matched(self) -> int:
        """The sum of the clipped counts."""
        return sum(gram.clipped for gram in self.grams)

    @property
    def total(self) -> int:
        """The n-grams of the caption; 0 where it has fewer than n words."""
        return sum(gram.count for gram in self.grams)

    @property
    def precision(self) -> float:
        """The share that matched, from 0 to 1; 0 where the caption has fewer than n words."""
        return self.matched / self.total if self.total else 0.0


@dataclass(frozen=True)
class BleuParts:
    """One caption's BLEU, taken apart.

    Attributes:
        hypothesis: the caption.
        references: what it is compared with.
        orders: from 1-grams on; those with a total of 0 are left out of both scores.
        length: words of the caption.
        reference_length: words of the reference nearest in length; of two equally near, the shorter.
        brevity_penalty: ``exp(1 - reference_length / length)`` for a caption that is too short, else 1.
        score: from 0 to 100, without smoothing.
        smoothed: from 0 to 100, with sacrebleu's "exp" smoothing.
    """

    hypothesis: str
    references: tuple[str, ...]
    orders: tuple[BleuOrder, ...]
    length: int
    reference_length: int
    brevity_penalty: float
    score: float
    smoothed: float


@dataclass(frozen=True, eq=False)
class Frequencies:
    """The number of pictures whose references contain an n-gram.

    Attributes:
        pictures: how many there are.
        counts: pictures for each n-gram of one to four words.
    """

    pictures: int
    counts: Mapping[tuple[str, ...], int]


@dataclass(frozen=True)
class Cider:
    """CIDEr-D.

    Attributes:
        score: the mean, from 0 to 10.
        each: ``(N,)`` of each caption.
    """

    score: float
    each: np.ndarray


@dataclass(frozen=True)
class Attributes:
    """What a caption says, split into attributes. Equal attributes differ at most in word order and in stop words.

    Attributes:
        words: the content words that no other attribute names, in alphabetical order.
        people: one word for each person, in the singular and in alphabetical order: ``("man", "woman")``.
        tone: skin tones, in the caption's order.
        colour: colour words, in alphabetical order.
    """

    words: tuple[str, ...]
    people: tuple[str, ...]
    tone: tuple[str, ...]
    colour: tuple[str, ...]

    @property
    def thing(self) -> frozenset[str]:
        """The content words, each once: the thing or the role."""
        return frozenset(self.words)

    @property
    def gender(self) -> frozenset[str]:
        """The kinds of people, each once."""
        return frozenset(self.people)

    @property
    def count(self) -> int:
        """How many people the caption names."""
        return len(self.people)


@dataclass(frozen=True)
class Reading:
    """A caption read beside its nearest reference. True: they agree; False: they differ; None: neither names it.

    Attributes:
        group: one of :data:`GROUPS`.
        reference: the one it was compared with.
        thing: the content words.
        gender: the kinds of people.
        tone: the skin tones.
        count: the number of people.
        colour: the colour words.
    """

    group: str
    reference: str
    thing: bool | None
    gender: bool | None
    tone: bool | None
    count: bool | None
    colour: bool | None


@dataclass(frozen=True)
class Copied:
    """Shares of captions that occur word for word in the training set, from 0 to 1; None for a share of nothing.

    Attributes:
        each: ``(N,)`` whether a caption was copied.
        share: of all captions.
        seen: of the captions whose composition is in training.
        unseen: of the others.
    """

    each: np.ndarray
    share: float | None
    seen: float | None
    unseen: float | None
