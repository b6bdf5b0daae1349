"""Counting models: predict the next character by how often it followed the last few characters before.

They are the baselines of every loss plot. Probabilities of longer contexts are
mixed with those of shorter ones, in proportion to how reliable each is (Witten
and Bell 1991, in the recursive form of Chen and Goodman 1998, section 2.5), down
to the uniform distribution:

    p_n(k | h) = (c(h k) + u(h) p_{n-1}(k | h')) / (c(h) + u(h))

with c how often something was seen, u(h) how many different characters were
seen after h, and h' the context h without its first character. Each p_n sums to
1 over the vocabulary; nothing has probability 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

NAMES = {0: "uniform", 1: "unigram", 2: "bigram"}
BASELINES = (0, 1, 2, 5)


@dataclass(frozen=True)
class _Counts:
    """All k-grams of a text: ``codes`` ascending, and in ``before[j]`` how often any of the first j was seen."""

    codes: np.ndarray
    before: np.ndarray

    def among(self, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How often codes from low to below high were seen, and how many different ones there are."""
        first, last = np.searchsorted(self.codes, low), np.searchsorted(self.codes, high)
        return self.before[last] - self.before[first], last - first


class NGram:
    """An n-gram model of characters, interpolated after Witten and Bell.

    Args:
        ids: ``(N,)`` whole numbers, the text to count in.
        size: V, the characters of the vocabulary.
        order: n: a character and the n - 1 before it are counted together; 0 is the uniform model.

    Raises:
        ValueError: if the order is negative, or so high that numbers of n-grams no longer fit 63 bits.

    Examples:
        >>> bigram = NGram(torch.tensor([0, 1, 0, 1, 0]), size=2, order=2)
        >>> bigram.probabilities(np.array([0])).round(2).tolist()
        [0.19, 0.81]
    """

    def __init__(self, ids: Tensor, size: int, order: int):
        if order < 0 or size**order >= 2**63:
            raise ValueError(f"An order of {order} cannot be counted for {size} characters.")
        self.size, self.order = size, order
        self.name = NAMES.get(order, f"{order}-gram")
        text = ids.numpy()
        self._counts = [_counts(text, size, length) for length in range(1, min(order, len(text)) + 1)]

    @property
    def kept(self) -> int:
        """How many different n-grams of all lengths it has to remember, each with its count."""
        return sum(len(counts.codes) for counts in self._counts)

    def probabilities(self, context: np.ndarray) -> np.ndarray:
        """For the character after a context ``(t,)`` of numbers, t from 0 on: ``(V,)``, summing to 1."""
        p = np.full(self.size, 1 / self.size)
        for length, counts in enumerate(self._counts):
            if length > len(context):
                break
            code = _code(context[len(context) - length :], self.size) * self.size
            first, last = np.searchsorted(counts.codes, (code, code + self.size))
            seen, different = counts.before[last] - counts.before[first], last - first
            if different:
                p *= different
                p[counts.codes[first:last] - code] += np.diff(counts.before[first : last + 1])
                p /= seen + different
        return p

    def step(self, state: Tensor | None, ids: Tensor) -> tuple[Tensor, Tensor]:
        """The interface of all language models: ``(B,)`` numbers in, logits ``(B, V)`` out.

        The state holds the last n - 1 characters, ``(B, n - 1)``; -1 stands where there is none yet.
        """
        memory = max(self.order - 1, 0)
        state = torch.full((len(ids), memory), -1) if state is None else state
        state = torch.cat([state, ids[:, None]], dim=1)[:, 1:] if memory else state
        rows = [self.probabilities(row[row >= 0]) for row in state.numpy()]
        return torch.from_numpy(np.log(rows)).float(), state

    def nats(self, ids: Tensor) -> np.ndarray:
        """The cross-entropy of each character of a text ``(T,)`` but the first: ``(T - 1,)`` nats.

        A character with fewer than n - 1 characters before it is predicted from those.
        """
        text = ids.numpy()
        p = np.full(max(len(text) - 1, 0), 1 / self.size)
        for length, counts in enumerate(self._counts):
            codes = _codes(text, self.size, length + 1)
            codes = codes[1:] if length == 0 else codes  # the first character is given
            contexts = codes // self.size * self.size
            seen, different = counts.among(contexts, contexts + self.size)
            hits, _ = counts.among(codes, codes + 1)
            cut = p[len(p) - len(codes) :]
            known = different > 0
            cut[known] = (hits + different * cut)[known] / (seen + different)[known]
        return -np.log(p)


def baselines(train: Tensor, size: int) -> list[NGram]:
    """The counting models in every loss plot: uniform, unigram, bigram, 5-gram."""
    return [NGram(train, size, order) for order in BASELINES]


def _codes(text: np.ndarray, size: int, length: int, dtype: type[np.integer] = np.int64) -> np.ndarray:
    """The number of each window of so many characters, in base V: ``(T - length + 1,)``, or none."""
    count = max(len(text) - length + 1, 0)
    codes = np.zeros(count, dtype)
    for k in range(length):
        codes *= size
        np.add(codes, text[k : k + count], out=codes, casting="unsafe")  # the sum fits
    return codes


def _code(characters: np.ndarray, size: int) -> int:
    code = 0
    for k in characters.tolist():
        code = code * size + k
    return code


def _counts(text: np.ndarray, size: int, length: int) -> _Counts:
    codes = _codes(text, size, length, np.uint32 if size**length < 2**32 else np.int64)
    codes.sort()  # in place, and with the smaller dtype: a whole corpus is counted
    first = np.concatenate([[0], np.flatnonzero(codes[1:] != codes[:-1]) + 1])
    return _Counts(codes[first].astype(np.int64), np.concatenate([first, [len(codes)]]))
