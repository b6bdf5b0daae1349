"""Questions to answer before looking: the wrong choices are real misconceptions, each with its own reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Choice(NamedTuple):
    """One answer: its words, whether it is right, and what to say to who chose it."""

    words: str
    right: bool
    reply: str


@dataclass(frozen=True)
class Question:
    """A question and its choices; exactly one of them is right, and each has a reply of its own.

    Raises:
        ValueError: where that is not so, or where there is nothing to choose between.
    """

    ask: str
    choices: tuple[Choice, ...]

    def __post_init__(self):
        if len(self.choices) < 2:
            raise ValueError(f"A question needs at least two choices, and “{self.ask}” has {len(self.choices)}.")
        right = sum(choice.right for choice in self.choices)
        if right != 1:
            raise ValueError(f"Exactly one choice must be right, and of “{self.ask}” {right} are.")
        replies = [choice.reply.strip() for choice in self.choices]
        if "" in replies or len(set(replies)) < len(replies):
            raise ValueError(f"Each choice needs a reply of its own, and not all of “{self.ask}” have one.")
