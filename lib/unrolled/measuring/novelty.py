"""How much of a written text is new: copies from the corpus, unseen n-grams, real words, repetition."""

from __future__ import annotations

import functools
import re

import numpy as np
from torch import Tensor

from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.measuring.char_rnn import LanguageModel, entropy_bits, read, sample, softmax
from unrolled.measuring.records.novelty import Copy, Microscope, Novelty, Passage
from unrolled.runtime import give_back

DEPTH = 8  # characters by which the corpus is sorted
COPIED = 15  # characters in a row, about three words
AFTER = 60  # characters of the corpus shown after a copy
UNSEEN = (4, 6, 8, 12)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Corpus:
    """A collection of texts with an index that finds any passage quickly.

    All places of the corpus are sorted by the eight characters that stand there:
    a suffix array (Manber and Myers 1993) cut at that depth. Places that begin
    like a passage of up to eight characters are then neighbours; longer passages
    are compared place by place.

    Args:
        texts: by title. No passage reaches from one into the next.

    Raises:
        ValueError: if there is no text, or more different characters than eight of them fit into 63 bits.
    """

    def __init__(self, texts: dict[str, str]):
        joined = "\0".join([*texts.values(), "\0" * DEPTH])
        if not any(texts.values()):
            raise ValueError("A corpus needs at least one character.")
        self._titles = list(texts)
        lengths = [len(text) + 1 for text in texts.values()]
        self._starts = np.concatenate([[0], np.cumsum(lengths)])[:-1]
        letters = self._letters = sorted(set(joined))
        self._ranks = {letter: rank for rank, letter in enumerate(letters)}
        self._base = len(letters) + 1  # the last rank stands for every character the corpus lacks
        if self._base**DEPTH >= 2**63:
            raise ValueError(f"{len(letters)} different characters are too many for this corpus.")
        self._text = self._ranked(joined)
        codes = np.zeros(len(joined) - DEPTH + 1, dtype=np.int64)
        for k in range(DEPTH):
            codes *= self._base
            codes += self._text[k : k + len(codes)]
        self._places = np.argsort(codes).astype(np.int32)
        codes.sort()  # in place: with 4.5 million characters, each array of these takes 36 MB
        self._codes = codes
        self.words = frozenset(word.lower() for text in texts.values() for word in WORD.findall(text))

    def _ranked(self, text: str) -> np.ndarray:
        return np.fromiter((self._ranks.get(letter, self._base - 1) for letter in text), np.uint16, len(text))

    def _asked(self, text: str) -> np.ndarray:
        """The ranks of a text to search for; the separator between texts never matches."""
        ranks = self._ranked(text)
        ranks[ranks == self._ranks["\0"]] = self._base - 1
        return ranks

    def _like(self, ranks: np.ndarray) -> np.ndarray:
        """The places where the given ranks, eight at most, occur."""
        code = 0
        for rank in ranks.tolist():
            code = code * self._base + rank
        scale = self._base ** (DEPTH - len(ranks))
        first, last = np.searchsorted(self._codes, (code * scale, (code + 1) * scale))
        return self._places[first:last]

    def longest(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """For each place of a text ``(T,)``: the longest passage from there that the corpus contains, and where.

        Returns:
            Lengths ``(T,)``, 0 where the character itself is unknown, and one place in the corpus for each ``(T,)``.
        """
        ranks = self._asked(text)
        lengths, places = np.zeros(len(text), dtype=np.int64), np.zeros(len(text), dtype=np.int64)
        for start in range(len(text)):
            for depth in range(min(DEPTH, len(text) - start), 0, -1):
                found = self._like(ranks[start : start + depth])
                if len(found):
                    lengths[start], places[start] = self._extend(ranks[start:], found, depth)
                    break
        return lengths, places

    def _extend(self, ranks: np.ndarray, found: np.ndarray, length: int) -> tuple[int, int]:
        while length < len(ranks):
            longer = found[self._text[found + length] == ranks[length]]
            if not len(longer):
                break
            found, length = longer, length + 1
        return length, int(found.min())  # the first place, so that the answer is always the same

    def copy(self, start: int, length: int, place: int) -> Copy:
        """A record of ``length`` characters from ``start`` of a text that occur at ``place`` of the corpus."""
        title, line = self.where(place)
        after = self._text[place + length : place + length + AFTER].tolist()
        return Copy(start, length, title, line, "".join(map(self._letters.__getitem__, after)).split("\0")[0])

    def places(self, passage: str) -> np.ndarray:
        """All places of the corpus at which a passage stands, ascending."""
        ranks = self._asked(passage)
        if not len(ranks):
            return np.arange(0)
        found = self._like(ranks[:DEPTH])
        for depth in range(DEPTH, len(ranks)):
            found = found[self._text[found + depth] == ranks[depth]]
        return np.sort(found)

    def around(self, place: int, length: int, lines: int = 3) -> tuple[str, str, str]:
        """A passage of the corpus with the lines around it: what stands before, the passage, what stands after."""
        end = self._text == self._ranks.get("\n", -1)
        k = int(np.searchsorted(self._starts, place, side="right")) - 1
        least, most = self._starts[k], self._starts[k + 1] - 1 if k + 1 < len(self._starts) else len(end) - DEPTH - 1
        ends = least + np.flatnonzero(end[least:place])
        first = ends[-lines - 1] + 1 if len(ends) > lines else least
        ends = place + length + np.flatnonzero(end[place + length : most])
        last = ends[lines] if len(ends) > lines else most
        cuts = (first, place), (place, place + length), (place + length, last)
        return tuple("".join(self._letters[rank] for rank in self._text[a:b]) for a, b in cuts)

    def where(self, place: int) -> tuple[str, int]:
        """Title and line, counted from 1, of a place in the corpus."""
        k = int(np.searchsorted(self._starts, place, side="right")) - 1
        start = self._starts[k]
        return self._titles[k], 1 + int((self._text[start:place] == self._ranks.get("\n", -1)).sum())


def novelty(corpus: Corpus, text: str, *, before: str = "", copied: int = COPIED, repeated: int = 8) -> Novelty:
    """Compare a generated text with the corpus that its model was trained on.

    Args:
        corpus: the texts learned from.
        text: T characters.
        before: the text before it, so that its first word is whole.
        copied: the fewest characters in a row that count as a copy.
        repeated: the length of passages whose recurrence counts as repetition.

    Returns:
        Copies, and shares from 0 to 1; a share of nothing is 0.
    """
    lengths, places = corpus.longest(text)
    words = [found.group().lower() for found in WORD.finditer(before + text) if found.end() > len(before)]
    words = words[:-1] if words and WORD.fullmatch(text[-1:]) else words  # the last one may be cut
    top = int(lengths.argmax()) if len(text) else 0
    return Novelty(
        copies=copies(corpus, lengths, places, copied),
        longest=corpus.copy(top, int(lengths[top]), int(places[top])) if len(text) and lengths[top] else None,
        copied=share_inside(lengths, copied),
        unseen={n: _unseen(lengths, n) for n in UNSEEN},
        words=len(words),
        real_words=sum(word in corpus.words for word in words) / max(len(words), 1),
        unknown_words=tuple(dict.fromkeys(word for word in words if word not in corpus.words)),
        repeated=_repeated(text, repeated),
    )


def copies(corpus: Corpus, lengths: np.ndarray, places: np.ndarray, least: int) -> tuple[Copy, ...]:
    """Passages of a text, in order, that occur in the corpus; none lies inside the one before.

    Args:
        corpus: where they stand.
        lengths: ``(T,)`` from :meth:`Corpus.longest`.
        places: ``(T,)`` likewise.
        least: the fewest characters that count.
    """
    found, reach = [], 0
    for start in np.flatnonzero(lengths >= least).tolist():
        length = int(lengths[start])
        if start + length > reach:
            found.append(corpus.copy(start, length, int(places[start])))
            reach = start + length
    return tuple(found)


def share_inside(lengths: np.ndarray, least: int) -> float:
    """The share of a text's characters that lie inside a passage of at least so many, by lengths ``(T,)``."""
    starts = np.flatnonzero(lengths >= least)
    edges = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.add.at(edges, starts, 1)
    np.add.at(edges, starts + lengths[starts], -1)
    return float((np.cumsum(edges[:-1]) > 0).mean()) if len(lengths) else 0.0


def microscope(
    model: LanguageModel, vocabulary: Vocabulary, corpus: Corpus, prompt: Tensor, noise: Tensor, temperatures: Tensor
) -> Microscope:
    """Sample at several temperatures with the same noise, and compare each passage with the corpus.

    Args:
        model: any language model.
        vocabulary: its characters.
        corpus: what it learned from.
        prompt: ``(T,)`` numbers.
        noise: ``(N, V)`` from ``gumbel_noise``.
        temperatures: ``(K,)``.
    """
    logits, state = read(model, prompt)
    words, flat = vocabulary.decode(prompt), logits[0].double().numpy()
    passages = []
    for temperature, ids in zip(temperatures.tolist(), sample(model, logits, state, noise, temperatures), strict=True):
        text = vocabulary.decode(ids)
        new = novelty(corpus, text, before=words)
        temperature = round(temperature, 4)  # float32 cannot represent 0.8 exactly
        passages.append(Passage(temperature, text, new, entropy_bits(softmax(flat, temperature))))
    return Microscope(words, tuple(passages))


def _unseen(lengths: np.ndarray, n: int) -> float:
    """The share of n-grams of a text that the corpus does not contain."""
    whole = lengths[: max(len(lengths) - n + 1, 0)]
    return float((whole < n).mean()) if len(whole) else 0.0


def _repeated(text: str, n: int) -> float:
    """The share of n-grams of a text that occurred in it before."""
    grams = [text[k : k + n] for k in range(len(text) - n + 1)]
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


@functools.cache
def training_plays() -> Corpus:
    """The 34 plays the network learned from, ready for search; about two seconds, once."""
    give_back()  # building the index takes as much memory as all else in the notebook
    return Corpus(shakespeare.split().train)
