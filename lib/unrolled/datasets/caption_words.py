"""Captions as numbers: 0 marks the start, 1 the end, then come the words, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from unrolled.datasets.words import WordVocabulary

MARKS = ("<start>", "<end>")
UNSCORED = -100  # the target at steps that are not scored; torch's own default


class CaptionVocabulary(WordVocabulary):
    """The words of captions, numbered; the first two numbers are the marks START and END.

    Args:
        words: the words, without the marks.
    """

    def __init__(self, words: Iterable[str]):
        super().__init__((*MARKS, *words))

    @classmethod
    def of(cls, captions: Iterable[str], least: int = 1) -> CaptionVocabulary:
        """The words that captions use at least ``least`` times, the most frequent first, then by alphabet."""
        counts = Counter(word for caption in captions for word in caption.split())
        kept = [word for word, count in counts.items() if count >= least]
        return cls(sorted(kept, key=lambda word: (-counts[word], word)))

    def text(self, ids: Iterable[int]) -> str:
        """Numbers as a caption; marks are left out."""
        return " ".join(self.words[k] for k in ids if k >= len(MARKS))

    def windows(self, captions: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Inputs and targets of a decoder, ``(B, T)`` each: START and the words, and the words and END.

        T is the length of the longest caption with its mark. After the end the input is END and the target
        ``UNSCORED``. Words outside the vocabulary are treated in the same way.
        """
        rows = [[self._ids.get(word) for word in caption.split()] for caption in captions]
        longest = 1 + max(len(row) for row in rows)
        inputs = torch.ones(len(rows), longest, dtype=torch.int64)
        targets = torch.full((len(rows), longest), UNSCORED)
        for k, row in enumerate(rows):
            inputs[k, : len(row) + 1] = torch.tensor([0, *(1 if word is None else word for word in row)])
            targets[k, : len(row) + 1] = torch.tensor([*(UNSCORED if word is None else word for word in row), 1])
        return inputs, targets
