"""Passages for the quiz, real and synthetic, cut alike; and what can be measured on one of them.

Both kinds begin with a speaker's heading. The network reads some lines of a
held-out play before it writes: it then has the same chance to use that play's
names as Shakespeare had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.quiz.record import Cue, Passage
from unrolled.lessons.shakespeare.reading.probe import HEADING, costs
from unrolled.measuring.char_rnn import LanguageModel
from unrolled.measuring.novelty import WORD, Corpus, novelty
from unrolled.runtime import one_thread

MOST, LEAST = 300, 200  # characters of a passage
READ = 200  # characters of a held-out play that the network reads before it writes
CUES = {
    "surprise": "surprise, bits a character",
    "unknown": "words no training play holds",
    "copied": "copied from training plays, %",
    "company": "speakers who never meet",
}


@dataclass(frozen=True)
class Library:
    """What passages are held against.

    Attributes:
        corpus: the plays the network learned from.
        casts: the speakers of each play, of all there are.
        names: the words of all speakers' names, in lower case; they do not count as unknown.
    """

    corpus: Corpus
    casts: tuple[frozenset[str], ...]
    names: frozenset[str]

    @classmethod
    def of(cls, corpus: Corpus, plays: Mapping[str, str]) -> Library:
        """A library for these plays; the corpus holds those the network learned from."""
        casts = tuple(frozenset(HEADING.findall(text)) for text in plays.values())
        words = (word.lower() for cast in casts for name in cast for word in WORD.findall(name))
        return cls(corpus, casts, frozenset(words))


def cut(text: str) -> str:
    """The beginning of a text: to the last line end within ``MOST`` characters, and never ending on a heading."""
    end = text.rfind("\n", LEAST, MOST + 1)
    end = text.rfind(" ", LEAST, MOST + 1) if end < 0 else end  # a line that goes on and on
    kept = text[: end if end > 0 else MOST].rstrip()
    before, _, last = kept.rpartition("\n\n")
    is_heading = last.endswith(":") and "\n" not in last  # a line of a speech may end in a colon, too
    return before if before and is_heading else kept


def places(plays: Mapping[str, str], count: int, generator: np.random.Generator) -> list[tuple[str, int]]:
    """So many headings, each as title and place, with room before and after them.

    Raises:
        ValueError: if no play has one.
    """
    every = [
        (title, found.start(1))
        for title, text in plays.items()
        for found in HEADING.finditer(text)
        if READ <= found.start(1) <= len(text) - MOST - 1
    ]
    if not every:
        raise ValueError(f"No play has a speech with {READ} characters before it and {MOST} after it.")
    chosen = generator.choice(len(every), count, replace=count > len(every))
    return [every[k] for k in chosen]


def real(plays: Mapping[str, str], chosen: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    """Passages of plays: text and source of each."""
    passages = []
    for title, start in chosen:
        line = 1 + plays[title].count("\n", 0, start)
        passages.append((cut(plays[title][start : start + MOST + 1]), f"{title}, line {line:,}"))
    return passages


@one_thread
@torch.inference_mode()
def written(
    model: LanguageModel, vocabulary: Vocabulary, plays: Mapping[str, str], chosen: Sequence[tuple[str, int]],
    temperature: float, generator: np.random.Generator,
) -> list[tuple[str, str]]:  # fmt: skip
    """Passages that a model writes, each after reading what stands before a place of a play.

    Args:
        model: any language model.
        vocabulary: its characters.
        plays: by title.
        chosen: from :func:`places`; B of them, written side by side.
        temperature: above 0.
        generator: of the noise, one for each passage.

    Returns:
        Text and source of each.
    """
    before = [vocabulary.encode(plays[title][start - READ : start]) for title, start in chosen]
    state, drawn = None, []
    for ids in torch.stack(before, dim=1):  # (READ, B)
        logits, state = model.step(state, ids)
    for _ in range(MOST + 1):
        ids = _draw(logits, temperature, generator)
        drawn.append(ids)
        logits, state = model.step(state, ids)
    texts = [vocabulary.decode(row) for row in torch.stack(drawn, dim=1)]
    return [
        (cut(text.lstrip("\n")), f"the network, τ = {temperature:g}, after reading {READ} characters of {title}")
        for text, (title, _) in zip(texts, chosen, strict=True)
    ]


def _draw(logits: Tensor, temperature: float, generator: np.random.Generator) -> Tensor:
    """A character for each row, ``(B,)``, by chance from softmax(logits / temperature)."""
    uniform = generator.uniform(np.finfo(float).tiny, 1.0, tuple(logits.shape))
    return (logits - temperature * torch.from_numpy(np.log(-np.log(uniform))).to(logits)).argmax(dim=1)


def measure(
    model: LanguageModel,
    vocabulary: Vocabulary,
    library: Library,
    passages: Sequence[tuple[str, str]],
    *,
    is_real: bool,
) -> list[Passage]:  # fmt: skip
    """Measure every cue on passages of one kind.

    Surprise is the model's own, read from a zero state; headings are read, but not counted.
    """
    bits = costs(model, [vocabulary.encode(text) for text, _ in passages])
    return [
        _measured(library, text, source, spent, is_real)
        for (text, source), spent in zip(passages, bits, strict=True)
    ]  # fmt: skip


def _measured(library: Library, text: str, source: str, bits: np.ndarray, is_real: bool) -> Passage:
    spoken = np.ones(len(text), dtype=bool)
    spoken[0] = False
    for found in HEADING.finditer(text):
        spoken[found.start() : found.end()] = False
    new = novelty(library.corpus, text + "\n")  # the line end makes the last word whole
    unknown = [word for word in new.unknown_words if word not in library.names]
    strangers = company(library, text)
    kept = tuple((copy.start, min(copy.length, len(text) - copy.start)) for copy in new.copies)
    inside = np.zeros(len(text), dtype=bool)
    for start, length in kept:
        inside[start : start + length] = True
    longest = new.longest
    copied = ""
    if longest and new.copies:
        copied = f"“{text[longest.start : longest.start + longest.length]}”, {longest.title}"
    cues = (
        Cue("surprise", float(bits[spoken].mean()) if spoken.any() else 0.0, ""),
        Cue("unknown", float(len(unknown)), ", ".join(unknown)),
        Cue("copied", 100 * float(inside.mean()), copied.replace("\n", " ")),
        Cue("company", float(len(strangers)), ", ".join(strangers)),
    )
    return Passage(text, masked(text), is_real, source, cues, kept)


def company(library: Library, text: str) -> list[str]:
    """The speakers of a passage who are missing from the play that has most of them; in order of appearance."""
    speakers = list(dict.fromkeys(HEADING.findall(text)))
    best = max(library.casts, key=lambda cast: sum(name in cast for name in speakers), default=frozenset())
    return [name for name in speakers if name not in best]


def masked(text: str) -> str:
    """The same passage with A, B, C … in place of the speakers' names."""
    letters: dict[str, str] = {}
    return HEADING.sub(lambda found: f"{letters.setdefault(found.group(1), _letter(len(letters)))}:\n", text)


def _letter(k: int) -> str:
    return chr(ord("A") + k % 26)
