"""A passage by a model beside the one that really comes there, after the same opening lines."""

from __future__ import annotations

import re

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.passages.record import Opening, Pair, Passage
from unrolled.measuring.char_rnn import LanguageModel, gumbel_noise, read, sample
from unrolled.measuring.novelty import WORD, Corpus

LEAST_OPENING = 160  # characters
HEADING = re.compile(r"(?<=\n\n)([^\n:]+):\n")  # a speaker's name; in a speech a line may end in a colon, too
SENTENCE = re.compile(r"[^\s.?!][^.?!]*(?:[.?!]+['\"]?)?")


def headings(text: str, before: str = "\n\n") -> list[tuple[int, int, str]]:
    """Where each speaker's name stands in a text, its line end included: start, end, name.

    Args:
        text: a play, or a part of one.
        before: what stands before it.
    """
    shift = len(before)
    return [(found.start() - shift, found.end() - shift, found[1]) for found in HEADING.finditer(before + text)]


def opening(title: str, play: str, share: float, length: int) -> Opening:
    """Whole lines from the beginning of a speech on, and how the play goes on after them.

    Args:
        title: of the play.
        play: its text.
        share: where, from 0 (the first speech) to 1 (the last one after which there is room).
        length: characters of the play to keep after the opening.

    Raises:
        ValueError: if the play is too short.
    """
    found = []
    for start, _, _ in headings(play):
        end = play.find("\n", start + LEAST_OPENING) + 1
        if end and end + length <= len(play):
            found.append((start, end))
    if not found:
        raise ValueError(f"{title} is too short for an opening and {length} characters after it.")
    start, end = found[round(share * (len(found) - 1))]
    return Opening(title, 1 + play.count("\n", 0, start), play[start:end], play[end : end + length])


class Continuation:
    """A model that has read a text, ready to go on from it, as often as one likes.

    Args:
        model: any language model.
        vocabulary: its characters.
        text: at least one character, all of the vocabulary.
    """

    def __init__(self, model: LanguageModel, vocabulary: Vocabulary, text: str):
        self._model, self._vocabulary = model, vocabulary
        self._logits, self._state = read(model, vocabulary.encode(text))

    def write(self, length: int, temperature: float, *, seed: int = 0) -> str:
        """So many characters at a temperature, drawn with the noise of a seed."""
        noise = gumbel_noise(seed, length, len(self._vocabulary))
        ids = sample(self._model, self._logits, self._state, noise, torch.tensor([temperature]))
        return self._vocabulary.decode(ids[0])


def sentences(text: str, before: str = "\n\n") -> tuple[tuple[int, int], ...]:
    """Start and length of each sentence of a text; a speaker's name belongs to none."""
    edges = [edge for start, end, _ in headings(text, before) for edge in (start, end)]
    kept = zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True)  # what lies between two names
    found = [match for start, end in kept for match in SENTENCE.finditer(text, start, end)]
    return tuple((match.start(), len(match[0].rstrip())) for match in found)


def passage(text: str, known: Corpus, cast: frozenset[str]) -> Passage:
    """What there is to say about a passage.

    Args:
        text: T characters after a line end; the last may cut a word.
        known: the texts that the model learned from.
        cast: names of all who speak in the play.
    """
    words = [found for found in WORD.finditer(text) if found.end() < len(text)]
    unknown = [found.span() for found in words if found.group().lower() not in known.words]
    speakers = tuple(dict.fromkeys(name for _, _, name in headings(text, "\n")))
    return Passage(
        text=text,
        sentences=sentences(text, "\n"),
        words=len(words),
        unknown=tuple((start, end - start) for start, end in unknown),
        speakers=speakers,
        strangers=tuple(name for name in speakers if name not in cast),
    )


def pair(at: Opening, written: str, temperature: float, known: Corpus, cast: frozenset[str]) -> Pair:
    """A written passage beside the play's own, the cursor on the first sentence."""
    return Pair(at, temperature, passage(written, known, cast), passage(at.after, known, cast))


def cast(play: str) -> frozenset[str]:
    """The names of all who speak in a play."""
    return frozenset(name for _, _, name in headings(play))
