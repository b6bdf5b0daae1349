"""A sentence as pairs to learn from, and one update in numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Update:
    """One update of word2vec in two dimensions.

    Candidates are the target, then the K negatives as drawn; a word can be drawn twice.

    Attributes:
        sources: C words that are predicted from: 1 for skip-gram, the words around for CBOW.
        candidates: 1 + K words, the target first.
        again: how often the target itself was drawn as a negative, and drawn again.
        chances: ``(1 + K,)`` of each candidate to be drawn.
        scores: ``(1 + K,)`` u · v before the update.
        answers: ``(1 + K,)`` σ of the scores.
        pulls: ``(1 + K,)`` label - σ.
        inputs: ``(2, C, 2)`` vectors of the sources before and after.
        outputs: ``(2, 1 + K, 2)`` vectors of the candidates before and after.
        loss: in nats, before and after.
        rate: of learning.
    """

    sources: tuple[str, ...]
    candidates: tuple[str, ...]
    again: int
    chances: np.ndarray
    scores: np.ndarray
    answers: np.ndarray
    pulls: np.ndarray
    inputs: np.ndarray
    outputs: np.ndarray
    loss: tuple[float, float]
    rate: float

    @property
    def target(self) -> str:
        """The word that stood there."""
        return self.candidates[0]


@dataclass(frozen=True)
class PairFactory:
    """A sentence on its way to pairs.

    Attributes:
        model: "skip-gram" or "cbow".
        words: N words as they were typed, phrases joined.
        counts: ``(N,)`` how often each stands in the corpus; 0 for unknown words, which are left out first.
        corpus: words of the corpus.
        chances: ``(N,)`` of each word to be kept.
        kept: ``(N,)`` whether it is, in this draw.
        reaches: ``(N,)`` the window drawn for each word as a centre.
        window: the largest there may be.
        threshold: t of subsampling; 0 where every known word is kept.
        pairs: places of the centre and of the words around that it makes an example with: one of them for
            skip-gram, all of them for CBOW.
        place: which pair is looked at; 0 where there is none.
        update: that pair's; None where there is no pair.
        power: of the noise.
        common: the most frequent word of the corpus.
        common_chances: of that word to be drawn: at power 0, at ``power``, at power 1.
    """

    model: str
    words: tuple[str, ...]
    counts: np.ndarray
    corpus: int
    chances: np.ndarray
    kept: np.ndarray
    reaches: np.ndarray
    window: int
    threshold: float
    pairs: tuple[tuple[int, tuple[int, ...]], ...]
    place: int
    update: Update | None
    power: float
    common: str
    common_chances: tuple[float, float, float]

    @property
    def centre(self) -> int | None:
        """The place of the centre looked at."""
        return self.pairs[self.place][0] if self.pairs else None

    @property
    def near(self) -> tuple[int, int] | None:
        """Places of the centre looked at and of a word near it, to come back to them."""
        if not self.pairs:
            return None
        centre, places = self.pairs[self.place]
        return centre, places[0]

    @property
    def around(self) -> tuple[int, ...]:
        """Places of all words that this centre makes examples with."""
        return tuple(place for centre, places in self.pairs if centre == self.centre for place in places)
