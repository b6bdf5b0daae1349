"""Questions to answer before looking: the wrong choices are real misconceptions, each with its own reply."""

from __future__ import annotations

from typing import NamedTuple


class Choice(NamedTuple):
    """One answer: its words, whether it is right, and what to say to who chose it."""

    words: str
    right: bool
    reply: str


class Question(NamedTuple):
    """A question and its choices; exactly one of them is right."""

    ask: str
    choices: tuple[Choice, ...]
