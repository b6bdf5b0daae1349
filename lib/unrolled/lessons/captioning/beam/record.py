"""A beam search as a tree of beginnings, and counts over many of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Words = tuple[str, ...]
END = "<end>"  # stands last in a beginning that is finished


@dataclass(frozen=True)
class Written:
    """A caption with its probability.

    Attributes:
        words: without the marks.
        log_p: of its words and END, in nats.
        score: log p / length ** alpha.
        exact: whether it is, word for word, one of the picture's references.
        finished: whether END was written, or the caption was cut.
    """

    words: Words
    log_p: float
    score: float
    exact: bool
    finished: bool = True

    @property
    def text(self) -> str:
        """The words as a line."""
        return " ".join(self.words)

    @property
    def path(self) -> Words:
        """The words, and END where it was written."""
        return (*self.words, END) if self.finished else self.words


def verdict(best: Written, reference: Written | None) -> str:
    """Whose error a caption is (Stahlberg and Byrne 2019, arXiv 1908.10090).

    Args:
        best: the caption that was found.
        reference: the likeliest true one; None if each has a word that the model does not know.

    Returns:
        "right"; "search error" where the reference has a better score, so that the search missed it; "model error"
        where the model itself prefers the wrong caption; "unknown word" where it cannot write the reference.
    """
    if best.exact:
        return "right"
    if reference is None:
        return "unknown word"
    return "search error" if reference.score > best.score else "model error"


@dataclass(frozen=True)
class Length:
    """What a beam kept at one length.

    Attributes:
        beginnings: the best first.
        log_p: of each.
        considered: the continuations they were chosen from.
    """

    beginnings: tuple[Words, ...]
    log_p: tuple[float, ...]
    considered: int


@dataclass(frozen=True)
class BeamTree:
    """A beam search on one picture.

    Attributes:
        image: ``(64, 64, 3)`` uint8.
        shelf: where the picture is from.
        picture: its number there, from 1.
        width: of the beam.
        alpha: of length normalisation.
        finalists: captions found, the best score first, at least one.
        greedy: what greedy decoding writes.
        reference: the likeliest of the picture's references; None if each has a word that the model does not know.
        lengths: the search, length by length.
        proved: whether no caption has a better score than the first finalist.
    """

    image: np.ndarray
    shelf: str
    picture: int
    width: int
    alpha: float
    finalists: tuple[Written, ...]
    greedy: Written
    reference: Written | None
    lengths: tuple[Length, ...]
    proved: bool

    @property
    def best(self) -> Written:
        """The caption that beam search writes."""
        return self.finalists[0]

    @property
    def verdict(self) -> str:
        """See :func:`verdict`."""
        return verdict(self.best, self.reference)

    @property
    def greedy_left(self) -> int | None:
        """The length at which the beam dropped greedy's beginning, from 1; None if it never did.

        Greedy's word is the best of its own beginning, not of all beginnings.
        """
        for t, length in enumerate(self.lengths, 1):
            beginning = self.greedy.path[:t]
            if beginning not in length.beginnings:
                return t
            if beginning == self.greedy.path:
                return None
        return None


@dataclass(frozen=True)
class Example:
    """A picture to begin with.

    Attributes:
        name: what it shows.
        shelf: where the picture is from.
        picture: its number there, from 1.
        width: of the beam.
    """

    name: str
    shelf: str
    picture: int
    width: int


@dataclass(frozen=True)
class Case:
    """Two beams that write different captions of a picture.

    Attributes:
        shelf: where the picture is from.
        picture: its number there, from 1.
        widths: of the narrow and the wide beam.
        captions: what they write.
        log_p: of both, in nats.
        groups: of both, places in ``measuring.records.captions.GROUPS``, 0 for no errors.
        exact: whether each is one of the references.
        reference: the caption by our rules.
    """

    shelf: str
    picture: int
    widths: tuple[int, int]
    captions: tuple[str, str]
    log_p: tuple[float, float]
    groups: tuple[int, int]
    exact: tuple[bool, bool]
    reference: str


@dataclass(frozen=True)
class Widths:
    """Beams of several widths on the pictures of a shelf.

    Attributes:
        shelf: its name.
        count: N, its pictures.
        widths: W of them.
        exact: ``(W,)`` captions that are one of their picture's references.
        log_p: ``(W,)`` mean log p of the captions, in nats.
        search_errors: ``(W,)`` wrong captions whose reference has a higher log p.
        model_errors: ``(W,)`` wrong captions that the model prefers to the reference.
        proved: ``(W,)`` captions proved to be the likeliest of all.
        better: pictures where a wider beam is right and greedy is not.
        worse: pictures where a wider beam is wrong and a narrower one right, or whose group is worse.
    """

    shelf: str
    count: int
    widths: tuple[int, ...]
    exact: np.ndarray
    log_p: np.ndarray
    search_errors: np.ndarray
    model_errors: np.ndarray
    proved: np.ndarray
    better: tuple[Case, ...]
    worse: tuple[Case, ...]
