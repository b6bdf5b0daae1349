"""What a piece of LaTeX opens and closes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """A place in a text.

    Attributes:
        start: its first character.
        length: its characters.
        line: its line, counted from 1.
    """

    start: int
    length: int
    line: int


@dataclass(frozen=True)
class Pair:
    """Something opened, and what became of it.

    Attributes:
        kind: "brace", "math" or "environment".
        name: ``{``, ``$``, ``$$``, or the environment's name.
        opened: where.
        end: the first character of what closed it, or broke it; the text's length if neither came.
        fate: "closed" correctly, "broken" by something that cannot come before it is closed, "overdue" when the
            text ends and no real one was ever open so long, or "open" when it ends before that.
    """

    kind: str
    name: str
    opened: Span
    end: int
    fate: str

    @property
    def distance(self) -> int:
        """Characters from the opening sign to what ended it."""
        return self.end - self.opened.start


@dataclass(frozen=True)
class Fault:
    """Something wrong.

    Attributes:
        kind: "brace", "math", "environment", "item", "reference" or "command".
        at: where it shows.
        words: what is wrong, as half a sentence with lines counted from 1.
        other: the other end: what was opened where, or what broke it; None if there is none.
    """

    kind: str
    at: Span
    words: str
    other: Span | None = None


@dataclass(frozen=True)
class Lint:
    """A text with its pairs, in the order they ended, and its faults, in the order of their places."""

    text: str
    pairs: tuple[Pair, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Scores:
    """How well some passages close what they open.

    Attributes:
        characters: of all passages together.
        decided: by kind, how many pairs were closed, broken or overdue.
        closed: by kind, how many of these were closed correctly.
        faults: by kind of fault, how many.
    """

    characters: int
    decided: Mapping[str, int]
    closed: Mapping[str, int]
    faults: Mapping[str, int]

    def share(self, kind: str) -> float | None:
        """The share closed correctly, 0 to 1; None where nothing was decided."""
        return self.closed[kind] / self.decided[kind] if self.decided.get(kind) else None

    @property
    def per_thousand(self) -> float:
        """Faults in 1,000 characters."""
        return 1000 * sum(self.faults.values()) / max(self.characters, 1)


@dataclass(frozen=True)
class LintView:
    """All that the lint panel shows.

    Attributes:
        lint: the passage.
        title: what it is, in words.
        scores: of the passage alone.
        beside: committed scores to hold it against, by name.
        fault: which fault is pointed at.
    """

    lint: Lint
    title: str
    scores: Scores
    beside: Mapping[str, Scores] = field(default_factory=dict)
    fault: int = 0
