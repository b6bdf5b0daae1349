r"""What is open at each place of a LaTeX source: environments, formulas, displays, braces, sets.

The rules are those of ``unrolled.lessons.latex.lint.probe.pairs``, which reads the source, goes on
after mistakes, and also finds the faults of ``unrolled.lessons.latex.lint.probe``: what is closed
correctly here is closed there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from unrolled.lessons.latex.closing.record import Closing, Opening
from unrolled.lessons.latex.lint.probe.pairs import Reader


class Change(NamedTuple):
    """One token of a source that opened or closed something.

    Attributes:
        stop: the character after the token.
        opened: what it opened.
        closed: what it closed, the innermost first.
        stack: what is open after it, the outermost first.
    """

    stop: int
    opened: Opening | None
    closed: tuple[Closing, ...]
    stack: tuple[Opening, ...]


def changes(source: str) -> Iterator[Change]:
    """Every token of a source that opens or closes something, in order."""
    reader = Reader(source)
    for stop, opened, closed in reader.steps():
        yield Change(stop, opened, closed, reader.stack)


def still_open(source: str) -> tuple[Opening, ...]:
    """What is open at the end of a source, the innermost first."""
    reader = Reader(source)
    reader.read()
    return reader.stack[::-1]
