"""Surprise along a text: running means, the words that cost most, and names by how often they have come.

A reader with memory makes a text cheaper as it goes: it gets to know its speakers
and its words. A reader that only counts a few characters back cannot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.reading.record import Headings, Reading, Word
from unrolled.measuring.char_rnn import LanguageModel
from unrolled.measuring.novelty import WORD
from unrolled.measuring.records.surprisal import Surprisal
from unrolled.measuring.surprisal import point_at, surprisal
from unrolled.models.ngram import NGram
from unrolled.runtime import one_thread

LONGEST = 1000  # characters of a text
LEAST = 10  # characters before a running mean begins
WORDS = 8  # the most surprising ones told
HEADING = re.compile(r"(?:\A|(?<=\n\n))([^\n:]{1,40}):\n")


def running_mean(bits: np.ndarray, window: int) -> np.ndarray:
    """Mean surprisal over the last ``window`` characters, up to and with each one.

    Args:
        bits: ``(T,)``; the first, which nothing stands before, does not count.
        window: 1 or more.

    Returns:
        ``(T,)``, over fewer characters near the start, and not-a-number before there are ``LEAST``.
    """
    T = len(bits)
    sums = np.concatenate([[0.0], np.cumsum(bits[1:])])  # (T,): of the first k characters that count
    last = np.arange(T)
    first = np.maximum(last - window, 0)
    mean = np.full(T, np.nan)
    there = last >= min(LEAST, window)
    mean[there] = (sums[last[there]] - sums[first[there]]) / (last[there] - first[there])
    return mean


def surprising_words(read: Surprisal, count: int = WORDS) -> tuple[Word, ...]:
    """The words of a text that cost most in all their characters, the dearest first."""
    seen: Counter[str] = Counter()
    words = []
    for found in WORD.finditer(read.text):
        seen[found.group().lower()] += 1
        bits = float(read.bits[found.start() : found.end()].sum())
        words.append(Word(found.start(), found.group(), bits, seen[found.group().lower()]))
    return tuple(sorted(words, key=lambda word: -word.bits)[:count])


def read_all(readers: Mapping[str, LanguageModel], vocabulary: Vocabulary, text: str) -> dict[str, Surprisal]:
    """What every reader expects along a text, by its name.

    Raises:
        PromptError: if the text is empty or longer than ``LONGEST``.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    return {name: surprisal(model, vocabulary, text, LONGEST) for name, model in readers.items()}


def mean_bits(reads: Mapping[str, Surprisal]) -> dict[str, float]:
    """Bits a character by reader; not-a-number for a text of one character."""
    return {name: float(read.bits[1:].mean()) if len(read.bits) > 1 else np.nan for name, read in reads.items()}


def reading(
    reads: dict[str, Surprisal],
    reader: str,
    window: int,
    *,
    title: str,
    means: dict[str, dict[str, float]],
    cursor: int,
) -> Reading:
    """Put together what the panel shows.

    Args:
        reads: from :func:`read_all`.
        reader: whose colours and words to show.
        window: of the running means.
        title: of the text.
        means: of the texts it is compared with; this one's are added under its title.
        cursor: the place pointed at; held inside the text.
    """
    return Reading(
        title,
        {name: point_at(read, cursor) for name, read in reads.items()},
        reader,
        window,
        {name: running_mean(read.bits, window) for name, read in reads.items()},
        surprising_words(reads[reader]),
        {**means, title: mean_bits(reads)},
    )


@one_thread
@torch.inference_mode()
def costs(model: LanguageModel, texts: Sequence[torch.Tensor]) -> list[np.ndarray]:
    """What each character of several texts costs, in bits, each text read from a zero state.

    Args:
        model: any language model.
        texts: each ``(T_k,)`` numbers; they are read side by side.

    Returns:
        ``(T_k,)`` for each, 0 for the first character.
    """
    if isinstance(model, NGram):  # which can count a whole text at once
        return [np.concatenate([[0.0], model.nats(ids) / np.log(2)]) for ids in texts]
    padded = torch.nn.utils.rnn.pad_sequence(list(texts), batch_first=True)  # (B, T)
    state, columns = None, [np.zeros(len(texts))]
    for k in range(padded.shape[1] - 1):
        logits, state = model.step(state, padded[:, k])
        nats = torch.nn.functional.cross_entropy(logits, padded[:, k + 1], reduction="none")
        columns.append(nats.double().numpy() / np.log(2))
    return [row[: len(ids)] for row, ids in zip(np.stack(columns, axis=1), texts, strict=True)]


def headings(
    readers: Mapping[str, LanguageModel], vocabulary: Vocabulary, plays: Mapping[str, str],
    known: frozenset[str] = frozenset(), *, times: int = 5,
) -> Headings:  # fmt: skip
    """What a speaker's name costs the first time it stands over a speech, the second time, and so on.

    Args:
        readers: by name.
        vocabulary: their characters.
        plays: texts that none of them has seen, by title.
        known: names that a reader may know from elsewhere; they are left out.
        times: N; who speaks less often than that is left out.
    """
    ids = [vocabulary.encode(text) for text in plays.values()]
    places: list[tuple[int, list[tuple[int, int]]]] = []
    for k, text in enumerate(plays.values()):
        spoken: dict[str, list[tuple[int, int]]] = {}
        for found in HEADING.finditer(text):
            if found.group(1) not in known:
                spoken.setdefault(found.group(1), []).append((found.start(1), found.end(1) + 1))  # with its colon
        places += [(k, spans[:times]) for spans in spoken.values() if len(spans) >= times]
    bits = {}
    for name, model in readers.items():
        each = costs(model, ids)
        table = [[each[k][start:end].sum() for start, end in spans] for k, spans in places]
        bits[name] = np.array(table).reshape(-1, times).mean(axis=0) if table else np.full(times, np.nan)
    return Headings(len(places), bits)
