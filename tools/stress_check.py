"""What a part of ``make stress`` is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing to try.

    Attributes:
        what: is tried, in words, for the table.
        run: tries it, and returns what came out, in words; raises if that is wrong.
    """

    what: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Row:
    """A check that was run: a row of the table."""

    part: str
    what: str
    result: str
    command: str
    passed: bool

    def line(self) -> str:
        """As Markdown."""
        return f"| {self.part} | {self.what} | {self.result.replace('|', '/')} | `{self.command}` |\n"


def require(held: bool, what: str) -> None:
    """Raise unless something holds.

    Raises:
        AssertionError: with the words.
    """
    if not held:
        raise AssertionError(what)
