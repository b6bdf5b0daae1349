"""What is opened in a LaTeX source and when it is closed; which name a network expects at an ending."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Opening:
    r"""Something opened in a source.

    Attributes:
        kind: "environment", "formula" ($ or \(), "display" ($$ or \[), "set" (\{) or "brace" ({).
        name: of an environment, such as "proof"; of a brace, the command it belongs to, such as "\ref", or nothing;
            of a formula or display, its sign if that is "\(" or "\[", or nothing.
        start: its first character.
        stop: the character after its last.
    """

    kind: str
    name: str
    start: int
    stop: int


@dataclass(frozen=True)
class Closing:
    r"""How an opening was closed.

    Attributes:
        opening: which.
        start: the first character of what closed it.
        stop: the character after its last.
        right: whether by its own counterpart; if not, by something that cannot come before it is closed.
        by: what closed it, as it is written, such as "\end{proof}", "$" or "\item"; "a blank line" in a formula.
    """

    opening: Opening
    start: int
    stop: int
    right: bool
    by: str


@dataclass(frozen=True)
class Continuation:
    """One way a network went on after a prompt.

    Attributes:
        text: what it wrote.
        closings: for each thing open at the prompt's end, the innermost first, how it was closed, with places counted
            from the prompt's end; None while it is open.
    """

    text: str
    closings: tuple[Closing | None, ...]


@dataclass(frozen=True)
class OpenedClosed:
    """Many continuations of one unfinished source.

    Attributes:
        prompt: the source.
        openings: what is open at its end, the innermost first.
        continuations: sorted, the earliest closed first.
        temperature: of the writing.
        written: characters written in each so far.
        length: characters to write at most.
        row: the continuation pointed at.
        real: for each opening, the share of real ones of that kind and name still open after so many characters more,
            given that they were open for as long as this one: ``(distances, shares)``; None where none was measured.
    """

    prompt: str
    openings: tuple[Opening, ...]
    continuations: tuple[Continuation, ...]
    temperature: float
    written: int
    length: int
    row: int = 0
    real: tuple[tuple[np.ndarray, np.ndarray] | None, ...] = ()
