"""The building blocks of ``make stress``: checks and table rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing to try.

    Attributes:
        what: describes in words what is tried, for the table.
        run: tries it, and returns the result in words, or raises an error.
    """

    what: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Row:
    """A finished check, as a row of the table."""

    part: str
    what: str
    result: str
    command: str
    passed: bool

    def line(self) -> str:
        """The row as Markdown."""
        return f"| {self.part} | {self.what} | {self.result.replace('|', '/')} | `{self.command}` |\n"


def require(condition: bool, message: str) -> None:
    """Raise an error unless a condition holds.

    Raises:
        AssertionError: with the given message.
    """
    if not condition:
        raise AssertionError(message)
