"""Questions and an exercise on beam search, by hand on small trees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.models.captioner import beam_search
from unrolled.models.captioner.decoders import END as END_ID

Words = tuple[str, ...]
NextLogP = Callable[[Words], dict[str, float]]
END = "END"

GREEDY_LOSES = Question(
    "The first word is a (0.6) or b (0.4). After a come c (0.4), d (0.35) or e (0.25); after b come c (0.9) or d (0.1)."
    " Then every caption ends. What do greedy decoding and a beam of 2 write?",
    (
        Choice("both write a c", False,
               "Greedy does, since a is the likelier first word. But a c has only 0.6 · 0.4 = 0.24, and a beam of 2 "
               "keeps b, too."),
        Choice("greedy writes a c, the beam b c", True,
               "a c has 0.6 · 0.4 = 0.24, and b c has 0.4 · 0.9 = 0.36. Greedy never sees what follows b."),
        Choice("both write b c", False,
               "b c is the likeliest caption, 0.36. But greedy chooses the first word before it knows the second."),
        Choice("greedy writes b c, the beam a c", False,
               "It is the other way round: greedy takes the likelier first word, a."),
    ),
)  # fmt: skip
WIDER = Question(
    "Greedy decoding describes 253 of the other vendor’s 1,045 drawings exactly. How many does a beam of 20 get right?",
    (
        Choice("about 500: it looks at 20 times as many captions", False,
               "It compares more, but it still chooses what the network finds likely. Most errors are the network’s."),
        Choice("263: a few of the errors were the search’s", True,
               "A beam of 5 already finds the likeliest caption for every drawing. More width finds nothing new."),
        Choice("still 253: the likeliest words make the likeliest caption", False,
               "Not always. For 14 drawings the reference itself has a higher log p than greedy’s caption."),
    ),
)  # fmt: skip
FAULT = Question(
    "A beam of 2 writes “a woman dancing with light skin”, log p −0.93. The reference, “a woman bouncing a ball with "
    "light skin”, has log p −0.96. Ranked by log p, what would make the caption right?",
    (
        Choice("a wider beam", False,
               "The beam found the reference, as its second best caption. A wider beam can only find captions with a "
               "log p above −0.93, and the reference is not among them."),
        Choice("a network that gives the reference the higher probability", True,
               "It is a model error: the search is correct, and the network prefers the wrong caption. Greedy is right "
               "here only because it searches less well."),
        Choice("a longer limit on the length", False,
               "Both captions are finished. Neither was cut."),
    ),
)  # fmt: skip


def tree(probabilities: Mapping[str, Mapping[str, float]]) -> NextLogP:
    """A function ``next_log_p(words)`` from a table.

    Args:
        probabilities: for the words so far, with blanks between, the probability of each next word. Where there are
            none, the caption ends.
    """

    def next_log_p(words: Words) -> dict[str, float]:
        row = probabilities.get(" ".join(words), {END: 1.0})
        return {word: log(p) for word, p in row.items()}

    rows = "; ".join(f"{so_far or '(nothing)'} → {_row(row)}" for so_far, row in probabilities.items())
    next_log_p.__name__ = f"[{rows}]"
    return next_log_p


def _row(row: Mapping[str, float]) -> str:
    return ", ".join(f"{word} {p:g}" for word, p in row.items())


def random_tree(seed: int, depth: int = 4) -> NextLogP:
    """A function ``next_log_p(words)`` over the words a, b and c; captions have ``depth`` words at most.

    Args:
        seed: the same one gives the same tree.
        depth: after so many words every caption ends.
    """
    table = {}

    def grow(words: Words) -> None:
        table[words] = np.random.default_rng([seed, len(table)]).dirichlet([0.7] * 4)
        for word in "abc" if len(words) + 1 < depth else "":
            grow((*words, word))

    grow(())

    def next_log_p(words: Words) -> dict[str, float]:
        if words not in table:
            return {END: 0.0}
        return {word: log(max(p, 1e-12)) for word, p in zip((*"abc", END), table[words], strict=True)}

    next_log_p.__name__ = f"random_tree({seed})"
    return next_log_p


class AsModel:
    """Such a function as a model for ``models.captioner.beam_search``; its state holds the words so far.

    Args:
        next_log_p: from words to log p.
        words: all there are, without END.
    """

    def __init__(self, next_log_p: NextLogP, words: Words):
        self._next_log_p, self.words = next_log_p, ("START", END, *words)

    def start(self, pictures: Tensor) -> Tensor:
        """No words yet: ``(B, 0)``."""
        return torch.zeros(len(pictures), 0, dtype=torch.int64)

    def step(self, state: Tensor, ids: Tensor) -> tuple[Tensor, Tensor]:
        """log p ``(B, V)`` after one more word."""
        state = torch.cat([state, ids[:, None]], dim=1)
        log_p = torch.full((len(ids), len(self.words)), -torch.inf, dtype=torch.float64)
        for row, read in zip(log_p, state[:, 1:].tolist(), strict=True):  # without START
            for word, value in self._next_log_p(tuple(self.words[k] for k in read)).items():
                row[END_ID if word == END else self.words.index(word)] = value
        return log_p, state


def _expected(next_log_p: NextLogP, width: int, longest: int) -> list[Any]:
    """The words of the best caption and its log p."""
    model = AsModel(next_log_p, tuple("abcdefgh"))
    found = beam_search(model, torch.zeros(3, 1, 1), width, longest=longest)
    return [[model.words[k] for k in found.ids[0]], float(found.log_probabilities[0])]


LOST = {"": {"a": 0.6, "b": 0.4}, "a": {"c": 0.4, "d": 0.35, "e": 0.25}, "b": {"c": 0.9, "d": 0.1}}
CROWDED = {
    "": {"a": 0.6, "b": 0.4},
    "a": {"c": 0.51, "d": 0.49},
    "b": {"c": 0.6, "d": 0.4},
    "a c": {"e": 0.4, "f": 0.3, "g": 0.3},
    "b c": {"e": 0.5, "f": 0.5},
}
EARLY = {"": {"a": 0.5, "b": 0.5}, "a": {END: 0.9, "c": 0.1}, "b": {"c": 0.55, "d": 0.45}}
LATER = {"": {"a": 0.6, "b": 0.4}, "a": {"c": 0.6, END: 0.4}, "b": {"c": 0.5, "d": 0.5}}
SUMS = {
    "": {"a": 0.6, "b": 0.4},
    "a": {"c": 0.3, "d": 0.25, "e": 0.25, "f": 0.2},
    "b": {"c": 0.48, "d": 0.32, "e": 0.2},
}
SEEDS = ((27, 2), (17, 3), (36, 3))  # of random trees, with a width


def check_beam_search(function: Callable[[NextLogP, int, int], tuple[Words, float]]) -> Result:
    """Check ``beam_search(next_log_p, width, longest)``: the best finished caption and its log p.

    ``next_log_p(words)`` takes a tuple of words and returns a dict: log p of each next word, ``END`` among them. At
    each of at most ``longest`` steps, all continuations of all beginnings compete, and the ``width`` with the highest
    sum of log p are kept. Those that end with ``END`` are finished: they are put aside, and the others go on. The
    function returns the words without ``END``, as a tuple, and the sum of log p, that of ``END`` included.
    """

    def case(next_log_p: NextLogP, width: int, longest: int, why: str) -> Case:
        return Case((next_log_p, width, longest), _expected(next_log_p, width, longest), why)

    per_parent = (
        "Both continuations of a are better than the best of b: all continuations compete, whatever word they follow."
    )
    cases = [
        case(tree({"": {"a": 0.7, "b": 0.3}}), 1, 5, "One word, then END, whose log p is 0 here."),
        case(tree(LOST), 1, 5, "A beam of 1 is greedy: 0.6 · 0.4."),
        case(tree(LOST), 2, 5, "b is the less likely first word, and 0.4 · 0.9 is more than 0.6 · 0.4: keep both."),
        case(
            tree(SUMS), 2, 5, "Probabilities are multiplied, so their logarithms are added: 0.4 · 0.48 beats 0.6 · 0.3."
        ),
        case(tree(EARLY), 2, 5, "a is finished after one word with 0.45. Keep it until the others have ended, too."),
        case(tree(LATER), 2, 5, "a ends first, with 0.24. But a c, with 0.36, is not finished yet, and wins."),
        case(tree(CROWDED), 2, 5, per_parent),
    ]
    cases += [case(random_tree(seed), width, 6, "A random tree: look at it with random_tree.") for seed, width in SEEDS]
    hints = (
        "Keep a list of beginnings, each with its log p: at first [((), 0.0)]. Each step makes a new list from it.",
        "Collect (words + (word,), log_p + value) for all beginnings and all their words in one list, sort it by "
        "log p, and cut it at width.",
        "Of those kept, move the ones that end with END to a list of finished captions, and go on with the others. "
        "After the loop return the best finished caption without its END.",
    )
    return check(function, cases, hints)
