"""Four synthetic tasks, one for each shape of sequence problem: what is read, and when something is asked for.

The shapes are those of Karpathy, "The Unreasonable Effectiveness of Recurrent
Neural Networks" (2015). Every task has as many steps of input as of output, so
that one network does all: where nothing is read, a dot stands; where nothing is
asked for, the target is ``SILENT``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.runtime import UnrolledError

SILENT = -100  # no target: torch's own sign for it
REST = "·"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
VOTES = 9
MOST_DEEP, BRACKETS = 3, 12
LONGEST = 12  # symbols of an example of one's own
LETTERS, WORD = "abcdef", 4


class ExampleError(UnrolledError, ValueError):
    """An example that is not of the task's form."""


@dataclass(frozen=True)
class Task:
    """A synthetic task.

    Attributes:
        shape: its name, after which symbols are read and asked for.
        asks: what the network is to do, in a few words.
        vocabulary: its symbols.
        invent: draws a question from torch's generator.
        pose: turns a question into what is read and what is expected, two strings of T symbols; a blank stands where
            nothing is asked for. Raises :class:`ExampleError` on what is no question.
    """

    shape: str
    asks: str
    vocabulary: Vocabulary
    invent: Callable[[], str]
    pose: Callable[[str], tuple[str, str]]

    def draw(self, batch: int) -> tuple[Tensor, Tensor]:
        """So many invented questions, as :meth:`together` gives them; from torch's generator."""
        return self.together([self.invent() for _ in range(batch)])

    def together(self, questions: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Questions of one length as inputs and targets, ``(B, T)`` int64 each; a target may be ``SILENT``."""
        inputs, targets = zip(*(self.encode(*self.pose(question)) for question in questions), strict=True)
        return torch.stack(inputs), torch.stack(targets)

    def encode(self, read: str, expected: str) -> tuple[Tensor, Tensor]:
        """Both strings in numbers, ``(T,)`` each."""
        targets = self.vocabulary.encode(expected.replace(" ", REST))
        targets[[place for place, symbol in enumerate(expected) if symbol == " "]] = SILENT
        return self.vocabulary.encode(read), targets


def _some(symbols: str, count: int) -> str:
    return "".join(symbols[k] for k in torch.randint(len(symbols), (count,)).tolist())


def _check(question: str, symbols: str, longest: int) -> None:
    if not 1 <= len(question) <= longest or not set(question) <= set(symbols):
        among = f"{', '.join(symbols[:-1])} or {symbols[-1]}"
        count = "one symbol" if longest == 1 else f"1 to {longest} symbols"
        raise ExampleError(f"“{question[:20]}” cannot be read here: write {count}, each of them {among}.")


def weekday(question: str) -> tuple[str, str]:
    """One to many: a number, then the name of that day, letter by letter."""
    _check(question, "1234567", 1)
    steps = max(map(len, WEEKDAYS))
    return question + REST * (steps - 1), WEEKDAYS[int(question) - 1].ljust(steps, REST)


def majority(votes: str) -> tuple[str, str]:
    """Many to one: votes, and at the last of them which side has more."""
    _check(votes, "ab", LONGEST)
    if 2 * votes.count("a") == len(votes):
        raise ExampleError("There are as many a as b, so neither side has more: write one more.")
    return votes, " " * (len(votes) - 1) + max("ab", key=votes.count)


def depth(brackets: str) -> tuple[str, str]:
    """Many to many, step by step: brackets, and after each how many are open."""
    _check(brackets, "()", LONGEST)
    level, expected = 0, ""
    for place, bracket in enumerate(brackets, 1):
        level += 1 if bracket == "(" else -1
        if not 0 <= level <= MOST_DEEP:
            what = "closes what was never opened" if level < 0 else f"is more than {MOST_DEEP} deep"
            raise ExampleError(f"The bracket at place {place} {what}: the network knows depths from 0 to {MOST_DEEP}.")
        expected += str(level)
    return brackets, expected


def backwards(word: str) -> tuple[str, str]:
    """Many to many, after reading all: letters, then the same letters from the last to the first."""
    _check(word, LETTERS, LONGEST // 2)
    return word + REST * len(word), " " * len(word) + word[::-1]


def _brackets() -> str:
    brackets, level = "", 0
    for coin in torch.randint(2, (BRACKETS,)).tolist():
        opens = level == 0 or (level < MOST_DEEP and coin == 0)
        level += 1 if opens else -1
        brackets += "(" if opens else ")"
    return brackets


ONE_TO_MANY = Task(
    "one to many",
    "spell the day of the week",
    Vocabulary(REST + "1234567" + "".join(WEEKDAYS)),
    lambda: _some("1234567", 1),
    weekday,
)
MANY_TO_ONE = Task(
    "many to one", "say which side has more votes", Vocabulary("ab" + REST), lambda: _some("ab", VOTES), majority
)
IN_STEP = Task("many to many, in step", "say how many brackets are open", Vocabulary("()0123" + REST), _brackets, depth)
AFTERWARDS = Task(
    "many to many, afterwards", "say the letters backwards", Vocabulary(LETTERS + REST),
    lambda: _some(LETTERS, WORD), backwards,
)  # fmt: skip
TASKS = {task.shape: task for task in (ONE_TO_MANY, MANY_TO_ONE, IN_STEP, AFTERWARDS)}
